/** On paper nothing can be unfolded: what is folded of the programme is printed. */

import { all } from "./dom.js";

export function startPaper() {
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("#programme .session__more:not([open])");
    for (const more of folded) more.open = true;
  });
  addEventListener("afterprint", () => {
    for (const more of folded) more.open = false;
  });
}
