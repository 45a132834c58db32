/** Server time on the desk: marks what is on, and how long is left or how far it runs over. Needs no network. */

import { moment, shown } from "../agenda.js";
import { clockIn, fill, write } from "../words.js";

const TICK = 1000; // ms
const CACHED = 90_000; // ms: the page may have been rendered this long ago; a larger difference is a wrong clock
const MINUTE = 60_000; // ms
const root = document.documentElement;

/** @param {HTMLElement} element */
const read = (element) => ({
  id: element.id, element, starts: Date.parse(element.dataset.starts), ends: Date.parse(element.dataset.ends),
  status: element.dataset.status, kind: element.dataset.kind, track: element.dataset.track,
});

export class DeskClock extends EventTarget {
  #ahead = 0; // ms the server is ahead of this computer; may be negative
  #time = clockIn(root.dataset.zone);
  #slot = document.querySelector('[data-slot="clock"]');
  #on;

  constructor() {
    super();
    if (Math.abs(Date.parse(root.dataset.now) - Date.now()) > CACHED) this.set(root.dataset.now);
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

  tick() {
    const sessions = [...document.querySelectorAll('[data-list="programme"] > .slot')].map(read);
    const advance = document.getElementById("desk-programme-head").dataset.advance;
    const seen = moment(sessions, this.now, advance);
    for (const session of sessions) this.#mark(session, shown(session, seen.on, this.now, advance));
    write(this.#slot, this.time());
    for (const old of document.querySelectorAll("[data-expires]")) if (Date.parse(old.dataset.expires) <= this.now) old.remove();
    this.#announce(seen.session);
  }

  #mark({ element, ends }, state) {
    if (element.dataset.shown !== state) element.dataset.shown = state;
    if (state === "live") element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    const slot = element.querySelector('[data-slot="left"]');
    const left = ends - this.now;
    const n = left > 0 ? Math.ceil(left / MINUTE) : Math.floor(-left / MINUTE);
    write(slot, state === "live" ? fill(left > 0 ? slot.dataset.pattern : slot.dataset.over, { n }) : "");
  }

  #announce(session) {
    const on = session?.id ?? "";
    if (this.#on !== undefined && on && on !== this.#on) this.dispatchEvent(new CustomEvent("moment", { detail: session.element }));
    this.#on = on;
  }
}
