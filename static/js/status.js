/** What the page says about its connection: nothing for five seconds, then one quiet line. */

import { fill, write } from "./words.js";

const SILENCE = 5000; // ms
const ENDED = { 4300: "removed", 4301: "gone", 4303: "many" };

export class Status {
  #line = document.querySelector("[data-connection]");
  #timer;
  #region;
  #clock;
  #heard;
  #told = false;
  #final = false;

  /** @param {import("./live-region.js").LiveRegion} region @param {import("./clock.js").Clock} clock */
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
    this.#line.hidden = true;
  }

  down() {
    this.#timer ??= setTimeout(() => this.#tell("lost"), SILENCE);
  }

  /** @param {number} code the connection will not come back by itself */
  ended(code) {
    clearTimeout(this.#timer);
    this.#tell(ENDED[code] ?? "old");
    this.#final = true;
  }

  /** @param {boolean} on */
  paused(on) {
    if (this.#final || this.#told) return;
    this.#show("paused");
    this.#line.hidden = !on;
  }

  /** A sentence about something the reader did that did not work. @param {string} text */
  notice(text) {
    write(this.#line, text);
    this.#line.hidden = false;
    this.#region.say(text);
  }

  #tell(which) {
    this.#told = true;
    this.#show(which);
    this.#region.say(this.#line.textContent);
  }

  #show(which) {
    write(this.#line, fill(this.#line.dataset[which], { time: this.#heard }));
    this.#line.hidden = false;
  }
}
