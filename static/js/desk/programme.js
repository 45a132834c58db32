/** The programme, folded to one line or unfolded over the columns; which session is the next one. */

import { all, the } from "../dom.js";

const programme = the("#programme");
const unfold = the("[data-unfold]", programme);
const fold = the("[data-fold]", programme);

export function startProgramme() {
  unfold.addEventListener("click", (click) => {
    click.preventDefault();
    open(true);
    fold.focus();
  });
  fold.addEventListener("click", (click) => {
    click.preventDefault();
    close();
  });
  programme.addEventListener("live:show", () => open(true));
  document.addEventListener("pointerdown", ({ target }) => isOpen() && !programme.contains(target) && open(false));
}

const isOpen = () => programme.classList.contains("is-open");

/** @param {boolean} on */
function open(on) {
  programme.classList.toggle("is-open", on);
  if (on) programme.querySelector('.slot[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

/** @returns {boolean} whether it was open */
export function close() {
  if (!isOpen()) return false;
  const hadFocus = programme.contains(document.activeElement);
  open(false);
  if (hadFocus) unfold.focus();
  return true;
}

/** @param {string} id of a session, or nothing */
export function markNext(id) {
  for (const slot of all(".slot", programme)) slot.toggleAttribute("data-next", slot.id === `session-${id}`);
}
