/** The desk as time passes: marks what is on and what is next, and how long is left or how far it runs over. */

import { moment, shown } from "../agenda.js";
import { all, the } from "../dom.js";
import { ServerTime, sessionOf } from "../server-time.js";
import { fill, write } from "../words.js";
import { markNext } from "./programme.js";

const MINUTE = 60_000; // ms

/** @typedef {ReturnType<typeof sessionOf>} Shown */

/** @extends {ServerTime<{moment: Shown}>} `moment`: this is what is on now */
export class DeskClock extends ServerTime {
  #slot = the('[data-slot="clock"]');
  /** @type {string | undefined} */
  #on;

  tick() {
    const sessions = all('[data-list="programme"] > .slot').map(sessionOf);
    const advance = the("#desk-programme-head").dataset.advance ?? "clock";
    const seen = moment(sessions, this.now, advance);
    for (const session of sessions) this.#mark(session, shown(session, seen.on, this.now, advance));
    markNext(seen.next?.id ?? "");
    write(this.#slot, this.time());
    this.expire();
    this.#announce(seen.session);
  }

  /** @param {Shown} session @param {string} state */
  #mark({ element, ends }, state) {
    if (element.dataset.shown !== state) element.dataset.shown = state;
    if (state === "live") element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    const slot = the('[data-slot="left"]', element);
    const left = ends - this.now;
    const n = left > 0 ? Math.ceil(left / MINUTE) : Math.floor(-left / MINUTE);
    write(slot, state === "live" ? fill(left > 0 ? slot.dataset.pattern : slot.dataset.over, { n }) : "");
  }

  /** @param {Shown | undefined} session */
  #announce(session) {
    const on = session?.id ?? "";
    if (this.#on !== undefined && session && on !== this.#on) this.tell("moment", session);
    this.#on = on;
  }
}
