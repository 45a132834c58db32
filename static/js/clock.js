/** The attendee page as time passes: moves the highlight, the now-card and the title. */

import { current, moment, shown } from "./agenda.js";
import { paint } from "./now-card.js";
import { ServerTime, sessionOf } from "./server-time.js";
import { fill } from "./words.js";

export class Clock extends ServerTime {
  #phase = "";
  #on = "";
  #title = document.title;
  #back = document.querySelector("#now .now__title--time[data-slot='until']").dataset.pattern;
  paused = false;
  /** Whether the reader follows a track. @type {(track: string) => boolean} */
  wants = () => true;

  /** Look at the agenda as it stands in the document and show what is true now. */
  tick() {
    if (this.paused) return;
    const sessions = [...document.querySelectorAll(".agenda .session")].map(sessionOf);
    const advance = document.getElementById("about")?.dataset.advance ?? "clock";
    const seen = moment(sessions, this.now, advance, this.wants);
    const on = current(sessions, this.now, advance);
    for (const session of sessions) this.#mark(session, shown(session, on, this.now, advance));
    paint(seen, this.now, (ms) => this.time(ms));
    this.#elsewhere(seen);
    this.expire();
    this.#announce(seen);
    this.dispatchEvent(new CustomEvent("tick", { detail: { moment: seen, sessions, now: this.now } }));
  }

  #mark({ element }, state) {
    if (element.dataset.shown === state) return;
    element.dataset.shown = state;
    element.ariaCurrent = state === "live" ? "true" : null;
    const more = element.querySelector("details");
    if (more && state === "live") more.open = true;
  }

  #elsewhere({ session, phase }) {
    const go = document.querySelector("[data-go-now]");
    go.hidden = !session;
    if (session) go.hash = `session-${session.id}`;
    const title = session ? `● ${this.#now(session, phase)}` : this.#title;
    if (document.title !== title) document.title = title;
  }

  /** In a break one wants to know when to come back. */
  #now(session, phase) {
    if (phase === "break") return `${fill(this.#back, { time: this.time(session.ends) })} · ${this.#title}`;
    return `${this.time(session.ends)} ${session.element.querySelector("[data-title]").textContent}`;
  }

  #announce({ phase, session }) {
    const on = session?.id ?? "";
    const changed = this.#phase && (on !== this.#on || phase !== this.#phase);
    this.#phase = phase;
    this.#on = on;
    if (changed) this.dispatchEvent(new CustomEvent("moment", { detail: { phase, session } }));
  }
}
