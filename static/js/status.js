/** What the page says about its connection: nothing for five seconds, then one quiet line. */

import { the } from "./dom.js";
import { fill, write } from "./words.js";

const SILENCE = 5000; // ms
/** @type {Record<number, string>} */
const ENDED = { 4300: "removed", 4301: "gone", 4303: "many" };

export class Status {
  #line = the("[data-connection]");
  #alone = the("[data-alone]"); // stands ready without any script, and appears by itself until it is put away
  /** @type {number | undefined} */
  #timer;
  #region;
  #clock;
  #heard;
  #told = false;
  #noticed = false;
  #final = false;

  /** @param {Speaking} region @param {{time: () => string}} clock */
  constructor(region, clock) {
    this.#region = region;
    this.#clock = clock;
    this.#heard = clock.time();
  }

  /** Something came in, so what is shown is true now. */
  heard() {
    this.#heard = this.#clock.time();
  }

  up() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#told) this.#region.say(this.#line.dataset.back);
    this.#told = false;
    this.#final = false;
    this.#line.hidden = this.#alone.hidden = true;
  }

  /** @param {boolean} [isLong] whether nothing has been heard for long already */
  down(isLong) {
    if (isLong) clearTimeout(this.#timer);
    if (isLong || this.#timer === undefined) this.#timer = setTimeout(() => this.#tell("lost"), isLong ? 0 : SILENCE);
  }

  /** @param {number} code the connection will not come back by itself */
  ended(code) {
    clearTimeout(this.#timer);
    this.#tell(ENDED[code] ?? "old");
    this.#final = true;
  }

  /** What comes in cannot be shown: the page must be loaded anew. */
  alone() {
    this.#alone.hidden = false;
    this.#region.say(this.#alone.textContent?.trim());
  }

  /** @param {boolean} on */
  paused(on) {
    if (this.#final || this.#told) return;
    this.#show("paused");
    this.#line.hidden = !on;
  }

  /** A sentence about something the reader did that did not work; an empty one when it has worked after all. @param {string | undefined} text */
  notice(text) {
    if (!text && !this.#noticed) return;
    this.#noticed = Boolean(text);
    write(this.#line, text);
    this.#line.hidden = !text;
    this.#region.say(text);
  }

  /** @param {string} which */
  #tell(which) {
    this.#told = true;
    this.#show(which);
    this.#alone.hidden = true;
    this.#region.say(this.#line.textContent ?? "");
  }

  /** @param {string} which */
  #show(which) {
    this.#noticed = false;
    write(this.#line, fill(this.#line.dataset[which], { time: this.#heard }));
    this.#line.hidden = false;
  }
}
