/** Puts pieces on the desk without pulling anything from under a hand. What leaves a list below the pointer leaves a
 * ghost in its place until the pointer is away; the line under the pointer or the focus itself waits. */

import { drop, listNamed, parsePage, put, theList } from "../apply.js";
import { all, around, the } from "../dom.js";
import { fill, named, write } from "../words.js";
import { isOver, isUnder, whenReleased } from "./hands.js";
import { letGo } from "./running.js";
import { columnOf, go, isWritten, keepFocus, neighbour } from "./rows.js";

/** Whether a question's place lies beyond the window of a list. @typedef {(row: HTMLElement, list: HTMLElement) => boolean} Beyond */

const words = the("[data-desk-words]").dataset;
const AFTERGLOW = 2000; // ms in which what follows a move of one's own still belongs to it
/** What waits, by its id; null when the row is to go. @type {Map<string, Piece | null>} */
const held = new Map();
/** How many moves of this moderator a row may still follow, by its id. @type {Map<string, number>} */
const mine = new Map();
/** @type {Beyond} */
let isBeyond = () => false;

/** @param {Beyond} beyond */
export const startHold = (beyond) => void (isBeyond = beyond);

/** What this moderator moves is theirs until `come`, and a moment more. @param {string} id @param {Promise<unknown>} come */
export function mineUntil(id, come) {
  const count = (/** @type {number} */ by) => mine.set(id, (mine.get(id) ?? 0) + by);
  count(1);
  come.finally(() => setTimeout(() => count(-1), AFTERGLOW));
}

/** @param {string} id */
const isMine = (id) => (mine.get(id) ?? 0) > 0;

/** Whether another moderator has changed this row since it was last drawn. @param {string} id */
export const isHeld = (id) => held.has(id);

/** False when the page has no place for it. @param {Piece} piece */
export function place(piece) {
  if (piece.list && !listNamed(piece.list)) return false;
  if (!piece.list && !document.getElementById(piece.id)) return false;
  whenReleased(() => settle(piece));
  return true;
}

/** @param {Piece} piece */
function settle(piece) {
  const row = document.getElementById(piece.id);
  const list = piece.list ? listNamed(piece.list) : null;
  document.dispatchEvent(new CustomEvent("live:piece", { detail: piece }));
  if (row && !isMine(piece.id) && mustWait(row, piece.list)) return wait(row, piece);
  if (isQuestion(piece) && isElsewhere(row, list, piece)) return row ? vanish(row, piece) : undefined;
  if (row && isMine(piece.id)) leave(row, piece.list);
  if (row && row.parentElement !== list && list) ghost(row, piece);
  if (piece.id === "desk-running") letGo(piece);
  held.delete(piece.id);
  const order = list && isOver(list) && !row ? list.dataset.order : undefined;
  if (list && isOver(list)) list.dataset.order = "frozen"; // new lines at the end while a hand is here
  put(piece);
  if (list && order === undefined && list.dataset.list !== "queue") delete list.dataset.order;
  const placed = document.getElementById(piece.id);
  if (placed?.matches("[data-row]")) calm(placed);
}

/** @param {Piece} piece */
const isQuestion = ({ id }) => id.startsWith("question-");

/**
 * Its place is beyond the window, so it is only counted.
 * @param {HTMLElement | null} row
 * @param {HTMLElement | null} list
 * @param {Piece} piece
 */
function isElsewhere(row, list, { html }) {
  if (!list || row?.parentElement === list) return false;
  const fresh = parsePage(html).querySelector(".row");
  return fresh !== null && isBeyond(fresh, list);
}

/** @param {HTMLElement} row @param {Piece} piece */
function vanish(row, piece) {
  if (isMine(piece.id)) leave(row, piece.list);
  ghost(row, piece);
  held.delete(piece.id);
  drop(piece.id);
}

/** @param {string} id */
export function remove(id) {
  whenReleased(() => takeAway(id));
}

/** @param {string} id */
function takeAway(id) {
  const row = document.getElementById(id);
  if (!row) return;
  if (row.matches("[data-row]") && (isWritten(row) || row.contains(document.activeElement))) return held.set(id, null);
  if (row.contains(document.activeElement))
    (row.closest(".tool")?.querySelector("summary") ?? the("[data-tool=announce] > summary")).focus();
  drop(id);
}

/** Makes this page equal to a fresh one. @param {Document} page */
export function merge(page) {
  for (const fresh of all("[data-list]", page)) {
    const name = fresh.dataset.list ?? "";
    const ids = new Set([...fresh.children].map(({ id }) => id));
    for (const child of [...theList(name).children]) {
      if (child.id && !ids.has(child.id) && !page.getElementById(child.id)) remove(child.id);
    }
    for (const child of fresh.children) place({ id: child.id, list: name, html: child.outerHTML });
  }
  for (const fresh of all('[id^="desk-"]', page)) place({ id: fresh.id, list: null, html: fresh.outerHTML });
}

/**
 * This moderator's own press has moved this row as well: it may go from where the hand is, however late that is told.
 * @param {string} id
 * @param {Promise<void>} come when the stream has brought it
 */
export function free(id, come) {
  const row = document.getElementById(id);
  if (!row || isWritten(row)) return;
  mineUntil(id, come);
  const piece = held.get(id);
  if (piece) place(piece);
}

/** What need not wait any longer is put. */
export function release() {
  whenReleased(() => {
    for (const [id, piece] of [...held]) {
      const row = document.getElementById(id);
      if (row && mustWait(row, piece?.list)) continue;
      held.delete(id);
      if (piece) place(piece);
      else drop(id);
    }
  });
}

/** The hand has left: the ghosts go. @param {Element} list */
export function banish(list) {
  for (const one of all(".row--ghost", list)) one.remove();
}

/** @param {HTMLElement} row @param {string | null | undefined} list the one it is to be in */
function mustWait(row, list) {
  if (!row.matches("[data-row]")) return false;
  if (isWritten(row)) return true;
  const from = row.closest("[data-list]");
  if (!from || list === from.dataset.list) return false;
  return row.contains(document.activeElement) || isUnder(row);
}

/** @param {HTMLElement} row @param {Piece} piece */
function wait(row, piece) {
  held.set(piece.id, piece);
  const leaves = row.closest("[data-list]")?.dataset.list !== piece.list;
  row.classList.toggle("is-gone", leaves && !isWritten(row));
  const note = noteOf(row);
  note.hidden = false;
  write(note, (leaves && fate(piece.html)) || words.isChanged);
  row.dispatchEvent(new CustomEvent("live:held", { bubbles: true, detail: note.textContent }));
}

/** A line has no place for words until it needs one: they lie over it, so that its height stays. @param {HTMLElement} row */
function noteOf(row) {
  const found = row.querySelector('[data-slot="note"]');
  if (found) return found;
  const note = document.createElement("p");
  note.className = "row__note";
  note.dataset.slot = "note";
  row.append(note);
  return note;
}

/** What somebody has made of a question, in words. @param {string} html of its line */
export function fate(html) {
  const { status, by } = parsePage(html).querySelector("[data-status]")?.dataset ?? {};
  if (!status) return "";
  const byName = words[named("by", status)];
  return by && byName ? fill(byName, { name: by }) : (words[named("is", status)] ?? "");
}

/**
 * What goes from a list below a hand leaves its place filled, so that nothing below it moves up.
 * @param {HTMLElement} row
 * @param {Piece} piece
 */
function ghost(row, { id, html }) {
  const list = row.parentElement;
  if (!row.matches(".row") || !list || !isOver(list)) return;
  const left = /** @type {HTMLElement} */ (row.cloneNode(true));
  for (const one of [left, ...all("[id]", left)]) one.removeAttribute("id");
  for (const one of all("button, input, .row__note", left)) one.remove();
  for (const name of ["data-row", "data-number", "tabindex", "aria-labelledby", "aria-current"]) {
    left.removeAttribute(name);
  }
  left.className = "row row--ghost";
  left.inert = true;
  const said = isMine(id) ? "" : fate(html);
  if (said) write(noteOf(left), said);
  row.before(left);
}

/**
 * My own move takes the row away: the focus goes to the next one first. It stays in the row if that only changes.
 * @param {HTMLElement} row
 * @param {string | null} list
 */
function leave(row, list) {
  const focused = document.activeElement;
  if (!focused || !row.contains(focused)) return;
  if (row.closest("[data-list]")?.dataset.list === list) return void (focused.id || row.focus({ preventScroll: true }));
  const next = neighbour(row);
  if (next) go(next);
  else columnOf(row).focus();
}

/** @param {HTMLElement} row */
function calm(row) {
  row.classList.remove("is-gone");
  row.removeAttribute("aria-busy");
  keepFocus(row);
}

document.addEventListener("focusout", () => setTimeout(release));
document.addEventListener("pointerout", (out) => around(out, "[data-row]") && setTimeout(release));
