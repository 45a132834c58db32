/** The desk as time passes: marks what is on and what is next, and how long is left or how far it runs over. */

import { moment, shown } from "../agenda.js";
import { ServerTime, sessionOf } from "../server-time.js";
import { fill, write } from "../words.js";
import { markNext } from "./programme.js";

const MINUTE = 60_000; // ms

export class DeskClock extends ServerTime {
  #slot = document.querySelector('[data-slot="clock"]');
  #on;

  tick() {
    const sessions = [...document.querySelectorAll('[data-list="programme"] > .slot')].map(sessionOf);
    const advance = document.getElementById("desk-programme-head").dataset.advance;
    const seen = moment(sessions, this.now, advance);
    for (const session of sessions) this.#mark(session, shown(session, seen.on, this.now, advance));
    markNext(seen.next?.id ?? "");
    write(this.#slot, this.time());
    this.expire();
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
    if (this.#on !== undefined && on && on !== this.#on) {
      this.dispatchEvent(new CustomEvent("moment", { detail: session.element }));
    }
    this.#on = on;
  }
}
