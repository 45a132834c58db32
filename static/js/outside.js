/** Notifications of the system, only for who has pressed the button that allows them. */

import { the } from "./dom.js";
import { device } from "./storage.js";
import { write } from "./words.js";

const place = the("[data-remind]");
const button = the("[data-outside]", place);
const isThere = "Notification" in globalThis;
const isOn = () => isThere && Notification.permission === "granted" && device.read("outside", false);

/** @param {(text: string | undefined) => void} say @param {import("./stars.js").Stars} stars */
export function startOutside(say, stars) {
  const show = () => {
    place.hidden = !stars.count;
  };
  button.hidden = !isThere;
  button.setAttribute("aria-pressed", String(isOn()));
  button.addEventListener("click", () => turn(say));
  stars.addEventListener("change", show);
  show();
}

/** @param {(text: string | undefined) => void} say */
async function turn(say) {
  const wanted = !isOn();
  const isAllowed = wanted && (await Notification.requestPermission()) === "granted";
  device.keep("outside", isAllowed);
  button.setAttribute("aria-pressed", String(isAllowed));
  if (!wanted || isAllowed) return;
  write(place.querySelector("p"), button.dataset.refused);
  say(button.dataset.refused);
}

/** @param {string} text @param {string} key the same for the same start: the system shows it once */
export function notify(text, key) {
  if (!isOn()) return;
  try {
    new Notification(document.title, { body: text, tag: key });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // Android allows them from service workers only
  }
}
