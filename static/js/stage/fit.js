/** Makes a scene fit its screen: type shrinks step by step until nothing is cut off. */

const STEP = 0.94;
const SMALLEST = 0.35; // of the size it is set in

/** @param {HTMLElement} scene one that is shown */
export function fit(scene) {
  let scale = 1;
  scene.style.setProperty("--fit", "1");
  while (
    scale > SMALLEST &&
    (scene.scrollHeight > scene.clientHeight + 1 || scene.scrollWidth > scene.clientWidth + 1)
  ) {
    scale *= STEP;
    scene.style.setProperty("--fit", String(scale));
  }
}
