/** Moderators together: my name, who else is here, and who is writing on what. A hint, never a lock. */

import { fill, write } from "../words.js";
import { handBack, rowAt } from "./rows.js";

const BEAT = 10_000; // ms between two signs of life
const PACE = 4000; // ms between two of somebody who types
const DONE = 6000; // ms without a key after which nobody is writing any more
const bar = document.querySelector("[data-team]");
const words = bar.dataset;
const address = bar.querySelector("form").action;
let me = ""; // what the other desks call this one
let told = []; // everyone at the desk, as last heard
let mine = { question: "", kind: "" };
let sentAt = 0;
let idle;

/** @typedef {{id: string, name: string, question: string, kind: string}} Seat */

/** @param {(text: string) => void} say */
export function startTeam(say) {
  const field = bar.querySelector("input");
  const rename = () => {
    if (field.value.trim() !== field.defaultValue) {
      field.defaultValue = field.value.trim();
      send({ name: field.value });
    }
  };
  bar.querySelector("form").addEventListener("submit", (submit) => {
    submit.preventDefault();
    rename();
    handBack(field);
  });
  field.addEventListener("change", rename);
  bar.querySelector("[data-save]").hidden = true;
  document.addEventListener("input", ({ target }) => typed(target));
  document.addEventListener("submit", stop);
  document.addEventListener("focusout", () =>
    setTimeout(() => mine.question && rowAt(document.activeElement)?.dataset.question !== mine.question && stop()),
  );
  document.addEventListener(
    "toggle",
    ({ target, newState }) => newState === "open" && target.matches(".row__more") && warn(rowAt(target), say),
    true,
  );
  document.addEventListener("live:put", ({ target }) => target.matches?.("[data-row]") && mark(target));
  setInterval(() => document.visibilityState === "visible" && send(mine), BEAT);
  send(mine);
}

/** What the pulse says of the desk. @param {Seat[] | undefined} desk @param {(text: string) => void} say */
export function showTeam(desk, say) {
  if (!desk) return;
  const before = told;
  told = desk.filter(({ id }) => id !== me);
  const others = listed(told.map(({ name }) => name || words.nobody));
  const slot = bar.querySelector('[data-slot="others"]');
  slot.hidden = !others.length;
  write(slot, fill(words.here, { names: others.join(", ") }));
  for (const row of document.querySelectorAll("[data-row]")) mark(row);
  for (const seat of told) {
    const row = document.getElementById(`question-${seat.question}`);
    const isNew = seat.question && !before.some(({ id, question }) => id === seat.id && question === seat.question);
    if (isNew && row?.contains(document.activeElement)) warn(row, say);
  }
}

/** Each once, with how many it stands for. @param {string[]} names */
function listed(names) {
  return [...new Set(names)].map((name) => {
    const n = names.filter((other) => other === name).length;
    return n > 1 ? `${name} (${n})` : name;
  });
}

/** Who is writing on this row, in words; empty when nobody is. @param {HTMLElement} row */
const writers = (row) =>
  told
    .filter(({ question }) => question && question === row.dataset.question)
    .map(({ name, kind }) => fill(words[kind], { name: name || words.nobody }))
    .join(" ");

function mark(row) {
  const slot = row.querySelector('[data-slot="writing"]');
  const text = writers(row);
  if (!slot || (slot.hidden && !text)) return;
  slot.hidden = !text;
  write(slot, text);
}

function warn(row, say) {
  const text = writers(row);
  if (text) say(text);
}

function typed(field) {
  const form = field.closest?.("[data-row] form[data-words]");
  const kind = form?.getAttribute("action").split("/").at(-1);
  if (!["answer", "edit", "dismiss"].includes(kind)) return;
  const next = { question: rowAt(form).dataset.question, kind };
  clearTimeout(idle);
  idle = setTimeout(stop, DONE);
  if (next.question === mine.question && next.kind === mine.kind && Date.now() - sentAt < PACE) return;
  send((mine = next));
}

function stop() {
  clearTimeout(idle);
  if (mine.question) send((mine = { question: "", kind: "" }));
}

/** Lost ones are not sent again: the next sign of life says the same. */
async function send(fields) {
  sentAt = Date.now();
  const body = new URLSearchParams("name" in fields ? { ...mine, ...fields } : fields);
  const answer = await fetch(address, { method: "POST", headers: { accept: "application/json" }, body }).catch(
    () => null,
  );
  if (!answer?.ok) return;
  const { you } = await answer.json();
  if (you === me) return;
  me = you;
  showTeam(told, () => {});
}
