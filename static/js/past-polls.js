/** A poll that is closed or answered leaves the top of the page with its session, and stands below the questions then. */

import { move, theList } from "./apply.js";
import { the } from "./dom.js";

const [here, past] = [theList("polls"), theList("past-polls")];
const GONE = ["done", "cancelled"];

/** @param {import("./clock.js").Clock} clock */
export function startPastPolls(clock) {
  clock.on("tick", look);
  look();
}

function look() {
  for (const card of [...here.children, ...past.children]) {
    const list = isPast(card) ? past : here;
    if (card.parentElement !== list) move(list, card, list.firstElementChild);
  }
  the(".past-polls").hidden = !past.children.length;
}

/** @param {HTMLElement} card */
function isPast(card) {
  const session = document.getElementById(`session-${card.dataset.session}`);
  const isOpen = card.querySelector("[data-answer]") && !card.matches(".is-answered");
  return !isOpen && GONE.includes(session?.dataset.shown ?? "");
}
