/** Makes a scene fit its screen: type shrinks step by step until nothing is cut off, and rather than breaking a word. */

const STEP = 0.94;
const SMALLEST = 0.35; // of the size it is set in
const WHOLE = 0.5; // down to here words and titles stay whole

/** @param {HTMLElement} scene one that is shown */
export function fit(scene) {
  scene.classList.add("is-whole");
  if (shrink(scene, WHOLE, isShortened) || shrink(scene, WHOLE, isCut)) return;
  scene.classList.remove("is-whole");
  shrink(scene, SMALLEST, isCut);
}

/**
 * Whether it fits in no less than that size.
 * @param {HTMLElement} scene @param {number} smallest @param {(scene: HTMLElement) => boolean} isTooLarge
 */
function shrink(scene, smallest, isTooLarge) {
  let scale = 1;
  scene.style.setProperty("--fit", "1");
  while (isTooLarge(scene)) {
    if (scale <= smallest) return false;
    scale *= STEP;
    scene.style.setProperty("--fit", String(scale));
  }
  return true;
}

/** @param {HTMLElement} one */
const isCut = (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;

/** Whether it, or a title in it that may have so many lines at most, is cut. @param {HTMLElement} scene */
const isShortened = (scene) => isCut(scene) || [...scene.querySelectorAll(".scene__title, .row__title")].some(isCut);
