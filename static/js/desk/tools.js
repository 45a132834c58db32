/** What has been opened over the desk closes when the hand or the focus goes elsewhere, unless something is being written in it.
 * Where it pushes the page apart instead, closing it would pull what is being tapped from under the finger. */

import { isWritten } from "./rows.js";

const liesOver = (tool) => getComputedStyle(tool.querySelector(".tool__panel")).position === "absolute";

function close({ target }) {
  for (const tool of document.querySelectorAll("details:is(.tool, .alarm)[open]")) {
    if (!tool.contains(target) && liesOver(tool) && !isWritten(tool)) tool.open = false;
  }
}

for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, close);
