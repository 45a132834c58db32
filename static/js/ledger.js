/** What became of the questions, in numbers. */

import { fill, write } from "./words.js";

/** @param {Record<string, number> | undefined} counts */
export function tell(counts) {
  if (!counts) return;
  for (const part of document.querySelectorAll("[data-ledger] [data-fate]")) {
    const n = counts[part.dataset.fate] ?? 0;
    part.hidden = !n;
    write(part, fill(part.dataset.pattern, { n }));
  }
}
