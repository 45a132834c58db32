/** The rows of the desk: which one is meant by a key, its neighbours, what is being written in it. */

const ROW = "[data-row]";
let last = null; // the row that had the focus last

/** Columns in the order of the page. */
export const columns = () => [...document.querySelectorAll("[data-column]")];

/** @param {Element} column */
export const rowsOf = (column) =>
  [...column.querySelectorAll(`${ROW}:not([hidden])`)].filter((row) => row.checkVisibility());

/** @param {Element | null} element */
export const rowAt = (element) => element?.closest?.(ROW) ?? null;

/** The row keys are about: the one that has, or last had, the focus. */
export const here = () => rowAt(document.activeElement) ?? (last?.isConnected ? last : null);

/** @param {HTMLElement} row */
export function go(row) {
  row.closest("[data-panel]").dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The row after this one in its column, or before it when it is the last. @param {HTMLElement} row */
export function neighbour(row) {
  const rows = rowsOf(row.closest("[data-column]"));
  const at = rows.indexOf(row);
  return rows[at + 1] ?? rows[at - 1] ?? null;
}

/** What has the focus goes away or is done with: the focus goes to the row keys are about, else to the part of the page this is in. @param {Element} going */
export function handBack(going) {
  if (!going.contains(document.activeElement)) return;
  const row = here();
  const place =
    row?.checkVisibility() && !going.contains(row)
      ? row
      : (going.closest("[data-panel]") ?? columns().find((column) => column.checkVisibility()));
  place?.focus({ preventScroll: true });
}

/** A row whose focused button has gone keeps the focus itself. @param {HTMLElement} row */
export function keepFocus(row) {
  const focused = document.activeElement;
  if (row.contains(focused) && !focused.checkVisibility()) row.focus({ preventScroll: true });
}

/** Words in this row that have not been sent. @param {Element} row */
export const isWritten = (row) =>
  [...row.querySelectorAll("[data-words] :is(input:not([type=hidden]), textarea, select)")].some(isChanged);

/** @param {HTMLInputElement | HTMLSelectElement} field */
export function isChanged(field) {
  if (field.tagName === "SELECT")
    return [...field.options].some(
      (option, i) => option.selected !== (option.defaultSelected || (!i && !field.querySelector("[selected]"))),
    );
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
