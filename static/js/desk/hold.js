/** Puts pieces on the desk without pulling anything from under a hand: what another moderator changed waits while it is
 * being written in, or while it would slip away below the pointer or the focus. */

import { drop, listNamed, parsePage, put } from "../apply.js";
import { isWritten, keepFocus, neighbour, go } from "./rows.js";
import { fill, write } from "../words.js";

const words = document.querySelector("[data-desk-words]").dataset;
const hovers = matchMedia("(hover: hover)");
const held = new Map(); // id → put, or null when the row is to go
const mine = new Map(); // id of a row → how many moves of this moderator it may still follow

/** Each move is begun and, a moment after its answer, ended; another may have begun meanwhile. @param {string} id @param {boolean} on */
export const setMine = (id, on) => mine.set(id, (mine.get(id) ?? 0) + (on ? 1 : -1));
const isMine = (id) => mine.get(id) > 0;

/** Whether another moderator has changed this row since it was last drawn. @param {string} id */
export const isHeld = (id) => held.has(id);

/** @param {import("../apply.js").Put} piece @returns {boolean} false when the page has no place for it */
export function place(piece) {
  const row = document.getElementById(piece.id);
  if (row && !isMine(piece.id) && mustWait(row, piece.list)) return wait(row, piece);
  if (row && isMine(piece.id)) leave(row, piece.list);
  held.delete(piece.id);
  const placed = put(piece);
  const placedRow = document.getElementById(piece.id);
  if (placed && placedRow) settle(placedRow);
  return placed;
}

/** @param {string} id */
export function remove(id) {
  const row = document.getElementById(id);
  if (row?.matches("[data-row]") && (isWritten(row) || row.contains(document.activeElement))) held.set(id, null);
  else {
    if (row?.contains(document.activeElement))
      (
        row.parentElement.closest(".tool")?.querySelector("summary") ??
        document.querySelector("[data-tool=announce] > summary")
      ).focus();
    drop(id);
  }
}

/** Makes this page equal to a fresh one. @param {Document} page */
export function merge(page) {
  for (const fresh of page.querySelectorAll("[data-list]")) {
    const name = fresh.dataset.list;
    const ids = new Set([...fresh.children].map(({ id }) => id));
    for (const child of [...listNamed(name).children])
      if (!ids.has(child.id) && !page.getElementById(child.id)) remove(child.id);
    for (const child of fresh.children) place({ id: child.id, list: name, html: child.outerHTML });
  }
  for (const id of [
    "desk-title",
    "desk-programme-head",
    "desk-settings",
    "desk-phrases",
    "desk-fairness",
    "desk-queue",
    "desk-labels",
  ])
    place({ id, list: null, html: page.getElementById(id).outerHTML });
}

/** This moderator's own press has moved this row as well: it may go from under the pointer, but not while it is written in. @param {string} id */
export function free(id) {
  const row = document.getElementById(id);
  if (!row || isWritten(row)) return;
  setMine(id, true);
  setTimeout(() => setMine(id, false), 2000);
  const piece = held.get(id);
  if (piece) place(piece);
}

/** What need not wait any longer is put. */
export function release() {
  for (const [id, piece] of [...held]) {
    const row = document.getElementById(id);
    if (row && mustWait(row, piece?.list)) continue;
    held.delete(id);
    if (piece) place(piece);
    else drop(id);
  }
}

function mustWait(row, list) {
  if (!row.matches("[data-row]")) return false;
  if (isWritten(row)) return true;
  const from = row.closest("[data-list]");
  const leaves = from && list !== from.dataset.list;
  return Boolean(leaves) && (row.contains(document.activeElement) || (hovers.matches && from.matches(":hover")));
}

function wait(row, piece) {
  held.set(piece.id, piece);
  const status = /data-status="(\w+)"/.exec(piece.html)?.[1];
  const leaves = row.closest("[data-list]")?.dataset.list !== piece.list;
  row.classList.toggle("is-gone", leaves && !isWritten(row));
  const note = row.querySelector('[data-slot="note"]');
  note.hidden = false;
  const by = parsePage(piece.html).querySelector("[data-by]")?.dataset.by;
  const fate = `${status?.[0].toUpperCase()}${status?.slice(1)}`;
  write(
    note,
    (leaves && ((by && words[`by${fate}`] && fill(words[`by${fate}`], { name: by })) || words[`is${fate}`])) ||
      words.isChanged,
  );
  row.dispatchEvent(new CustomEvent("live:held", { bubbles: true, detail: note.textContent }));
  return true;
}

/** My own move takes the row away: the focus goes to the next one first. It stays in the row if that only changes. */
function leave(row, list) {
  const focused = document.activeElement;
  if (!row.contains(focused)) return;
  if (row.closest("[data-list]")?.dataset.list === list) return void (focused.id || row.focus({ preventScroll: true }));
  const next = neighbour(row);
  if (next) go(next);
  else row.closest("[data-column]").focus();
}

function settle(row) {
  if (!row.matches("[data-row]")) return;
  row.classList.remove("is-gone");
  row.removeAttribute("aria-busy");
  keepFocus(row);
}

document.addEventListener("focusout", () => setTimeout(release));
for (const list of document.querySelectorAll("[data-list]"))
  list.addEventListener("pointerleave", () => setTimeout(release));
