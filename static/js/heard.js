/** What the audience signals, in the list of counts that the desk and the speaker have. */

import { the } from "./dom.js";
import { write } from "./words.js";

/** @param {Record<string, number> | undefined} counts */
export function hear(counts) {
  if (!counts) return;
  const list = the("[data-heard]");
  list.hidden = !Object.keys(counts).length;
  for (const item of list.children) {
    const n = counts[item.dataset.signal ?? ""];
    item.hidden = !n;
    write(item.querySelector("[data-count]"), String(n ?? 0));
  }
}
