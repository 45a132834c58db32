/** What the parts of a page that follows along have in common: what came in last, and a way to hear of it. */

import { Talking } from "./talking.js";

/** @extends {Talking<{hello: You, pulse: Pulse}>} */
export class Page extends Talking {
  /** @type {You | undefined} */
  #you;

  /** Who the reader is to the server: told with every new connection, to late comers too. @param {(you: You) => void} hear */
  onYou(hear) {
    if (this.#you) hear(this.#you);
    this.on("hello", hear);
  }

  /** @param {Frame} frame */
  take(frame) {
    if (frame.type === "hello" && frame.you) {
      this.#you = frame.you;
      this.tell("hello", frame.you);
    }
    if (frame.type === "pulse") this.tell("pulse", frame);
  }
}

/**
 * Starts what the page can do without: where it is missing or fails, the rest goes on, and its forms work as they do
 * without script.
 * @template Module
 * @param {Promise<Module>} loading
 * @param {(module: Module) => void} start
 */
export function feature(loading, start) {
  loading.then(start).catch((error) => console.error(error));
}
