/** Follows an event as data: STATE once, then every frame reduced into it, and the server's time. Knows no document but its root. */

import { reduce } from "../reduce.js";
import { Stream } from "../socket.js";

const CACHED = 2000; // ms: STATE may have waited on the server's shelf this long; a larger difference is a wrong clock
const AGAIN = 2000; // ms, and up to twice that more, until STATE is asked for again
const LOST = 20_000; // ms without a word, while the connection is down, after which what is shown is old

export class Following extends EventTarget {
  #base;
  #stream;
  #ahead = 0;
  #heard = 0;
  #lost = true; // until it is up
  state;

  /** @param {string} base "/slug" @param {string} rendered when the page was, RFC 3339 */
  constructor(base, rendered) {
    super();
    this.#base = base;
    this.#set(rendered);
    this.#heard = this.now;
  }

  /** Server time in ms. */
  get now() {
    return Date.now() + this.#ahead;
  }

  /** The server time at which something was last heard, when that is too long ago; else undefined. */
  get stale() {
    return (this.#lost || !navigator.onLine) && this.now - this.#heard > LOST ? this.#heard : undefined;
  }

  async start() {
    this.state = await this.#whole();
    this.#stream = new Stream({
      base: this.#base,
      cursor: this.state.cursor,
      language: document.documentElement.lang,
      as: "json",
    });
    this.#stream.addEventListener("frame", ({ detail }) => this.#frame(detail));
    this.#stream.addEventListener("up", () => {
      this.#lost = false;
    });
    this.#stream.addEventListener("down", () => {
      this.#lost = true;
    });
    this.#stream.addEventListener("missed", ({ detail }) => this.#again(detail));
    this.#stream.open();
    this.#tell();
  }

  #frame(frame) {
    if (frame.now) this.#set(frame.now);
    this.#heard = this.now;
    this.state = reduce(this.state, frame);
    if (frame.type === "pulse") this.dispatchEvent(new CustomEvent("pulse", { detail: frame }));
    this.#tell();
  }

  async #again(why) {
    this.state = await this.#whole();
    if (why.startsWith("42")) return location.reload(); // another badge or another build; the server can be reached, so a page will come
    this.#tell();
    this.#stream.resume(this.state.cursor);
  }

  async #whole() {
    for (;;) {
      const answer = await fetch(`${this.#base}.json`, {
        headers: { accept: "application/json" },
        cache: "no-store",
      }).catch(() => null);
      if (answer?.ok) {
        const state = await answer.json();
        if (Math.abs(Date.parse(state.now) - this.now) > CACHED) this.#set(state.now);
        this.#heard = this.now;
        return state;
      }
      await new Promise((done) => setTimeout(done, AGAIN * (1 + 2 * Math.random())));
    }
  }

  #set(now) {
    this.#ahead = Date.parse(now) - Date.now();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
