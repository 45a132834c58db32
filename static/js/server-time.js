/** What time it is at the server, in the event's zone. Ticks once a second and needs no network. */

import { drop } from "./apply.js";
import { all } from "./dom.js";
import { handOn } from "./focus.js";
import { Talking } from "./talking.js";
import { clockIn } from "./words.js";

const TICK = 1000; // ms
const CACHED = 90_000; // ms: the page may have been rendered this long ago; a larger difference is a wrong clock
const root = document.documentElement;

/**
 * @template {Record<string, any>} Told
 * @extends {Talking<Told>}
 */
export class ServerTime extends Talking {
  #ahead = 0; // ms the server is ahead of this computer; may be negative
  #time = clockIn(root.dataset.zone);

  constructor() {
    super();
    const rendered = root.dataset.now ?? "";
    if (Math.abs(Date.parse(rendered) - Date.now()) > CACHED) this.set(rendered);
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

  /** Shows what is true now; each page has its own. */
  tick() {}

  /** What has a last moment goes when it comes. */
  expire() {
    for (const old of all("[data-expires]")) {
      if (Date.parse(old.dataset.expires ?? "") > this.now) continue;
      handOn(old);
      drop(old.id);
    }
  }
}

/** A session as its element tells of it. @param {HTMLElement} element */
export const sessionOf = (element) => ({
  id: element.id.slice("session-".length),
  element,
  starts: Date.parse(element.dataset.starts ?? ""),
  ends: Date.parse(element.dataset.ends ?? ""),
  status: element.dataset.status ?? "",
  kind: element.dataset.kind ?? "",
  track: element.dataset.track ?? "",
});
