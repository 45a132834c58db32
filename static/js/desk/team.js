/** Moderators together: my name, who else is here, and who is writing on what. A hint, never a lock. */

import { around, the } from "../dom.js";
import { tryOnce } from "../sending.js";
import { fill, isolated, write } from "../words.js";
import { chosen, handBack, idOf, rowOf } from "./rows.js";

const BEAT = 10_000; // ms between two signs of life
const PACE = 4000; // ms between two of somebody who types
const DONE = 6000; // ms without a key after which nobody is writing any more
const bar = the("[data-team]");
const words = bar.dataset;
/** @type {HTMLFormElement} */
const form = the("form", bar);
let me = ""; // what the other desks call this one
/** Everyone at the desk, as last heard. @type {Seat[]} */
let told = [];
let mine = { question: "", kind: "" };
let sentAt = 0;
/** @type {number | undefined} */
let idle;

/** @param {Say} say */
export function startTeam(say) {
  /** @type {HTMLInputElement} */
  const field = the("input", form);
  const rename = () => {
    if (field.value.trim() !== field.defaultValue) {
      field.defaultValue = field.value.trim();
      send({ name: field.value });
    }
  };
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    rename();
    handBack(field);
  });
  field.addEventListener("change", rename);
  the("[data-save]", bar).hidden = true;
  document.addEventListener("input", typed);
  document.addEventListener("submit", stop);
  document.addEventListener("focusout", () => setTimeout(() => mine.question && !isAt(mine.question) && stop()));
  document.addEventListener("live:chosen", () => {
    mark(chosen());
    warn(chosen(), say);
  });
  document.addEventListener("live:put", ({ target }) => target.matches(".row") && mark(target));
  setInterval(() => document.visibilityState === "visible" && send(mine), BEAT);
  send(mine);
}

/** @param {string} question id */
function isAt(question) {
  const pane = chosen();
  return pane?.dataset.question === question && pane.contains(document.activeElement);
}

/** What the pulse says of the desk. @param {Seat[] | undefined} desk @param {Say} say */
export function showTeam(desk, say) {
  if (!desk) return;
  const before = told;
  told = desk.filter(({ id }) => id !== me);
  const others = listed(told.map(({ name }) => name || (words.nobody ?? "")));
  const slot = the('[data-slot="others"]', bar);
  slot.hidden = !others.length;
  write(slot, fill(words.here, { names: others.map(isolated).join(", ") }));
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
    .filter(({ question }) => question && question === idOf(shown))
    .map(({ name, kind }) => fill(words[kind], { name: name || words.nobody }))
    .join(" ");

/** On the line and in the pane; a line has no place for it until it needs one. @param {HTMLElement | null} shown */
function mark(shown) {
  if (!shown) return;
  const text = writers(shown);
  const slot = shown.querySelector('[data-slot="writing"]') ?? (text ? made(shown) : null);
  if (!slot) return;
  slot.hidden = !text;
  write(slot, text);
}

/** @param {HTMLElement} row */
function made(row) {
  const slot = document.createElement("p");
  slot.className = "row__note row__writing";
  slot.dataset.slot = "writing";
  row.append(slot);
  return slot;
}

/** @param {HTMLElement | null} shown @param {Say} say */
function warn(shown, say) {
  if (shown) say(writers(shown));
}

/** @param {Event} input */
function typed(input) {
  const pane = around(input, "[data-chosen]");
  const kind = around(input, "form[data-words]")?.getAttribute("action")?.split("/").at(-1) ?? "";
  if (!pane || !["answer", "edit", "dismiss"].includes(kind)) return;
  const next = { question: idOf(pane), kind };
  clearTimeout(idle);
  idle = setTimeout(stop, DONE);
  if (next.question === mine.question && next.kind === mine.kind && Date.now() - sentAt < PACE) return;
  send((mine = next));
}

function stop() {
  clearTimeout(idle);
  if (mine.question) send((mine = { question: "", kind: "" }));
}

/** Lost ones are not sent again: the next sign of life says the same. @param {Record<string, string>} fields */
async function send(fields) {
  sentAt = Date.now();
  /** @type {Sent} */
  const { ok, body } = await tryOnce(form.action, { ...mine, ...fields });
  if (!ok) return;
  const { you } = body;
  if (you === me) return;
  me = you;
  showTeam(told, () => {});
}
