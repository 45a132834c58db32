/** Chips of what is running: how many have answered an open poll so far, and where the focus goes when one ends. */

import { parsePage } from "../apply.js";
import { the } from "../dom.js";
import { write } from "../words.js";

/** A chip that has ended is not kept by the focus on its button, which goes to the tools. @param {Piece} piece of all chips */
export function letGo({ html }) {
  const focused = document.activeElement;
  if (!focused || !the("#desk-running").contains(focused)) return;
  if (!parsePage(html).getElementById(focused.id)) the("[data-tool=announce] > summary").focus();
}

/** @param {Record<string, Results>} [polls] by the poll's id */
export function showAnswers(polls = {}) {
  for (const [id, { people }] of Object.entries(polls)) {
    write(document.querySelector(`[data-answers="${CSS.escape(id)}"]`), String(people));
  }
}
