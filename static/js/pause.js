/** The button that holds updates back while somebody reads. */

import { the } from "./dom.js";

const MOST_HELD = 500; // frames kept while paused; more and the page is fetched again

export class Pause {
  /** What has come in while paused; null when it is not. @type {Frame[] | null} */
  #held = null;
  #button = the("[data-pause]");
  #does;

  /** @param {{turned: (on: boolean) => void, show: (frame: Frame) => void, again: () => void}} does `again`: too much was held */
  constructor(does) {
    this.#does = does;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#turn(!this.#held));
  }

  /** @param {Frame} frame @returns {boolean} whether it is held back */
  holds(frame) {
    if (!this.#held) return false;
    if (this.#held.length < MOST_HELD) this.#held.push(frame);
    return true;
  }

  /** @param {boolean} on */
  #turn(on) {
    const frames = this.#held ?? [];
    this.#button.setAttribute("aria-pressed", String(on));
    this.#held = on ? [] : null;
    this.#does.turned(on);
    if (on) return;
    if (frames.length >= MOST_HELD) this.#does.again();
    else frames.forEach(this.#does.show);
  }
}
