/** Announcements can be put away once they are read; this tab remembers which. */

import { theList } from "./apply.js";
import { all, around, isShown, the } from "./dom.js";
import { tab } from "./storage.js";

const lists = [theList("announcements"), theList("notices")];
/** Ids of rows. @type {Set<string>} */
const read = new Set(tab.read("read", []));
const rows = () => lists.flatMap((list) => [...list.children]);

function look() {
  for (const row of rows()) {
    row.hidden = read.has(row.id);
    the("[data-read]", row).hidden = false;
  }
}

/** @param {string} id of a row */
export function putAway(id) {
  read.add(id);
  tab.keep("read", [...read]);
  look();
  document.dispatchEvent(new CustomEvent("live:read"));
}

/**
 * The one that is put away has the focus: the next one takes it, after the last the part of the page that is shown.
 * @param {HTMLElement} row
 */
function focusNext(row) {
  const shown = rows().filter((other) => other === row || isShown(other));
  const at = shown.indexOf(row);
  const next = (shown[at + 1] ?? shown[at - 1])?.querySelector("[data-read]") ?? all("[data-panel]").find(isShown);
  next?.focus({ preventScroll: true });
}

export function startAnnouncements() {
  look();
  for (const list of lists) {
    list.addEventListener("live:put", look);
    list.addEventListener("click", (click) => {
      const row = around(click, "[data-read]")?.closest("li");
      if (!row) return;
      focusNext(row);
      putAway(row.id);
    });
  }
}
