/**
 * Follows an event as data: STATE once, then every frame reduced into it, and the server's time. Knows no document but
 * its root, and the line on it that says when it does not follow.
 */

import { reduce } from "../reduce.js";
import { asked } from "../sending.js";
import { Stream } from "../socket.js";
import { Talking } from "../talking.js";

const CACHED = 2000; // ms: STATE may have waited on the server's shelf this long; a larger difference is a wrong clock
const AGAIN = 2000; // ms, and up to twice that more, until STATE is asked for again
const LOST = 20_000; // ms without a word, while the connection is down, after which what is shown is old

/** @extends {Talking<{change: null, pulse: Pulse}>} */
export class Following extends Talking {
  #base;
  #query = "";
  /** @type {Stream | undefined} */
  #stream;
  #ahead = 0;
  #heard = 0;
  #lost = true; // until it is up
  /** @type {State | undefined} */
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

  /** The language a title is in. @param {{language?: string | null} | undefined} session */
  spoken(session) {
    return session?.language || this.state?.event.language || document.documentElement.lang;
  }

  async start() {
    const isScreen = document.body.matches(".stage");
    this.#query = isScreen ? "?role=attendee" : "";
    this.state = await this.#whole();
    const stream = new Stream({
      base: this.#base,
      cursor: this.state.cursor,
      language: document.documentElement.lang,
      as: "json",
      ...(isScreen && { watching: true, role: "attendee" }),
    });
    this.#stream = stream;
    stream.on("frame", (frame) => this.#frame(frame));
    stream.on("up", () => this.#up());
    stream.on("down", () => {
      this.#lost = true;
    });
    stream.on("missed", (why) => this.#again(why));
    stream.open();
    this.tell("change", null);
  }

  #up() {
    this.#lost = false;
    document.querySelector("[data-alone]")?.remove();
  }

  /** @param {Frame} frame */
  #frame(frame) {
    if (!this.state) return;
    if (frame.type !== "changes" && frame.now) this.#set(frame.now);
    this.#heard = this.now;
    try {
      this.state = reduce(this.state, frame);
    } catch (error) {
      console.error(error);
      return void this.#again("broken");
    }
    if (frame.type === "pulse") this.tell("pulse", frame);
    this.tell("change", null);
  }

  /** @param {string} why */
  async #again(why) {
    const state = await this.#whole();
    this.state = state;
    if (why.startsWith("42")) return location.reload(); // another badge or another build; the server can be reached, so a page will come
    this.tell("change", null);
    this.#stream?.resume(state.cursor);
  }

  /** @returns {Promise<State>} */
  async #whole() {
    for (;;) {
      const state = await asked(`${this.#base}.json${this.#query}`);
      if (state?.agenda && state.cursor) {
        if (Math.abs(Date.parse(state.now) - this.now) > CACHED) this.#set(state.now);
        this.#heard = this.now;
        return state;
      }
      await new Promise((done) => setTimeout(done, AGAIN * (1 + 2 * Math.random())));
    }
  }

  /** @param {string} now */
  #set(now) {
    this.#ahead = Date.parse(now) - Date.now();
  }
}
