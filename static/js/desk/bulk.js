/** Several questions at once: chosen by box, by `s`, by shift and an arrow, or a whole column; moved in one step with one way back. */

import { all, around, the } from "../dom.js";
import { fill, write } from "../words.js";
import { before, columnOf, go, here, idOf, revisionOf, rowAt, rowsOf } from "./rows.js";
import { together, wayBack } from "./together.js";

/** @type {HTMLFormElement} */
const bar = the("[data-bulk]");
const words = bar.dataset;
/** @type {HTMLDetailsElement} */
const rest = the("details", bar);
const note = the('[data-slot="note"]', bar);
/** @type {Record<string, number>} */
const EXTENDS = { ArrowDown: 1, ArrowUp: -1 };
/** @returns {HTMLInputElement[]} */
const picks = () => all(".row__pick:checked");
/** @param {HTMLElement} row @returns {HTMLInputElement | null} */
const boxOf = (row) => row.querySelector(".row__pick");

/** @param {Desk} desk */
export function startBulk(desk) {
  document.addEventListener("change", (event) => around(event, ".row__pick") && look());
  document.addEventListener("live:put", look);
  document.addEventListener("live:drop", look);
  document.addEventListener("input", (event) => around(event, "[data-filter]") && look());
  document.addEventListener("keydown", press, true);
  bar.addEventListener("submit", (submit) => {
    submit.preventDefault();
    if (submit.submitter instanceof HTMLButtonElement) move(submit.submitter.value, desk);
  });
  the("[data-none]", bar).addEventListener("click", clear);
  for (const button of all("[data-pick-all]")) button.addEventListener("click", () => pickAll(button));
  look();
}

/** How many are chosen, and whether a whole column is. */
function look() {
  const n = picks().length;
  bar.hidden = !n;
  the("#questions").toggleAttribute("data-picking", n > 0);
  write(bar.querySelector('[data-slot="chosen"]'), fill(words.chosen, { n }));
  for (const button of all("[data-pick-all]")) {
    const boxes = boxesOf(columnOf(button));
    button.hidden = boxes.length < 2;
    button.setAttribute("aria-pressed", String(boxes.length > 0 && boxes.every(({ checked }) => checked)));
  }
}

/** @param {HTMLElement} column @returns {HTMLInputElement[]} */
const boxesOf = (column) => all(".row:not([hidden]) .row__pick", column);

/** @param {HTMLElement} button */
function pickAll(button) {
  const boxes = boxesOf(columnOf(button));
  const all = boxes.every(({ checked }) => checked);
  for (const box of boxes) box.checked = !all;
  look();
}

function clear() {
  const row = here() ?? rowAt(picks()[0]);
  for (const box of picks()) box.checked = false;
  look();
  row?.focus({ preventScroll: true });
}

/** Before the keys of single rows: what is chosen is meant. @param {KeyboardEvent} event */
function press(event) {
  if (document.documentElement.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("textarea, select, dialog, input:not([type=checkbox])")) return;
  const button =
    picks().length && !event.shiftKey && bar.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  if (button) button.click();
  else if (event.key === "l" && picks().length) label();
  else if (event.shiftKey && event.key in EXTENDS) extend(EXTENDS[event.key]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {number} by */
function extend(by) {
  const row = here();
  if (!row) return;
  const rows = rowsOf(columnOf(row));
  const next = rows[rows.indexOf(row) + by];
  for (const one of next ? [row, next] : [row]) {
    const box = boxOf(one);
    if (box) box.checked = true;
  }
  if (next) go(next);
  look();
}

function label() {
  rest.open = true;
  bar.elements.label.focus();
}

/** @param {string} does @param {Desk} desk */
async function move(does, desk) {
  const rows = picks().flatMap((box) => rowAt(box) ?? []);
  const column = (here() ?? rows[0])?.closest("[data-column]");
  const was = new Map(rows.map((row) => [idOf(row), { does, was: before(row), revision: revisionOf(row) }]));
  const ids = rows.map((row) => `${idOf(row)}:${revisionOf(row)}`).join();
  /** @type {Record<string, string>} */
  const fields = { move: does, ids };
  for (const name of ["reason", "into", "label"]) if (bar.elements[name].value) fields[name] = bar.elements[name].value;
  const body = await send(fields, [...was.keys()], desk);
  if (!body) return;
  settle(column);
  const { marks = [], questions = [] } = body;
  if (does === "label")
    return tell(fill(words.label, { n: marks.length }), body, desk, unlabel(marks, fields.label, desk));
  tell(fill(words[does], { n: questions.length }), body, desk, wayBack(was, body, desk));
}

/**
 * Nothing is chosen any more, and the focus is where the hand was: the rows have gone to another column.
 * @param {HTMLElement | null | undefined} column
 */
function settle(column) {
  for (const name of ["reason", "into", "label"]) bar.elements[name].value = "";
  rest.open = false;
  clear();
  if (column && !column.contains(document.activeElement)) (rowsOf(column)[0] ?? column).focus({ preventScroll: true });
}

/** @param {Mark[]} marks @param {string} label @param {Desk} desk @returns {Undoing | null} */
function unlabel(marks, label, desk) {
  if (!marks.length) return null;
  const ids = marks.map(({ id }) => id);
  const run = async () => (await send({ move: "label", ids: ids.join(), label, on: "false" }, ids, desk)) && [];
  return { parts: [], run };
}

/** @param {string} what @param {Moved} body @param {Desk} desk @param {Undoing | null} back */
function tell(what, { skipped = [] }, { undo, region }, back) {
  const numbers = skipped.map(({ number }) => number).join(", ");
  const text = skipped.length ? `${what} ${fill(words.skipped, { n: skipped.length, numbers })}` : what;
  undo.show(text, back);
  region.say(text);
}

/**
 * The answer, or null when it was refused: then the bar says why.
 * @param {Record<string, string>} fields
 * @param {string[]} questions ids
 * @param {Desk} desk
 */
async function send(fields, questions, desk) {
  bar.setAttribute("aria-busy", "true");
  const { ok, body } = await together(fields, questions, desk);
  bar.removeAttribute("aria-busy");
  note.hidden = ok;
  write(note, ok ? "" : (body.error?.message ?? ""));
  return ok ? body : null;
}
