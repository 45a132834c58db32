/**
 * Keeps what is being read in place when something above it comes, goes or grows. Safari has no scroll anchoring; the
 * others' does not know what is being written. Before the next paint the page is scrolled by as much as that has moved.
 */

const LINES = [0.15, 0.4, 0.65]; // of the height of the window: where somebody may be reading
const STICKS = ".words, .top, .ask, .connection"; // moves by itself
const WRITTEN = "textarea, input, select";

/**
 * Where something stood: from the top of the window, and from the top of the page.
 * @typedef {{element: Element, top: number, from: number}} Mark
 */

/** @type {Mark[]} */
let read = [];
/** @type {Mark | null} */
let written = null;
let isWaiting = false;

export function startAnchor() {
  document.documentElement.style.setProperty("overflow-anchor", "none");
  for (const name of ["scroll", "click", "keyup", "focusin", "focusout", "resize"])
    addEventListener(name, soon, { passive: true });
  new ResizeObserver(hold).observe(document.body);
  look();
}

function soon() {
  if (!isWaiting) requestAnimationFrame(look);
  isWaiting = true;
}

/** Remember what is in sight, and where. */
function look() {
  isWaiting = false;
  read = LINES.map((line) => at(innerHeight * line)).flatMap((element) => (element ? [marked(element)] : []));
  const field = document.activeElement;
  written = field?.matches(WRITTEN) && isInSight(field) ? marked(field) : null;
}

/** @param {number} y px */
const at = (y) =>
  document.elementsFromPoint(innerWidth / 2, y).find((one) => one.closest("main *") && !one.closest(STICKS));

/** @param {Element} element @returns {Mark} */
function marked(element) {
  const { top } = element.getBoundingClientRect();
  return { element, top, from: top + scrollY };
}

/** @param {Element} element */
function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** The page has another height: what was in sight goes back to where it stood. */
function hold() {
  const by = moved();
  if (scrollY > 0 && Math.abs(by) >= 1) scrollBy({ top: by, behavior: "instant" });
  look();
}

/** How far, in px: what is being written in the window, else what is being read on the page. */
function moved() {
  if (written?.element.getClientRects().length) {
    const by = written.element.getBoundingClientRect().top - written.top;
    if (Math.abs(by) >= 1) return by;
  }
  const mark = read.find(({ element }) => element.isConnected && element.getClientRects().length);
  return mark ? mark.element.getBoundingClientRect().top + scrollY - mark.from : 0;
}
