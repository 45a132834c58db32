/** The stream of an event: connects, checks that nothing was missed, comes back. Knows frames and no HTML. */

import { after, backoff } from "./backoff.js";
import { reachable } from "./sending.js";
import { LATE } from "./shared.js";
import { anyEvent } from "./storage.js";
import { Talking } from "./talking.js";
import { SHARED } from "./sharing.js";
import { given, isPassing, startWearing } from "./worn.js";

const HELLO = 5000; // ms to wait for the first frame
const STABLE = 10_000; // ms after which a connection counts as good
const HIDDEN = 60_000; // ms: how far a hidden tab may stretch the wait
const REMEMBERED = 600_000; // ms a transport that worked is tried first
const SLEPT = 3000; // ms longer than a look takes
const FAILURES = 2; // short or silent connections before the next transport is tried
const KEPT = "transport";
/** @typedef {keyof typeof SHARED} Transport @type {Transport[]} */
const NAMES = ["socket", "events", "poll"];

/** @extends {Talking<{frame: Frame, up: Transport, down: boolean, missed: string, ended: number}>} */
export class Stream extends Talking {
  #base;
  #query;
  #watching;
  /** @type {((forGood?: boolean) => void) | undefined} */
  #close;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | undefined} */
  #watch;
  #since = 0;
  #opened = 0;
  #attempt = 0;
  #failures = 0;
  /** When the server has asked us to come back, ms from then. @type {[number, number] | null} */
  #window = null;
  #heartbeat = 25;
  /** Cursors that the server has named since the last change. @type {Set<string>} */
  #named = new Set();
  #up = false;
  #wanted = false;
  cursor;
  transport = remembered();

  /**
   * `watching`: a screen, which is nobody; `role`: what the page is made for, where whoever opens it may wear another badge.
   * @param {{base: string, cursor: string, language: string, as?: "html" | "json", watching?: boolean, role?: "attendee"}} options
   */
  constructor({ base, cursor, language, as = "html", watching = false, role }) {
    super();
    this.#base = base;
    this.#watching = watching;
    this.#query = { as, lang: language, ...(role && { role }), ...(watching ? { watching: "" } : { ticket: "" }) };
    this.cursor = cursor;
    addEventListener("online", () => this.#hurry(Math.random() * 1000));
    if (!watching) startWearing((forGood) => this.#reopen(forGood));
    addEventListener("pagehide", () => this.stop(isPassing()));
    addEventListener("pageshow", ({ persisted }) => persisted && this.#return());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#silent()) this.#lost(1006);
      else if (!document.hidden) this.#hurry(0);
    });
  }

  open() {
    clearTimeout(this.#timer);
    this.#close?.();
    this.#wanted = true;
    this.#opened = this.#since = Date.now();
    this.#window = null;
    this.#named.clear();
    const query = new URLSearchParams({ cursor: this.cursor, ...this.#query });
    this.#close = SHARED[this.transport](this.#base, query, {
      frame: (frame) => this.#frame(frame),
      closed: (code) => this.#lost(code),
      cursor: () => this.cursor,
    });
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#silent() && this.#lost(1006, !this.#slept()), 1000);
  }

  /** @param {boolean} [forGood] nobody will come back as whom this page is */
  stop(forGood) {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#close?.(forGood);
    this.#close = undefined;
    this.#up = false;
  }

  /** Go on from the cursor of a page fetched again. @param {string} cursor */
  resume(cursor) {
    this.cursor = cursor;
    this.open();
  }

  /** As somebody else. @param {boolean} forGood */
  #reopen(forGood) {
    if (!this.#close) return;
    this.stop(forGood);
    this.open();
  }

  /** @param {Frame} frame */
  #frame(frame) {
    this.#since = Date.now();
    if (frame.type === "hello" && !this.#watching && given(frame.you ?? {})) return;
    if (frame.type === "bye") this.#window = frame.after;
    if (frame.type === "hello") this.#welcome(frame.heartbeat);
    if (frame.type === "hello" || frame.type === "beat") this.#named.add(frame.cursor);
    if (frame.type === "resync") return this.#missed(frame.why);
    if (frame.type === "changes") {
      if (frame.prev !== this.cursor && !this.#named.has(frame.prev)) return this.#missed("gap");
      this.cursor = frame.cursor;
      this.#named.clear();
    }
    this.tell("frame", frame);
  }

  /** @param {number | undefined} heartbeat seconds */
  #welcome(heartbeat) {
    this.#heartbeat = heartbeat ?? this.#heartbeat;
    this.#up = true;
    remember(this.transport);
    this.tell("up", this.transport);
  }

  /** @param {string} why */
  #missed(why) {
    this.stop();
    this.#wanted = false; // until somebody has a page to go on from
    this.tell("missed", why);
  }

  /** Nothing heard for two heartbeats, or no hello. */
  #silent() {
    return Boolean(this.#close) && Date.now() - this.#since > this.#limit();
  }

  #limit() {
    return this.#up ? 2 * this.#heartbeat * 1000 + LATE : HELLO;
  }

  /** Whether the machine was asleep: then silence says nothing of the line. */
  #slept() {
    return Date.now() - this.#since > this.#limit() + SLEPT;
  }

  /** @param {number} code @param {boolean} [isSilent] whether nothing was heard for long: that is to be said at once */
  #lost(code, isSilent = false) {
    const lived = this.#up ? Date.now() - this.#opened : 0;
    const isLong = isSilent && this.#up; // a connection that never said hello is one of several that are tried
    this.stop();
    this.tell("down", isLong);
    const action = after(code);
    this.#wanted = action !== "stop" && action !== "reload";
    if (action === "stop") return this.tell("ended", code);
    if (action === "reload") return this.tell("missed", String(code));
    this.#attempt = lived > STABLE ? 0 : this.#attempt + 1;
    this.#failures = lived > STABLE || this.#window ? 0 : this.#failures + 1;
    this.#wait(this.#delay(action));
  }

  /** @param {string} action */
  #delay(action) {
    if (this.#window) return this.#window[0] + Math.random() * (this.#window[1] - this.#window[0]);
    if (action === "soon") return Math.random() * 2000;
    const delay = backoff(this.#attempt);
    return document.hidden ? Math.min(HIDDEN, delay * 3) : delay;
  }

  /** @param {number} delay */
  #wait(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.#choose();
      this.open();
    }, delay);
  }

  /** Another transport only when pages get through and this transport does not: a server that is away is no reason. */
  async #choose() {
    if (this.#failures < FAILURES || !(await reachable())) return;
    this.#failures = 0;
    this.transport = NAMES[(NAMES.indexOf(this.transport) + 1) % NAMES.length];
  }

  /** Sooner than planned, unless the server has asked for a certain moment. @param {number} delay */
  #hurry(delay) {
    if (this.#wanted && !this.#close && !this.#window) this.#wait(delay);
  }

  /** Out of the browser's own cache: whatever was planned was stopped when the page went there. */
  #return() {
    if (this.#wanted && !this.#close) this.#wait(this.#window ? this.#delay("advised") : 0);
  }
}

/** @param {Transport} transport */
function remember(transport) {
  if (transport === NAMES[0]) anyEvent.tab.forget(KEPT);
  else if (remembered() !== transport) anyEvent.tab.keep(KEPT, { transport, until: Date.now() + REMEMBERED });
}

/** @returns {Transport} */
function remembered() {
  const { transport, until } = anyEvent.tab.read(KEPT, { transport: NAMES[0], until: 0 });
  return NAMES.includes(transport) && until > Date.now() ? transport : NAMES[0];
}
