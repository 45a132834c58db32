/** What has been opened over the desk closes when the hand or the focus goes elsewhere, unless something is being written in it.
 * Where it pushes the page apart instead, closing it would pull what is being tapped from under the finger, and what has
 * been opened may lie below the screen: it is brought in. */

import { all, the } from "../dom.js";
import { isWritten } from "./rows.js";

/** @param {HTMLDetailsElement} tool */
const liesOver = (tool) => getComputedStyle(the(".tool__panel", tool)).position === "absolute";

/** @param {MouseEvent | FocusEvent} event */
function close({ target }) {
  /** @type {HTMLDetailsElement[]} */
  const open = all("details:is(.tool, .alarm)[open]");
  for (const tool of open) if (!tool.contains(target) && liesOver(tool) && !isWritten(tool)) tool.open = false;
}

/** @param {Event} toggle */
function bringIn({ target }) {
  const tool = /** @type {HTMLDetailsElement} */ (target);
  if (tool.matches("details.tool[open]") && !liesOver(tool)) tool.scrollIntoView({ block: "nearest" });
}

document.addEventListener("toggle", bringIn, true);
document.addEventListener("pointerdown", close);
document.addEventListener("focusin", close);
