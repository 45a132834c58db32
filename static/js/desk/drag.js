/** Dragging a line by its votes: onto another one joins them, between two of the queue puts it there. A mark shows which,
 * and nothing moves until it is let go. Escape leaves all as it was; a press that does not move is a press. */

import { rowAt, rowsOf } from "./rows.js";

const FAR = 6; // px before a press is a drag
const EDGE = 0.25; // of a line's height that is between it and the next

/** @param {HTMLElement} board @param {{put: (row: HTMLElement, before: Element | null) => void, join: (row: HTMLElement, into: HTMLElement) => void, start: () => void, end: () => void}} does */
export function startDrag(board, does) {
  board.addEventListener("pointerdown", (down) => {
    const row = down.target.closest(".row__votes") && !down.target.matches("input") ? rowAt(down.target) : null;
    if (!row || down.button || down.pointerType === "touch") return;
    watch(row, down, does);
  });
}

function watch(row, down, does) {
  const listening = new AbortController();
  const { signal } = listening;
  let aim = null; // where it would go
  let isDragging = false;
  const over = ({ clientX: x, clientY: y }) => {
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
  const end = (event) => {
    if (event.type === "keydown" && event.key !== "Escape") return;
    listening.abort();
    mark(null);
    row.classList.remove("is-dragged");
    if (!isDragging) return;
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, true));
    does.end();
    if (event.type !== "pointerup" || !aim) return;
    if (aim.into) does.join(row, aim.into);
    else does.put(row, aim.before);
  };
  document.addEventListener("pointermove", over, { signal });
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, end, { signal });
  document.addEventListener("keydown", end, { signal, capture: true });
}

/** The press that ends a drag is none of what it ends on. */
function stop(click) {
  click.preventDefault();
  click.stopPropagation();
}

/** @returns {{into?: HTMLElement, before?: Element | null, line?: HTMLElement, below?: boolean} | null} */
function target(row, x, y) {
  const other = rowAt(document.elementFromPoint(x, y));
  if (!other?.matches(".row") || other === row) return null;
  const { top, height } = other.getBoundingClientRect();
  const at = (y - top) / height;
  const isQueue = [row, other].every((one) => one.parentElement.dataset.list === "queue");
  if (isQueue && at < EDGE) return { before: other, line: other };
  if (isQueue && at > 1 - EDGE) return { before: after(other), line: other, below: true };
  return { into: other };
}

function after(row) {
  const rows = rowsOf(row.parentElement);
  return rows[rows.indexOf(row) + 1] ?? null;
}

function mark(aim) {
  for (const name of ["takes-above", "takes-below", "takes-in"]) {
    for (const row of document.querySelectorAll(`.${name}`)) row.classList.remove(name);
  }
  aim?.into?.classList.add("takes-in");
  aim?.line?.classList.add(aim.below ? "takes-below" : "takes-above");
}
