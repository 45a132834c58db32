/** The stream of an event: connects, checks that nothing was missed, comes back. Knows frames and no HTML. */

import { after, backoff } from "./backoff.js";
import { TRANSPORTS } from "./transports.js";

const HELLO = 5000; // ms to wait for the first frame
const STABLE = 10_000; // ms after which a connection counts as good
const HIDDEN = 60_000; // ms: how far a hidden tab may stretch the wait
const REMEMBERED = 600_000; // ms a transport that worked is tried first
const FAILURES = 2; // short or silent connections before the next transport is tried
const KEPT = "live:transport";
const NAMES = Object.keys(TRANSPORTS);

export class Stream extends EventTarget {
  #base;
  #query;
  #close;
  #timer;
  #watch;
  #since = 0;
  #opened = 0;
  #attempt = 0;
  #failures = 0;
  #window = null;
  #heartbeat = 25;
  #named = new Set();
  #up = false;
  #wanted = false;
  cursor;
  transport = remembered();

  /** @param {{base: string, cursor: string, language: string, as?: "html" | "json"}} options */
  constructor({ base, cursor, language, as = "html" }) {
    super();
    this.#base = base;
    this.#query = { as, lang: language };
    this.cursor = cursor;
    addEventListener("online", () => this.#hurry(Math.random() * 1000));
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#hurry(0));
    document.addEventListener(
      "visibilitychange",
      () => document.hidden || (this.#silent() ? this.#lost(1006) : this.#hurry(0)),
    );
  }

  open() {
    clearTimeout(this.#timer);
    this.#close?.();
    this.#wanted = true;
    this.#opened = this.#since = Date.now();
    this.#window = null;
    this.#named.clear();
    const query = new URLSearchParams({ cursor: this.cursor, ...this.#query });
    const line = {
      frame: (frame) => this.#frame(frame),
      closed: (code) => this.#lost(code),
      cursor: () => this.cursor,
    };
    this.#close = TRANSPORTS[this.transport](this.#base, query, line);
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#silent() && this.#lost(1006), 1000);
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#close?.();
    this.#close = undefined;
    this.#up = false;
  }

  /** Go on from the cursor of a page fetched again. @param {string} cursor */
  resume(cursor) {
    this.cursor = cursor;
    this.open();
  }

  #frame(frame) {
    this.#since = Date.now();
    if (frame.type === "bye") this.#window = frame.after;
    if (frame.type === "hello") this.#welcome(frame);
    if (frame.type === "hello" || frame.type === "beat") this.#named.add(frame.cursor);
    if (frame.type === "resync") return this.#missed(frame.why);
    if (frame.type === "changes") {
      if (frame.prev !== this.cursor && !this.#named.has(frame.prev)) return this.#missed("gap");
      this.cursor = frame.cursor;
      this.#named.clear();
    }
    this.#tell("frame", frame);
  }

  #welcome({ heartbeat }) {
    this.#heartbeat = heartbeat ?? this.#heartbeat;
    this.#up = true;
    remember(this.transport);
    this.#tell("up", this.transport);
  }

  #missed(why) {
    this.stop();
    this.#wanted = false; // until somebody has a page to go on from
    this.#tell("missed", why);
  }

  /** Nothing heard for two heartbeats, or no hello. */
  #silent() {
    const limit = this.#up ? (2 * this.#heartbeat + 5) * 1000 : HELLO;
    return Boolean(this.#close) && Date.now() - this.#since > limit;
  }

  #lost(code) {
    const lived = this.#up ? Date.now() - this.#opened : 0;
    this.stop();
    this.#tell("down", code);
    const action = after(code);
    this.#wanted = action !== "stop" && action !== "reload";
    if (action === "stop") return this.#tell("ended", code);
    if (action === "reload") return this.#tell("missed", String(code));
    this.#attempt = lived > STABLE ? 0 : this.#attempt + 1;
    this.#failures = lived > STABLE || this.#window ? 0 : this.#failures + 1;
    this.#wait(this.#delay(action));
  }

  #delay(action) {
    if (this.#window) return this.#window[0] + Math.random() * (this.#window[1] - this.#window[0]);
    if (action === "soon") return Math.random() * 2000;
    const delay = backoff(this.#attempt);
    return document.hidden ? Math.min(HIDDEN, delay * 3) : delay;
  }

  #wait(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.#choose();
      this.open();
    }, delay);
  }

  /** Another transport only when pages get through and this transport does not: a server that is away is no reason. */
  async #choose() {
    if (this.#failures < FAILURES) return;
    const reachable = await fetch("/healthz", { cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (!reachable) return;
    this.#failures = 0;
    this.transport = NAMES[(NAMES.indexOf(this.transport) + 1) % NAMES.length];
  }

  /** Sooner than planned, unless the server has asked for a certain moment. */
  #hurry(delay) {
    if (this.#wanted && !this.#close && !this.#window) this.#wait(delay);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Undefined in a frame on another site where storage is blocked: then nothing is remembered. */
function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

function remember(transport) {
  if (transport === NAMES[0]) storage()?.removeItem(KEPT);
  else if (remembered() !== transport)
    storage()?.setItem(KEPT, JSON.stringify({ transport, until: Date.now() + REMEMBERED }));
}

function remembered() {
  const { transport, until } = JSON.parse(storage()?.getItem(KEPT) ?? "{}");
  return NAMES.includes(transport) && until > Date.now() ? transport : NAMES[0];
}
