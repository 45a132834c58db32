/** What becomes of a form and its panel once it is sent, and the words beside it. */

import { all, the } from "../dom.js";
import { write } from "../words.js";
import { choose } from "./pane.js";
import { rowAt, rowOf } from "./rows.js";

/** Nothing is being written here any more, and the panel closes. @param {HTMLFormElement} form */
export function settle(form) {
  form.reset();
  const panel = form.closest("details");
  const hadFocus = form.contains(document.activeElement) || panel?.contains(document.activeElement);
  if (hadFocus) behind(form, panel)?.focus();
  if (panel) panel.open = false;
}

/** Where the focus goes from a form that is done with. @param {HTMLFormElement} form @param {HTMLDetailsElement | null} panel */
function behind(form, panel) {
  const pane = form.closest("[data-chosen]");
  if (pane) return rowOf(pane.dataset.question) ?? document.getElementById("chosen-heading");
  return rowAt(form) ?? panel?.querySelector("summary");
}

/** The panel has done its work; the focus stays where a keyboard finds it. @param {HTMLFormElement} form */
export function close(form) {
  const panel = form.closest("details");
  if (!panel) return;
  if (panel.contains(document.activeElement)) the("summary", panel).focus();
  panel.open = false;
}

/**
 * Words beside what was pressed; none puts them away.
 * @param {HTMLElement} place
 * @param {string | undefined} text
 * @returns {boolean} whether there is a place for them
 */
export function note(place, text) {
  const find = '[data-slot="note"]';
  if (!text) for (const old of all(find, place)) old.hidden = true;
  const slot = place.querySelector(find) ?? place.closest("[data-chosen]")?.querySelector(find);
  if (!slot) return false;
  write(slot, text);
  slot.hidden = !text;
  return true;
}

/** Opens the dismissed question where a reason can be given. @param {string} id */
export async function askWhy(id) {
  const pane = await choose(id);
  const field = pane?.querySelector(`#reason-${CSS.escape(id)}`);
  if (!field) return;
  const panel = field.closest("details");
  if (panel) panel.open = true;
  field.focus();
}
