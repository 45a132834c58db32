/** Where the moderator's hands are. Nothing moves between press and release, nor below a pointer that is about to press:
 * what comes meanwhile waits here, in its order. A pointer that lies still while keys are pressed is no hand. */

import { around } from "../dom.js";

const hovers = matchMedia("(hover: hover)");
/** What is to be done at the release, in order. @type {(() => void)[]} */
const waiting = [];
let isPressed = false;
let isPointing = false; // the pointer was used last, not a key
let at = { clientX: 0, clientY: 0 }; // where the pointer was last
/** The list the pointer is over. @type {HTMLElement | null} */
let over = null;

/** @param {Element} list */
export const isOver = (list) => hovers.matches && isPointing && over === list;

/** Whether the pointer is on this very row. @param {Element} row */
export const isUnder = (row) => hovers.matches && isPointing && row.matches(":hover");

/** @param {{clientX: number, clientY: number}} place @param {PointerEvent} move */
const isFrom = ({ clientX, clientY }, move) => clientX !== move.clientX || clientY !== move.clientY;

/** At once, or once nothing is pressed. @param {() => void} act */
export function whenReleased(act) {
  if (isPressed) waiting.push(act);
  else act();
}

/** @param {(list: HTMLElement) => void} left called when the hand has left a list */
export function startHands(left) {
  const away = (/** @type {HTMLElement} */ list) => {
    over = null;
    setTimeout(() => whenReleased(() => over !== list && left(list)));
  };
  document.addEventListener("pointerdown", press, true);
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => setTimeout(release), true);
  document.addEventListener("dragend", release, true);
  addEventListener("blur", release);
  document.addEventListener("pointermove", (move) => {
    isPointing ||= isFrom(at, move); // browsers tell of a pointer that lies still when the page moves under it
    at = move;
    const list = around(move, "[data-list]");
    const before = over;
    over = list;
    if (before && before !== list) (away(before), (over = list));
  });
  document.documentElement.addEventListener("pointerleave", () => over && away(over));
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (["Shift", "Control", "Alt", "Meta"].includes(key)) return;
      setTimeout(() => {
        isPointing = false; // only now: the key is about what was seen when it was pressed
        if (over) left(over);
      });
    },
    true,
  );
}

/** @param {PointerEvent} down */
function press(down) {
  isPressed = true;
  isPointing = true;
  at = down;
  over = around(down, "[data-list]");
}

/** After the click that the release makes. */
function release() {
  isPressed = false;
  while (!isPressed) {
    const act = waiting.shift();
    if (!act) return;
    act();
  }
}
