/** Ways out when what is on runs over its end, or of closing a hole: the server computes them, the desk offers them in one
 * line, in the place of the programme's own moves. It can be put away. */

import { all, printed, the } from "../dom.js";
import { asked } from "../sending.js";
import { sessionOf } from "../server-time.js";
import { LINGERS, NEARLY_OVER } from "../shared.js";
import { fill, write } from "../words.js";
import { whenReleased } from "./hands.js";
import { handBack } from "./rows.js";

const LOOK = 5000; // ms between looks at the clock
const AGAIN = 30_000; // ms after which proposals are computed anew: their round time may have come too near
const FIRST_KEY = 7;
const programme = the("#programme");
const bar = the("[data-slips]");
const list = the("[data-slips-list]", bar);
/** @type {HTMLFormElement} */
const overForm = the("[data-slip-over]", bar);

/**
 * A button: a move of a session with what it sends, in words, when the programme then ends, and what changes.
 * @typedef {{
 *   does: string,
 *   session: string,
 *   fields: Record<string, string | number>,
 *   words: string | undefined,
 *   ends: string | null,
 *   changes: string[],
 * }} Way
 */

/** @param {Desk} desk */
export function startSlips(desk) {
  const slips = new SlipBar(desk);
  setInterval(() => slips.look(), LOOK);
  document.addEventListener("live:put", ({ target }) => target.matches(".slot") && slips.look(true));
  the("[data-slip-away]", bar).addEventListener("click", () => slips.putAway());
  slips.look();
}

class SlipBar {
  #base;
  #clock;
  #region;
  #asked = 0;
  #asking = false;
  #about = ""; // the session and the end that are spoken of
  #away = ""; // what has been put away
  #said = "";

  /** @param {Desk} desk */
  constructor({ base, clock, region }) {
    this.#base = base;
    this.#clock = clock;
    this.#region = region;
  }

  look(changed = false) {
    if (!this.#isTime()) return this.#hide();
    if (changed) this.#asked = 0;
    if (document.hidden || this.#asking || bar.querySelector('[aria-busy="true"]')) return;
    if (Date.now() - this.#asked > AGAIN) this.#ask();
  }

  /** For this session and this end; another end is another matter. */
  putAway() {
    this.#away = this.#about;
    this.#hide();
  }

  /** Something is on and nearly over, or over, or has just ended. */
  #isTime() {
    const slots = all('.slot:is([data-shown="live"], [data-shown="done"])', programme).map(sessionOf);
    const over = (/** @type {{ends: number}} */ { ends }) => this.#clock.now - ends;
    return slots.some(
      (one) => over(one) >= -NEARLY_OVER && (one.element.dataset.shown === "live" || over(one) < LINGERS),
    );
  }

  async #ask() {
    this.#asking = true;
    /** @type {Slips | null} */
    const told = await asked(`${this.#base}/slips`);
    this.#asking = false;
    this.#asked = Date.now();
    if (!told) return;
    whenReleased(() => this.#show(told));
  }

  #hide() {
    if (!bar.hidden) handBack(bar);
    bar.hidden = true;
    delete programme.dataset.slip;
    this.#asked = 0;
    this.#about = "";
  }

  /** @param {Slips} told */
  #show({ session, over, due, slips, hole }) {
    if (session && slips.length) {
      const ways = slips.map((slip) => this.#wayOut(slip, session));
      this.#offer(`${session.id} ${session.ends}`, this.#words(session, over, due), ways);
      overForm.action = `${this.#base}/sessions/${session.id}/end`;
    } else if (hole) {
      const words = fill(bar.dataset.hole, { n: hole.minutes });
      this.#offer(`${hole.next.id} ${hole.minutes}`, words, this.#closings(hole));
    } else return this.#hide();
    overForm.hidden = !slips.length;
    if (due && session?.by_hand && !bar.hidden && this.#said !== session.id) {
      this.#region.say(fill(bar.dataset.told, { title: session.title, n: Math.floor(over) }));
      this.#said = session.id;
    }
  }

  /** Unless it has been put away. @param {string} about @param {string} words @param {Way[]} ways */
  #offer(about, words, ways) {
    this.#about = about;
    if (about === this.#away) return this.#hide();
    write(the('[data-slot="head"]', bar), words);
    this.#list(ways);
    bar.hidden = false;
    programme.dataset.slip = "";
  }

  /**
   * Of what the clock ended nobody knows whether it is over.
   * @param {StateSession} session
   * @param {number} over minutes
   * @param {boolean} due
   */
  #words(session, over, due) {
    if (over >= 1 && !session.by_hand) return fill(bar.dataset.ended, { title: session.title });
    return fill(due || over >= 1 ? bar.dataset.over : bar.dataset.near, { n: Math.max(1, Math.floor(over)) });
  }

  /** @param {Slip} slip @param {StateSession} session @returns {Way} */
  #wayOut({ move, minutes, rest, ends, sessions }, session) {
    const changes = sessions.map(({ title, starts, ends: end }) => `${title} ${this.#at(starts)}–${this.#at(end)}`);
    return { does: move, session: session.id, fields: { minutes, rest }, words: bar.dataset[rest], ends, changes };
  }

  /** @param {NonNullable<Slips["hole"]>} hole @returns {Way[]} */
  #closings({ next, minutes, ends }) {
    const start = { does: "start", session: next.id, fields: {}, words: bar.dataset.start, ends: null, changes: [] };
    const fields = { minutes: -minutes, rest: "shift" };
    return [start, { does: "delay", session: next.id, fields, words: bar.dataset.forward, ends, changes: [] }];
  }

  /** Only what differs is touched: a way that stays is the same button, also below a pointer. @param {Way[]} ways */
  #list(ways) {
    while (list.children.length < ways.length) list.append(printed("template[data-slip]"));
    while (list.children.length > ways.length) list.lastElementChild?.remove();
    ways.forEach((way, n) => this.#fill(list.children[n], way, n));
  }

  /** @param {HTMLElement} item @param {Way} way @param {number} n */
  #fill(item, { does, session, fields, words, ends, changes }, n) {
    /** @type {HTMLFormElement} */
    const form = the("form", item);
    form.action = `${this.#base}/sessions/${session}/${does}`;
    for (const name of ["minutes", "rest"]) {
      form.elements[name].value = String(fields[name] ?? "");
      form.elements[name].disabled = !(name in fields);
    }
    const button = the("button", item);
    button.dataset.does = does;
    button.title = changes.join("\n");
    button.setAttribute("aria-keyshortcuts", String(FIRST_KEY + n));
    write(the("[data-slot=what]", button), words);
    write(the(".cap", button), String(FIRST_KEY + n));
    write(the("[data-slot=ends]", button), ends ? fill(bar.dataset.ends, { time: this.#at(ends) }) : "");
  }

  /** @param {string} time RFC 3339 */
  #at(time) {
    return this.#clock.time(Date.parse(time));
  }
}
