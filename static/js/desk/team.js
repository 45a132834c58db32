/** Moderators together: my name, who else is here, and who is writing on what. A hint, never a lock. */

import { tryOnce } from "../sending.js";
import { fill, write } from "../words.js";
import { chosen, handBack, rowOf } from "./rows.js";

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
  document.addEventListener("focusout", () => setTimeout(() => mine.question && !isAt(mine.question) && stop()));
  document.addEventListener("live:chosen", () => {
    mark(chosen());
    warn(chosen(), say);
  });
  document.addEventListener("live:put", ({ target }) => target.matches?.(".row") && mark(target));
  setInterval(() => document.visibilityState === "visible" && send(mine), BEAT);
  send(mine);
}

const isAt = (question) => chosen()?.dataset.question === question && chosen().contains(document.activeElement);

/** What the pulse says of the desk. @param {Seat[] | undefined} desk @param {(text: string) => void} say */
export function showTeam(desk, say) {
  if (!desk) return;
  const before = told;
  told = desk.filter(({ id }) => id !== me);
  const others = listed(told.map(({ name }) => name || words.nobody));
  const slot = bar.querySelector('[data-slot="others"]');
  slot.hidden = !others.length;
  write(slot, fill(words.here, { names: others.join(", ") }));
  for (const { question } of [...before, ...told]) if (question) mark(rowOf(question));
  const pane = chosen();
  if (!pane) return;
  mark(pane);
  for (const { id, question } of told) {
    const isNew = question && !before.some((seat) => seat.id === id && seat.question === question);
    if (isNew && isAt(question)) warn(pane, say);
  }
}

/** Each once, with how many it stands for. @param {string[]} names */
function listed(names) {
  return [...new Set(names)].map((name) => {
    const n = names.filter((other) => other === name).length;
    return n > 1 ? `${name} (${n})` : name;
  });
}

/** Who is writing on this question, in words; empty when nobody is. @param {HTMLElement} shown its line, or the pane's */
const writers = (shown) =>
  told
    .filter(({ question }) => question && question === shown.dataset.question)
    .map(({ name, kind }) => fill(words[kind], { name: name || words.nobody }))
    .join(" ");

/** On the line and in the pane; a line has no place for it until it needs one. */
function mark(shown) {
  if (!shown) return;
  const text = writers(shown);
  const slot = shown.querySelector('[data-slot="writing"]') ?? (text ? made(shown) : null);
  if (!slot) return;
  slot.hidden = !text;
  write(slot, text);
}

function made(row) {
  const slot = document.createElement("p");
  slot.className = "row__note row__writing";
  slot.dataset.slot = "writing";
  row.append(slot);
  return slot;
}

function warn(shown, say) {
  const text = shown && writers(shown);
  if (text) say(text);
}

function typed(field) {
  const form = field.closest?.("[data-chosen] form[data-words]");
  const kind = form?.getAttribute("action").split("/").at(-1);
  if (!["answer", "edit", "dismiss"].includes(kind)) return;
  const next = { question: chosen().dataset.question, kind };
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
  const { ok, body } = await tryOnce(address, "name" in fields ? { ...mine, ...fields } : fields);
  if (!ok) return;
  const { you } = body;
  if (you === me) return;
  me = you;
  showTeam(told, () => {});
}
