/** What has been opened over the desk closes when the hand goes elsewhere, unless something is being written in it. */

import { isWritten } from "./rows.js";

document.addEventListener("pointerdown", ({ target }) => {
  for (const tool of document.querySelectorAll("details.tool[open]")) {
    if (!tool.contains(target) && !isWritten(tool)) tool.open = false;
  }
});
