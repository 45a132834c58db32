/** From line to line and from column to column by key; the pane follows where it stands beside them. */

import { theList } from "../apply.js";
import { the } from "../dom.js";
import { more } from "./columns.js";
import { follow } from "./pane.js";
import { columnOf, go, here, rowsOf } from "./rows.js";

/** By their keys. */
export const COLUMNS = ["programme", "inbox", "queue", "answering", "done"];

/** @param {string} name */
const columnNamed = (name) => the(`#${name}`);

/** @param {number} by */
export function step(by) {
  const row = here();
  if (!row) return enter(COLUMNS.slice(1).find((name) => rowsOf(columnNamed(name)).length) ?? "inbox");
  const column = columnOf(row);
  const rows = rowsOf(column);
  const next = rows[rows.indexOf(row) + by];
  if (next) visit(next);
  else if (by > 0) beyond(column, row);
  return true;
}

/** The end of a window is not the end of its column. @param {HTMLElement} column @param {HTMLElement} row */
async function beyond(column, row) {
  const { list = "" } = the("[data-list]", column).dataset;
  if (!(await more(list)) || here() !== row) return;
  const rows = rowsOf(column);
  const next = rows[rows.indexOf(row) + 1];
  if (next) visit(next);
}

/** @param {HTMLElement} row */
function visit(row) {
  go(row);
  follow(row);
}

/** @param {number} by */
export function side(by) {
  let at = COLUMNS.indexOf(here()?.closest("[data-column]")?.id ?? "") + by;
  while (COLUMNS[at] && !theList(COLUMNS[at]).querySelector("[data-row]:not([hidden])")) at += by;
  return COLUMNS[at] ? enter(COLUMNS[at]) : true;
}

/** @param {string} name */
export function enter(name) {
  const column = columnNamed(name);
  column.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  const rows = rowsOf(column);
  const row = rows.find((one) => one.matches('.slot[aria-current="true"]')) ?? rows[0];
  if (row) visit(row);
  else column.focus();
  return true;
}
