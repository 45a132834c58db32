/** Several questions at once: chosen by box, by `s`, by shift and an arrow, or a whole column; moved in one step with one way back. */

import { deliver, newKey } from "../sending.js";
import { fill, write } from "../words.js";
import { free, release, setMine } from "./hold.js";
import { before, inverse } from "./inverse.js";
import { go, here, rowAt, rowsOf } from "./rows.js";

const bar = document.querySelector("[data-bulk]");
const words = bar.dataset;
const rest = bar.querySelector("details");
const wide = matchMedia("(min-width: 48rem)");
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
  wide.addEventListener("change", unfold);
  unfold();
  look();
}

/** All of it where there is room; on a phone what is pressed most, and the rest behind one button. */
function unfold() {
  rest.open = wide.matches;
}

/** How many are chosen, and whether a whole column is. */
function look() {
  const n = picks().length;
  bar.hidden = !n;
  write(bar.querySelector('[data-slot="chosen"]'), fill(words.chosen, { n }));
  for (const button of document.querySelectorAll("[data-pick-all]")) {
    const boxes = boxesOf(button.closest("[data-column]"));
    button.hidden = boxes.length < 2;
    button.ariaPressed = String(boxes.length > 0 && boxes.every(({ checked }) => checked));
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
  const was = new Map(rows.map((row) => [row.dataset.question, before(row)]));
  const fields = { move: does, ids: rows.map((row) => `${row.dataset.question}:${row.dataset.revision}`).join() };
  for (const name of ["reason", "into", "label"]) if (bar.elements[name].value) fields[name] = bar.elements[name].value;
  const body = await send(
    rows.map(({ id }) => id),
    fields,
    desk,
  );
  if (!body) return;
  const label = bar.elements.label.value;
  bar.elements.label.value = bar.elements.reason.value = bar.elements.into.value = "";
  clear();
  if (column && !column.contains(document.activeElement)) (rowsOf(column)[0] ?? column).focus({ preventScroll: true }); // the rows have gone to another one
  if (does === "label")
    return tell(
      fill(words.label, { n: body.marks.length }),
      body,
      desk,
      body.marks.length ? () => unlabel(body.marks, label, desk) : null,
    );
  const each = body.questions
    .map(({ id, revision, merged_into: into }) => ({ id, revision, ...back(does, was.get(id), into) }))
    .filter((step) => step.move);
  tell(fill(words[does], { n: body.questions.length }), body, desk, each.length ? () => undo(each, desk) : null);
}

function back(does, was, into) {
  const { move: name, fields = {} } = inverse(does, was) ?? {};
  return name ? { move: name, into: into ?? "", ...fields } : {};
}

async function unlabel(marks, label, desk) {
  const body = await send(
    marks.map(({ id }) => `question-${id}`),
    { move: "label", ids: marks.map(({ id }) => id).join(), label, on: "false" },
    desk,
  );
  if (body) tell(words.undone, body, desk, null);
}

async function undo(each, desk) {
  const body = await send(
    each.map(({ id }) => `question-${id}`),
    { each: JSON.stringify(each) },
    desk,
  );
  if (body) tell(words.undone, body, desk, null);
}

function tell(what, { skipped }, { undo: shown, region }, run) {
  const text = skipped.length
    ? `${what} ${fill(words.skipped, { n: skipped.length, numbers: skipped.map(({ number }) => number).join(", ") })}`
    : what;
  shown.show(text, run);
  region.say(text);
}

/** @returns {Promise<any>} the answer, or null when it was refused: then the bar says why */
async function send(ids, fields, { undo, reached }) {
  const note = bar.querySelector('[data-slot="note"]');
  bar.setAttribute("aria-busy", "true");
  ids.forEach((id) => setMine(id, true));
  const sent = deliver({ key: newKey(), action: bar.action, fields });
  undo.expect(sent);
  const { ok, body } = await sent;
  bar.removeAttribute("aria-busy");
  note.hidden = ok;
  write(note, ok ? "" : (body.error?.message ?? ""));
  setTimeout(() => ids.forEach((id) => setMine(id, false)), 2000);
  if (!ok) return null;
  ids.forEach(free);
  release();
  reached(body.cursor);
  return body;
}
