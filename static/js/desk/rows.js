/** The lines of the desk: which one is meant by a key, its neighbours, what is being written in a form. */

import { isShown } from "../dom.js";

const ROW = "[data-row]";
let last = null; // the row that had the focus last

/** Columns in the order of the page. */
export const columns = () => [...document.querySelectorAll("[data-column]")];

/** @param {Element} column */
export const rowsOf = (column) => [...column.querySelectorAll(`${ROW}:not([hidden])`)].filter(isShown);

/** @param {Element | null} element */
export const rowAt = (element) => element?.closest?.(ROW) ?? null;

/** @param {string} id of a question @returns {HTMLElement | null} its line, if it is in a window */
export const rowOf = (id) => document.getElementById(`question-${id}`);

/** The pane's question, if there is one. @returns {HTMLElement | null} */
export const chosen = () => document.getElementById("chosen");

/** The row keys are about: the one that has, or last had, the focus. */
export const here = () => rowAt(document.activeElement) ?? (last?.isConnected ? last : null);

/** What keys are about: the question in the pane while the focus is there, else the row. @returns {HTMLElement | null} */
export const subject = () => {
  const pane = chosen();
  return pane?.contains(document.activeElement) ? pane : (here() ?? pane);
};

/** @param {HTMLElement} row */
export function go(row) {
  row.closest("[data-column]").dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The row after this one in its column, or before it when it is the last. @param {HTMLElement} row */
export function neighbour(row) {
  const rows = rowsOf(row.closest("[data-column]"));
  const at = rows.indexOf(row);
  return rows[at + 1] ?? rows[at - 1] ?? null;
}

/** What has the focus goes away or is done with: the focus goes to the row keys are about, else to its part of the page.
 *  @param {Element} going */
export function handBack(going) {
  if (!going.contains(document.activeElement)) return;
  const row = here();
  const place = isShown(row) && !going.contains(row) ? row : (going.closest("[data-panel]") ?? columns().find(isShown));
  place?.focus({ preventScroll: true });
}

/** A row whose focused button has gone keeps the focus itself. @param {HTMLElement} row */
export function keepFocus(row) {
  const focused = document.activeElement;
  if (row.contains(focused) && !isShown(focused)) row.focus({ preventScroll: true });
}

const FIELDS = "[data-words] :is(input:not([type=hidden]), textarea, select:not([data-replies]))";

/** Words in here that have not been sent. @param {Element} place */
export const isWritten = (place) => [...place.querySelectorAll(FIELDS)].some(isChanged);

/** @param {HTMLInputElement | HTMLSelectElement} field */
export function isChanged(field) {
  if (field.tagName === "SELECT") {
    const isFirst = (i) => !i && !field.querySelector("[selected]");
    return [...field.options].some((option, i) => option.selected !== (option.defaultSelected || isFirst(i)));
  }
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  return field.value.trim() !== field.defaultValue.trim();
}

document.addEventListener("focusin", ({ target }) => {
  const row = rowAt(target);
  if (!row) return;
  last?.classList.remove("is-here");
  last = row;
  last.classList.add("is-here");
});
document.addEventListener("live:put", ({ target }) => target === last && last.classList.add("is-here"));
