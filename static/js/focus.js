/** Where the keyboard goes on when what has the focus is about to go: never to the top of the page. */

import { all, isShown } from "./dom.js";

const REACHED = "a[href], button, summary, input, textarea, select, [tabindex]";

/** To what stands beside it, else to the part of the page around it or the one that is shown. @param {HTMLElement} going */
export function handOn(going) {
  if (!going.contains(document.activeElement)) return;
  const beside = [going.nextElementSibling, going.previousElementSibling].filter(isShown);
  const near = beside.flatMap((one) => (one ? all(REACHED, one) : [])).find(isShown);
  const part = going.parentElement?.closest('[tabindex="-1"]') ?? all("[data-panel]").find(isShown);
  /** @type {HTMLElement | undefined} */ (near ?? part)?.focus({ preventScroll: true });
}
