/** Says things to screen readers: one sentence at a time, never each question, never while paused. */

import { the } from "./dom.js";
import { count } from "./words.js";

const APART = 1500; // ms between two sentences, so that neither swallows the other
const SETTLED = 2000; // ms without another move of the same thing: a moderator fiddles, only what it ends with is said
const DIGEST = 20_000; // ms between two digests of new questions

export class LiveRegion {
  #polite = the('[data-say="polite"]');
  #assertive = the('[data-say="assertive"]');
  /** What waits to be said, and where. @type {[HTMLElement, string][]} */
  #queue = [];
  #speaking = false;
  /** What is being moved → the timer that will say where it ended. @type {Map<string, number>} */
  #moving = new Map();
  #new = 0;
  /** @type {number | undefined} */
  #digest;
  paused = false;

  /** @param {string | undefined} text @param {boolean} [urgent] interrupts; for what cannot wait */
  say(text, urgent = false) {
    if (!text || this.paused) return;
    this.#queue.push([urgent ? this.#assertive : this.#polite, text]);
    if (!this.#speaking) this.#next();
  }

  /**
   * Said once it has come to rest: of several sentences about the same thing only the last.
   * @param {string | undefined} text
   * @param {string} about
   */
  settle(text, about) {
    if (!text || this.paused) return;
    clearTimeout(this.#moving.get(about));
    const timer = setTimeout(() => {
      this.#moving.delete(about);
      this.say(text);
    }, SETTLED);
    this.#moving.set(about, timer);
  }

  /** Counted, and told at most every twenty seconds. */
  newQuestion() {
    if (this.paused) return;
    this.#new += 1;
    this.#digest ??= setTimeout(() => this.#tell(), DIGEST);
  }

  #tell() {
    this.#digest = undefined;
    if (this.#new) this.say(count(this.#polite, "new", this.#new));
    this.#new = 0;
  }

  #next() {
    const [region, text] = this.#queue.shift() ?? [];
    this.#speaking = Boolean(region);
    if (!region || !text) return;
    region.textContent = "";
    requestAnimationFrame(() => {
      region.textContent = text;
    });
    setTimeout(() => this.#next(), APART);
  }
}
