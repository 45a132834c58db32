/** Dragging a row by its handle: a line shows where it will go, and nothing moves until it is let go. Escape leaves all as it was. */

import { rowAt, rowsOf } from "./rows.js";

/** @param {HTMLElement} list @param {{start: () => void, drop: (row: HTMLElement, before: Element | null) => void, end: () => void}} does */
export function startDrag(list, does) {
  list.addEventListener("pointerdown", (down) => {
    const grip = down.target.closest("[data-grip]");
    if (!grip || down.button) return;
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    does.start();
    drag(list, grip, does);
  });
}

function drag(list, grip, does) {
  const row = rowAt(grip);
  const listening = new AbortController();
  let before; // undefined until it has been moved
  row.classList.add("is-dragged");
  const over = ({ clientY }) => {
    const rows = rowsOf(list).filter((one) => one !== row);
    const at = rows.findIndex((one) => clientY < middle(one));
    before = rows[at] ?? null;
    line(rows, before);
    for (const near of [rows.at(at < 0 ? -1 : at), rows[at - 1]]) near?.scrollIntoView({ block: "nearest" });
  };
  const end = (event) => {
    if (event.type === "keydown" && event.key !== "Escape") return;
    listening.abort();
    row.classList.remove("is-dragged");
    line(rowsOf(list), undefined);
    does.end();
    if (event.type === "pointerup" && before !== undefined) does.drop(row, before);
  };
  grip.addEventListener("pointermove", over, { signal: listening.signal });
  for (const type of ["pointerup", "pointercancel"]) grip.addEventListener(type, end, { signal: listening.signal });
  document.addEventListener("keydown", end, { signal: listening.signal, capture: true });
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

/** Above `before`, below the last when it is null, nowhere when it is undefined. */
function line(rows, before) {
  for (const row of rows) {
    row.classList.toggle("takes-above", row === before);
    row.classList.toggle("takes-below", before === null && row === rows.at(-1));
  }
}
