/** The attendee page as time passes: moves the highlight, the now-card and the title. */

import { current, moment, shown } from "./agenda.js";
import { all, the } from "./dom.js";
import { paint, stand } from "./now-card.js";
import { ServerTime, sessionOf } from "./server-time.js";
import { fill } from "./words.js";

/**
 * A session as the page has it, and what is true now.
 * @typedef {ReturnType<typeof sessionOf>} Shown
 * @typedef {ReturnType<typeof moment<Shown>>} Moment
 */

/** @extends {ServerTime<{tick: {moment: Moment, sessions: Shown[], now: number, advance: string}, moment: {phase: string, session?: Shown}}>} */
export class Clock extends ServerTime {
  #phase = "";
  #on = "";
  #title = document.title;
  #until = the("#now .now__until[data-slot='until']").dataset.pattern;
  #back = the("#now .now__title--time[data-slot='until']").dataset.pattern;
  /** Stands before the tab's title: what the moderators have said and the reader has not put away. */
  mark = "";
  #paused = false;
  behind = 0; // ms: what the clock changes is held back, for those who watch a video that is
  /** Whether the reader follows a track. @type {(track?: string) => boolean} */
  wants = () => true;

  get paused() {
    return this.#paused;
  }

  /** While the page stands still, so does its clock, and says so. */
  set paused(on) {
    this.#paused = on;
    if (on) stand(this.time());
  }

  /** Look at the agenda as it stands in the document and show what is true now. */
  tick() {
    if (this.paused) return;
    const now = this.now - this.behind;
    const sessions = all(".agenda .session").map(sessionOf);
    const advance = document.getElementById("about")?.dataset.advance ?? "clock";
    const begun = Boolean(document.querySelector("#agenda [data-over]"));
    const seen = moment(sessions, now, advance, this.wants, begun);
    const on = current(sessions, now, advance);
    for (const session of sessions) this.#mark(session, shown(session, on, now, advance));
    paint(seen, now, (ms) => this.time(ms), this.now);
    this.#elsewhere(seen);
    this.expire();
    this.#announce(seen);
    this.tell("tick", { moment: seen, sessions, now, advance });
  }

  /** @param {Shown} session @param {string} state */
  #mark({ element }, state) {
    if (element.dataset.shown === state) return;
    element.dataset.shown = state;
    if (state === "live") element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    const more = element.querySelector("details");
    if (more && state === "live") more.open = true;
  }

  /** @param {Moment} moment */
  #elsewhere({ session, phase }) {
    /** @type {HTMLAnchorElement} */
    const go = the("[data-go-now]");
    go.hidden = !session;
    if (session) go.hash = `session-${session.id}`;
    const now = session ? `● ${this.#now(session, phase)}` : this.#title;
    const title = this.mark ? `❗ ${this.mark} · ${now}` : now;
    if (document.title !== title) document.title = title;
  }

  /** In a break one wants to know when to come back. @param {Shown} session @param {string} phase */
  #now(session, phase) {
    if (phase === "break") return `${fill(this.#back, { time: this.time(session.ends) })} · ${this.#title}`;
    const until = fill(this.#until, { time: this.time(session.ends) });
    return `${until} · ${the("[data-title]", session.element).textContent}`;
  }

  /** @param {Moment} moment */
  #announce({ phase, session }) {
    const on = session?.id ?? "";
    const changed = this.#phase && (on !== this.#on || phase !== this.#phase);
    this.#phase = phase;
    this.#on = on;
    if (changed) this.tell("moment", { phase, session });
  }
}
