/** Says which lists are empty, for browsers whose styles cannot ask (`:has`). */

import { all } from "./dom.js";

let isWaiting = false;

function look() {
  isWaiting = false;
  for (const list of all("[data-list], #agenda"))
    list.classList.toggle("is-empty", !list.matches("[data-before]") && !list.querySelector("li, [data-before]"));
}

/** Many changes come at a time; one look is enough. */
function soon() {
  if (!isWaiting) queueMicrotask(look);
  isWaiting = true;
}

export function startEmptiness() {
  look();
  document.addEventListener("live:put", soon);
  document.addEventListener("live:drop", soon);
}
