/** Dragging a line by its votes: onto another one joins them, between two of the queue puts it there. A mark shows which,
 * and nothing moves until it is let go. Escape leaves all as it was; a press that does not move is a press. */

import { all } from "../dom.js";
import { listOf, rowAt, rowsOf } from "./rows.js";

const FAR = 6; // px before a press is a drag
const EDGE = 0.25; // of a line's height that is between it and the next

/**
 * What a drag does.
 * @typedef {{
 *   put: (row: HTMLElement, before: Element | null) => void,
 *   join: (row: HTMLElement, into: HTMLElement) => void,
 *   start: () => void,
 *   end: () => void,
 * }} Does
 * Where a line would go: into another one, or before one of the queue, or at its end; and which line shows it.
 * @typedef {{into: HTMLElement} | {before: HTMLElement | null, line: HTMLElement, below: boolean}} Aim
 */

/** @param {HTMLElement} board @param {Does} does */
export function startDrag(board, does) {
  board.addEventListener("pointerdown", (down) => {
    const row = down.target.closest(".row__votes") && !down.target.matches("input") ? rowAt(down.target) : null;
    if (!row || down.button || down.pointerType === "touch") return;
    watch(row, down, does);
  });
}

/** @param {HTMLElement} row @param {PointerEvent} down @param {Does} does */
function watch(row, down, does) {
  const listening = new AbortController();
  const { signal } = listening;
  /** @type {Aim | null} */
  let aim = null;
  let isDragging = false;
  const over = (/** @type {PointerEvent} */ { clientX: x, clientY: y }) => {
    if (!isDragging && Math.hypot(x - down.clientX, y - down.clientY) < FAR) return;
    if (!isDragging) begin();
    aim = target(row, x, y);
    mark(aim);
  };
  const begin = () => {
    isDragging = true;
    row.classList.add("is-dragged");
    row.setPointerCapture?.(down.pointerId);
    getSelection()?.removeAllRanges();
    does.start();
  };
  const end = (/** @type {PointerEvent | KeyboardEvent} */ event) => {
    if (event instanceof KeyboardEvent && event.key !== "Escape") return;
    listening.abort();
    mark(null);
    row.classList.remove("is-dragged");
    if (!isDragging) return;
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, true));
    does.end();
    if (event.type !== "pointerup" || !aim) return;
    if ("into" in aim) does.join(row, aim.into);
    else does.put(row, aim.before);
  };
  document.addEventListener("pointermove", over, { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", end, { signal });
  document.addEventListener("keydown", end, { signal, capture: true });
}

/** The press that ends a drag is none of what it ends on. @param {MouseEvent} click */
function stop(click) {
  click.preventDefault();
  click.stopPropagation();
}

/** @param {HTMLElement} row @param {number} x @param {number} y @returns {Aim | null} */
function target(row, x, y) {
  const other = rowAt(document.elementFromPoint(x, y));
  if (!other?.matches(".row") || other === row) return null;
  const { top, height } = other.getBoundingClientRect();
  const at = (y - top) / height;
  const isQueue = [row, other].every((one) => one.parentElement?.dataset.list === "queue");
  if (isQueue && at < EDGE) return { before: other, line: other, below: false };
  if (isQueue && at > 1 - EDGE) return { before: after(other), line: other, below: true };
  return { into: other };
}

/** @param {HTMLElement} row */
function after(row) {
  const rows = rowsOf(listOf(row));
  return rows[rows.indexOf(row) + 1] ?? null;
}

/** @param {Aim | null} aim */
function mark(aim) {
  for (const name of ["takes-above", "takes-below", "takes-in"]) {
    for (const row of all(`.${name}`)) row.classList.remove(name);
  }
  if (!aim) return;
  if ("into" in aim) aim.into.classList.add("takes-in");
  else aim.line.classList.add(aim.below ? "takes-below" : "takes-above");
}
