/** Makes a scene fit its screen: type shrinks step by step until nothing is cut off, and rather than breaking a word. */

const STEP = 0.94;
const SMALLEST = 0.35; // of the size it is set in
const WHOLE = 0.5; // down to here words stay whole

/** @param {HTMLElement} scene one that is shown */
export function fit(scene) {
  scene.classList.add("is-whole");
  if (shrink(scene, WHOLE)) return;
  scene.classList.remove("is-whole");
  shrink(scene, SMALLEST);
}

/** Whether it fits in no less than that size. @param {HTMLElement} scene @param {number} smallest */
function shrink(scene, smallest) {
  let scale = 1;
  scene.style.setProperty("--fit", "1");
  while (isCut(scene)) {
    if (scale <= smallest) return false;
    scale *= STEP;
    scene.style.setProperty("--fit", String(scale));
  }
  return true;
}

/** @param {HTMLElement} scene */
const isCut = (scene) => scene.scrollHeight > scene.clientHeight + 1 || scene.scrollWidth > scene.clientWidth + 1;
