/** Server time in the browser: moves the highlight, the now-card and the title as time passes, with no network. */

import { moment, shown } from "./agenda.js";
import { paint } from "./now-card.js";
import { clockIn } from "./words.js";

const TICK = 1000; // ms
const CACHED = 90_000; // ms: the page may have been rendered this long ago; a larger difference is a wrong clock
const root = document.documentElement;

/** @param {HTMLElement} element */
const read = (element) => ({
  id: element.id.slice("session-".length), element, starts: Date.parse(element.dataset.starts), ends: Date.parse(element.dataset.ends),
  status: element.dataset.status, kind: element.dataset.kind, track: element.dataset.track,
});

export class Clock extends EventTarget {
  #ahead = 0; // ms the server is ahead of this computer; may be negative
  #phase = "";
  #on = "";
  #title = document.title;
  #time = clockIn(root.dataset.zone);
  paused = false;

  constructor() {
    super();
    const rendered = Date.parse(root.dataset.now);
    if (Math.abs(rendered - Date.now()) > CACHED) this.set(root.dataset.now);
    setInterval(() => this.tick(), TICK);
    document.addEventListener("visibilitychange", () => this.tick());
  }

  get now() {
    return Date.now() + this.#ahead;
  }

  /** @param {number} ms */
  time(ms = this.now) {
    return this.#time(ms);
  }

  /** The server says what time it is. @param {string} now RFC 3339 */
  set(now) {
    this.#ahead = Date.parse(now) - Date.now();
  }

  /** Look at the agenda as it stands in the document and show what is true now. */
  tick() {
    if (this.paused) return;
    const sessions = [...document.querySelectorAll(".agenda .session")].map(read);
    const advance = document.getElementById("about")?.dataset.advance ?? "clock";
    const seen = moment(sessions, this.now, advance);
    for (const session of sessions) this.#mark(session, shown(session, seen.on, this.now, advance));
    paint(seen, this.now, this.#time);
    this.#elsewhere(seen);
    this.#expire();
    this.#announce(seen);
  }

  #mark({ element }, state) {
    if (element.dataset.shown === state) return;
    element.dataset.shown = state;
    element.ariaCurrent = state === "live" ? "true" : null;
    const more = element.querySelector("details");
    if (more && state === "live") more.open = true;
  }

  #elsewhere({ session }) {
    const go = document.querySelector("[data-go-now]");
    go.hidden = !session;
    if (session) go.hash = `session-${session.id}`;
    const title = session ? `● ${this.time(session.ends)} ${session.element.querySelector("[data-title]").textContent}` : this.#title;
    if (document.title !== title) document.title = title;
  }

  #expire() {
    for (const element of document.querySelectorAll("[data-expires]")) {
      if (Date.parse(element.dataset.expires) <= this.now) element.remove();
    }
  }

  #announce({ phase, session }) {
    const on = session?.id ?? "";
    const changed = this.#phase && (on !== this.#on || phase !== this.#phase);
    this.#phase = phase;
    this.#on = on;
    if (changed) this.dispatchEvent(new CustomEvent("moment", { detail: { phase, session } }));
  }
}
