/** Several questions at once: chosen by box, by `s`, by shift and an arrow, or a whole column; moved in one step with one way back. */

import { fill, write } from "../words.js";
import { before } from "./inverse.js";
import { go, here, rowAt, rowsOf } from "./rows.js";
import { together, wayBack } from "./together.js";

const bar = document.querySelector("[data-bulk]");
const words = bar.dataset;
const rest = bar.querySelector("details");
const EXTENDS = { ArrowDown: 1, ArrowUp: -1 };
const picks = () => [...document.querySelectorAll("[data-pick]:checked")];
const boxOf = (row) => row?.querySelector("[data-pick]");

/** @param {{undo: import("./undo.js").Undo, region: any, reached: (cursor: string) => void}} desk */
export function startBulk(desk) {
  document.addEventListener("change", ({ target }) => target.matches("[data-pick]") && look());
  document.addEventListener("live:put", look);
  document.addEventListener("live:drop", look);
  document.addEventListener("input", ({ target }) => target.matches("[data-filter]") && look());
  document.addEventListener("keydown", press, true);
  bar.addEventListener("submit", (submit) => {
    submit.preventDefault();
    submit.submitter && move(submit.submitter.value, desk);
  });
  bar.querySelector("[data-none]").addEventListener("click", clear);
  for (const button of document.querySelectorAll("[data-pick-all]"))
    button.addEventListener("click", () => pickAll(button));
  look();
}

/** How many are chosen, and whether a whole column is. */
function look() {
  const n = picks().length;
  bar.hidden = !n;
  document.getElementById("questions").toggleAttribute("data-picking", n > 0);
  write(bar.querySelector('[data-slot="chosen"]'), fill(words.chosen, { n }));
  for (const button of document.querySelectorAll("[data-pick-all]")) {
    const boxes = boxesOf(button.closest("[data-column]"));
    button.hidden = boxes.length < 2;
    button.setAttribute("aria-pressed", String(boxes.length > 0 && boxes.every(({ checked }) => checked)));
  }
}

const boxesOf = (column) => [...column.querySelectorAll(".row:not([hidden]) [data-pick]")];

function pickAll(button) {
  const boxes = boxesOf(button.closest("[data-column]"));
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

/** Before the keys of single rows: what is chosen is meant. */
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

function extend(by) {
  const row = here();
  if (!row) return;
  const rows = rowsOf(row.closest("[data-column]"));
  const next = rows[rows.indexOf(row) + by];
  for (const one of [row, next]) if (boxOf(one)) boxOf(one).checked = true;
  if (next) go(next);
  look();
}

function label() {
  rest.open = true;
  bar.elements.label.focus();
}

async function move(does, desk) {
  const rows = picks().map(rowAt);
  const column = (here() ?? rows[0])?.closest("[data-column]");
  const was = new Map(
    rows.map((row) => [row.dataset.question, { does, was: before(row), revision: Number(row.dataset.revision) }]),
  );
  const ids = rows.map((row) => `${row.dataset.question}:${row.dataset.revision}`).join();
  const fields = { move: does, ids };
  for (const name of ["reason", "into", "label"]) if (bar.elements[name].value) fields[name] = bar.elements[name].value;
  const body = await send(fields, [...was.keys()], desk);
  if (!body) return;
  settle(column);
  if (does === "label")
    return tell(fill(words.label, { n: body.marks.length }), body, desk, unlabel(body, fields, desk));
  tell(fill(words[does], { n: body.questions.length }), body, desk, wayBack(was, body, desk));
}

/** Nothing is chosen any more, and the focus is where the hand was: the rows have gone to another column. */
function settle(column) {
  for (const name of ["reason", "into", "label"]) bar.elements[name].value = "";
  rest.open = false;
  clear();
  if (column && !column.contains(document.activeElement)) (rowsOf(column)[0] ?? column).focus({ preventScroll: true });
}

function unlabel({ marks }, { label }, desk) {
  if (!marks.length) return null;
  const ids = marks.map(({ id }) => id);
  const run = async () => (await send({ move: "label", ids: ids.join(), label, on: "false" }, ids, desk)) && [];
  return { parts: [], run };
}

function tell(what, { skipped }, { undo, region }, back) {
  const numbers = skipped.map(({ number }) => number).join(", ");
  const text = skipped.length ? `${what} ${fill(words.skipped, { n: skipped.length, numbers })}` : what;
  undo.show(text, back);
  region.say(text);
}

/** @returns {Promise<any>} the answer, or null when it was refused: then the bar says why */
async function send(fields, questions, desk) {
  const note = bar.querySelector('[data-slot="note"]');
  bar.setAttribute("aria-busy", "true");
  const { ok, body } = await together(fields, questions, desk);
  bar.removeAttribute("aria-busy");
  note.hidden = ok;
  write(note, ok ? "" : (body.error?.message ?? ""));
  return ok ? body : null;
}
