/** What questions and polls are about is named beside them: what a session or a point of it is called now, also where that is not shown. */

import { parsePage } from "./apply.js";
import { all } from "./dom.js";
import { write } from "./words.js";

/** @param {Piece} piece */
export function rename({ id, html }) {
  if (!id.startsWith("session-")) return;
  const session = parsePage(html);
  call(id, session.querySelector("[data-title]"));
  for (const item of all("[id^=item-]", session)) call(item.id, item.querySelector(".item__text"));
}

/** @param {string} anchor @param {Element | null} title */
function call(anchor, title) {
  if (!title) return;
  for (const named of all(`[data-title-of="${CSS.escape(anchor)}"]`)) write(named, title.textContent);
}
