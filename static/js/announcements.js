/** Announcements can be put away once they are read; this tab remembers which. */

import { theList } from "./apply.js";
import { all, around, isShown, the } from "./dom.js";
import { tab } from "./storage.js";

const list = theList("announcements");
/** Ids of rows. @type {Set<string>} */
const read = new Set(tab.read("read", []));

function look() {
  for (const row of list.children) {
    row.hidden = read.has(row.id);
    the("[data-read]", row).hidden = false;
  }
}

/**
 * The one that is put away has the focus: the next one takes it, after the last the part of the page that is shown.
 * @param {HTMLElement} row
 */
function focusNext(row) {
  const rows = [...list.children].filter((other) => other === row || isShown(other));
  const at = rows.indexOf(row);
  const next = (rows[at + 1] ?? rows[at - 1])?.querySelector("[data-read]") ?? all("[data-panel]").find(isShown);
  next?.focus({ preventScroll: true });
}

export function startAnnouncements() {
  look();
  list.addEventListener("live:put", look);
  list.addEventListener("click", (click) => {
    const row = around(click, "[data-read]")?.closest("li");
    if (!row) return;
    read.add(row.id);
    tab.keep("read", [...read]);
    focusNext(row);
    look();
  });
}
