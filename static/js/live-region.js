/** Says things to screen readers: one sentence at a time, never each question, never while paused. */

import { the } from "./dom.js";
import { count } from "./words.js";

const APART = 1500; // ms between two sentences, so that neither swallows the other
const SETTLED = 2000; // ms without another move of the same thing: a moderator fiddles, only what it ends with is said
const DIGEST = 20_000; // ms between two digests of new questions

/** @typedef {{text: string, lang: string}} Quote words of the programme, in their own language */

export class LiveRegion {
  #polite = the('[data-say="polite"]');
  #assertive = the('[data-say="assertive"]');
  /** What waits to be said. @type {(() => void)[]} */
  #queue = [];
  #speaking = false;
  /** What is being moved → the timer that will say where it ended. @type {Map<string, number>} */
  #moving = new Map();
  /** @type {(() => boolean)[]} */
  #new = [];
  /** @type {number | undefined} */
  #digest;
  paused = false;

  /**
   * @param {string | undefined} text
   * @param {boolean} [urgent] interrupts; for what cannot wait
   * @param {Quote} [quote] what in it is in a language of its own
   */
  say(text, urgent = false, quote) {
    if (!text || this.paused) return;
    if (urgent) return void put(this.#assertive, text, quote);
    this.#queue.push(() => put(this.#polite, text, quote));
    if (!this.#speaking) this.#next();
  }

  /**
   * Said once it has come to rest: of several sentences about the same thing only the last.
   * @param {string | undefined} text
   * @param {string} about
   * @param {Quote} [quote]
   */
  settle(text, about, quote) {
    if (!text || this.paused) return;
    clearTimeout(this.#moving.get(about));
    const timer = setTimeout(() => {
      this.#moving.delete(about);
      this.say(text, false, quote);
    }, SETTLED);
    this.#moving.set(about, timer);
  }

  /** Counted, and told at most every twenty seconds. @param {() => boolean} [isNews] asked then: my own may be known late */
  newQuestion(isNews = () => true) {
    if (this.paused) return;
    this.#new.push(isNews);
    this.#digest ??= setTimeout(() => this.#tell(), DIGEST);
  }

  #tell() {
    this.#digest = undefined;
    const n = this.#new.filter((isNews) => isNews()).length;
    if (n) this.say(count(this.#polite, "new", n));
    this.#new = [];
  }

  #next() {
    const speak = this.#queue.shift();
    this.#speaking = Boolean(speak);
    if (!speak) return;
    speak();
    setTimeout(() => this.#next(), APART);
  }
}

/**
 * Emptied first, so that the same sentence is heard again.
 * @param {HTMLElement} region
 * @param {string} text
 * @param {Quote} [quote]
 */
function put(region, text, quote) {
  region.textContent = "";
  requestAnimationFrame(() => region.replaceChildren(...marked(text, quote)));
}

/** The sentence, with what is in another language marked as that. @param {string} text @param {Quote} [quote] @returns {(string | Node)[]} */
function marked(text, quote) {
  const at = quote?.text ? text.indexOf(quote.text) : -1;
  if (!quote || at < 0 || quote.lang === document.documentElement.lang) return [text];
  const part = document.createElement("span");
  part.lang = quote.lang;
  part.textContent = quote.text;
  return [text.slice(0, at), part, text.slice(at + quote.text.length)];
}
