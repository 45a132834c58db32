/** Server time in the browser: moves the highlight, the now-card and the title as time passes, with no network. */

import { countdown, moment, shown } from "./agenda.js";
import { clockIn, count, fill, write } from "./words.js";

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
    this.#card(seen);
    this.#expire();
    this.#announce(seen);
  }

  #mark({ element }, state) {
    if (element.dataset.shown === state) return;
    element.dataset.shown = state;
    element.toggleAttribute("aria-current", state === "live");
    if (state === "live") element.setAttribute("aria-current", "true");
    const more = element.querySelector("details");
    if (more && state === "live") more.open = true;
  }

  #card({ phase, session, next, also, starts }) {
    const card = document.getElementById("now");
    if (card.dataset.phase !== phase) {
      card.dataset.phase = phase;
      for (const part of card.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(phase);
    }
    const show = (name, make) => card.querySelectorAll(`[data-slot="${name}"]`).forEach(make);
    const about = (found) => found?.element.querySelector("[data-title]");
    if (session) {
      const left = session.ends - this.now;
      show("title", (slot) => this.#copy(slot, about(session)));
      show("until", (slot) => write(slot, fill(slot.dataset.pattern, { time: this.time(session.ends) })));
      show("left", (slot) => write(slot, left > 0 ? fill(slot.dataset.pattern, { n: Math.ceil(left / 60_000) }) : slot.dataset.over));
      show("speakers", (slot) => this.#optional(slot, session.element.querySelector("[data-speakers]")?.textContent ?? ""));
      show("also", (slot) => this.#optional(slot, also.length ? fill(slot.dataset.pattern, { titles: also.map((s) => about(s).textContent).join(" · ") }) : ""));
      show("progress", (slot) => {
        slot.max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
        slot.value = Math.min(slot.max, Math.max(0, Math.floor((this.now - session.starts) / 1000)));
      });
      show("ask", (slot) => { slot.dataset.about = session.id; slot.href = `?about=${session.id}#ask`; });
    }
    const until = next?.starts ?? starts;
    if (until) {
      const [unit, n] = countdown(until - this.now);
      show("wait", (slot) => write(slot, count(slot, unit, n)));
    }
    if (starts) show("start", (slot) => write(slot, fill(slot.dataset.pattern, { time: this.time(starts) })));
    show("has-next", (slot) => { slot.hidden = !next; });
    show("last", (slot) => { slot.hidden = Boolean(next); });
    if (next) {
      show("next-time", (slot) => write(slot, fill(slot.dataset.pattern, { time: this.time(next.starts) })));
      show("next-title", (slot) => { this.#copy(slot, about(next)); slot.hash = `session-${next.id}`; });
    }
    const go = document.querySelector("[data-go-now]");
    if (go) { go.hidden = !session; if (session) go.hash = `session-${session.id}`; }
    const title = session ? `● ${this.time(session.ends)} ${about(session).textContent}` : this.#title;
    if (document.title !== title) document.title = title;
  }

  #copy(slot, source) {
    write(slot, source?.textContent ?? "");
    const language = source?.closest("[lang]")?.lang ?? "";
    if (slot.lang !== language) slot.lang = language;
    if (slot.dataset.long) slot.classList.toggle("is-long", slot.textContent.length > Number(slot.dataset.long));
  }

  #optional(slot, text) {
    write(slot, text);
    slot.hidden = !text;
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
