/** Chips of what is running: how many have answered an open poll so far. */

import { write } from "../words.js";

/** @param {Record<string, Results>} [polls] by the poll's id */
export function showAnswers(polls = {}) {
  for (const [id, { people }] of Object.entries(polls)) {
    write(document.querySelector(`[data-answers="${CSS.escape(id)}"]`), String(people));
  }
}
