/** The lines of the desk: which one is meant by a key, its neighbours, what is being written in a form. */

import { all, around, isShown } from "../dom.js";

const ROW = "[data-row]";
/** The row that had the focus last. @type {HTMLElement | null} */
let last = null;

/** Columns in the order of the page. */
export const columns = () => all("[data-column]");

/** @param {HTMLElement} inside @returns {HTMLElement} */
export const columnOf = (inside) => found(inside.closest("[data-column]"));

/** @param {HTMLElement} row */
export const listOf = (row) => found(row.parentElement);

/** A row stands in a list, and that in a column. @param {HTMLElement | null} around */
function found(around) {
  if (!around) throw new Error("a row outside of the columns");
  return around;
}

/** @param {Element} column */
export const rowsOf = (column) => all(`${ROW}:not([hidden])`, column).filter(isShown);

/** @param {Element | null} element @returns {HTMLElement | null} */
export const rowAt = (element) => element?.closest(ROW) ?? null;

/** The line of a question, if it is in a window. @param {string | undefined} id */
export const rowOf = (id) => document.getElementById(`question-${id}`);

/** The question of a line, or of the pane. @param {HTMLElement} shown */
export const idOf = (shown) => shown.dataset.question ?? shown.id.replace("question-", "");

/** @param {HTMLElement} row */
export const revisionOf = (row) => Number(row.dataset.revision);

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
  columnOf(row).dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The row after this one in its column, or before it when it is the last. @param {HTMLElement} row */
export function neighbour(row) {
  const rows = rowsOf(columnOf(row));
  const at = rows.indexOf(row);
  return rows[at + 1] ?? rows[at - 1] ?? null;
}

/**
 * What has the focus goes away or is done with: the focus goes to the row keys are about, else to its part of the page.
 * @param {HTMLElement} going
 */
export function handBack(going) {
  if (!going.contains(document.activeElement)) return;
  const row = here();
  const place =
    isShown(row) && !going.contains(row) ? row : (going.closest("[data-panel][tabindex]") ?? columns().find(isShown));
  place?.focus({ preventScroll: true });
}

/** A row whose focused button has gone keeps the focus itself. @param {HTMLElement} row */
export function keepFocus(row) {
  const focused = document.activeElement;
  if (row.contains(focused) && !isShown(focused)) row.focus({ preventScroll: true });
}

/** The question as its line, or the pane, shows it. @param {HTMLElement} shown @returns {QuestionBefore} */
export const before = (shown) => ({
  status: shown.dataset.status ?? "",
  pinned: shown.dataset.pinned === "true",
  promised: shown.dataset.promised === "true",
  text: field(shown, "edit"),
  answer: field(shown, "answer"),
  reason: field(shown, "reason") || (shown.dataset.reason ?? ""),
});

/** Words one can change are in the pane, where they are changed. @param {HTMLElement} shown @param {string} name */
function field(shown, name) {
  const found = document.getElementById(`${name}-${idOf(shown)}`);
  return found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement ? found.defaultValue : "";
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const FIELDS = "[data-words] :is(input:not([type=hidden]), textarea, select:not([data-replies]))";

/** Words in here that have not been sent. @param {Element} place */
export const isWritten = (place) => /** @type {Field[]} */ (all(FIELDS, place)).some(isChanged);

/** @param {Field} field */
export function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    const isFirst = (/** @type {number} */ i) => !i && !field.querySelector("[selected]");
    return [...field.options].some((option, i) => option.selected !== (option.defaultSelected || isFirst(i)));
  }
  if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type))
    return field.checked !== field.defaultChecked;
  return field.value.trim() !== field.defaultValue.trim();
}

document.addEventListener("focusin", (focus) => {
  const row = around(focus, ROW);
  if (!row) return;
  last?.classList.remove("is-here");
  last = row;
  last.classList.add("is-here");
});
document.addEventListener("live:put", ({ target }) => target === last && target.classList.add("is-here"));
