/** What became of the questions, in numbers. */

import { all } from "./dom.js";
import { fill, write } from "./words.js";

/** @param {Record<string, number> | undefined} counts */
export function tell(counts) {
  if (!counts) return;
  for (const part of all("[data-ledger] [data-fate]")) {
    const n = counts[part.dataset.fate ?? ""] ?? 0;
    part.hidden = !n;
    write(part, fill(part.dataset.pattern, { n }));
  }
}
