/** The pane: one question, whole, with everything that can be done to it. It keeps its question when the columns move,
 * and while something is written in it nobody but the moderator changes what it shows. */

import { parsePage } from "../apply.js";
import { all, around, the } from "../dom.js";
import { morph } from "../morph.js";
import { askedPage } from "../sending.js";
import { write } from "../words.js";
import { restore } from "./drafts.js";
import { fate } from "./hold.js";
import { chosen, idOf, isWritten, rowAt, rowOf } from "./rows.js";

const MOMENT = 120; // ms on one line before the pane follows the keys to it
const board = the("#questions");
const place = the("[data-pane]");
const none = the(".pane__none", place);
const words = the("[data-desk-words]").dataset;
const base = `/${document.documentElement.dataset.event}/desk`;
const narrow = matchMedia("(max-width: 39.99rem)");
const beside = matchMedia("(min-width: 60rem)");
let wanted = ""; // the id of the question that is shown or on its way
/** What is on its way: a key pressed meanwhile waits for it. @type {Promise<HTMLElement | null> | null} */
let coming = null;
/** @type {number | undefined} */
let following;

export function startPane() {
  document.addEventListener("click", open);
  document.addEventListener("live:piece", ({ detail }) => detail.id === `question-${wanted}` && refresh(detail));
  document.addEventListener("live:piece", ({ detail }) => isPartOf(detail.id) && refresh());
  document.addEventListener("live:labelled", () => wanted && refresh());
  document.addEventListener("live:put", ({ target }) => target.matches(".row") && point());
  place.addEventListener("focusout", () => setTimeout(() => place.querySelector("[data-late]") && refresh()));
  addEventListener("popstate", () => narrow.matches && wanted && hide());
  const id = /^#question-(\w+)$/.exec(location.hash)?.[1];
  if (id) choose(id);
}

/** A line's link opens it here; with a key held down it is a link like any other. @param {MouseEvent} click */
function open(click) {
  if (click.ctrlKey || click.metaKey || click.shiftKey || click.defaultPrevented) return;
  const link = around(click, ".row__text, [data-close], [data-choose]");
  if (!link) return;
  click.preventDefault();
  if (link.matches("[data-close]")) return void close();
  const row = rowAt(link);
  row?.focus({ preventScroll: true });
  choose(row ? idOf(row) : (link.dataset.choose ?? ""));
}

/** Shows a question. @param {string} id @returns {Promise<HTMLElement | null>} it, when it is there */
export async function choose(id) {
  clearTimeout(following);
  if (wanted === id && coming) return coming;
  const shown = chosen();
  if (wanted === id && shown?.dataset.question === id) return shown;
  wanted = id;
  if (narrow.matches && board.dataset.pane !== "open") history.pushState(null, "", `${base}/questions/${id}`);
  board.dataset.pane = "open";
  point();
  const bringing = bring(id);
  coming = bringing;
  const pane = await bringing;
  if (coming === bringing) coming = null;
  return pane;
}

/** @param {string} id @returns {Promise<HTMLElement | null>} */
async function bring(id) {
  const fresh = await fetched(id);
  if (wanted !== id || !fresh) return null;
  none.hidden = true;
  chosen()?.remove();
  place.append(document.adoptNode(fresh));
  place.scrollTop = 0;
  restore(place);
  place.dispatchEvent(new CustomEvent("live:chosen", { bubbles: true }));
  return chosen();
}

/** The keys have come to another line: the pane goes along where it stands beside the columns, unless it is in use. @param {HTMLElement} row */
export function follow(row) {
  clearTimeout(following);
  if (!row.matches(".row") || !beside.matches || isPinned()) return;
  following = setTimeout(() => choose(idOf(row)), MOMENT);
}

const isPinned = () => place.contains(document.activeElement) || isWritten(place);

/** @returns {boolean} whether there was a pane to close */
export function close() {
  if (!wanted) return false;
  if (narrow.matches && location.pathname !== base) history.back();
  else hide();
  return true;
}

function hide() {
  const row = rowOf(wanted);
  const hadFocus = place.contains(document.activeElement);
  wanted = "";
  chosen()?.remove();
  none.hidden = false;
  delete board.dataset.pane;
  point();
  if (hadFocus) (row ?? the("[data-column]:not(.programme)")).focus({ preventScroll: true });
}

/** The pane says what its session is called, and offers the settings' replies. @param {string} id of a piece */
const isPartOf = (id) => Boolean(chosen()) && (id === chosen()?.dataset.about || id === "desk-settings");

/** What has become of the question, unless words are written about what it was. @param {Piece} [piece] */
async function refresh(piece) {
  const shown = chosen();
  if (!shown) return;
  if (isWritten(shown)) {
    shown.dataset.late = "";
    if (piece) tell(shown, fate(piece.html));
    return;
  }
  const id = wanted;
  const fresh = await fetched(id);
  const old = chosen();
  if (!fresh || wanted !== id || !old || isWritten(old)) return;
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : "";
  morph(old, fresh);
  if (focused && !document.getElementById(focused)) the("#chosen-heading").focus();
  place.dispatchEvent(new CustomEvent("live:chosen", { bubbles: true }));
}

/** @param {HTMLElement} shown @param {string} text */
function tell(shown, text) {
  const note = the('[data-slot="note"]', shown);
  write(note, text || words.isChanged);
  note.hidden = false;
  shown.dispatchEvent(new CustomEvent("live:held", { bubbles: true, detail: note.textContent }));
}

/** @param {string} id */
async function fetched(id) {
  const { status, html } = await askedPage(`${base}/questions/${id}`);
  return status === 200 ? parsePage(html).getElementById("chosen") : null;
}

/** Which line is open, seen and said. */
function point() {
  for (const row of all(".row[aria-current]")) {
    if (idOf(row) !== wanted) row.removeAttribute("aria-current");
  }
  rowOf(wanted)?.setAttribute("aria-current", "true");
}
