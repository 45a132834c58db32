/** Ways out when what is on runs over its end, or of closing a hole: the server computes them, the desk offers them in one
 * line, in the place of the programme's own moves. It can be put away. */

import { asked } from "../sending.js";
import { sessionOf } from "../server-time.js";
import { fill, write } from "../words.js";
import { whenReleased } from "./hands.js";
import { handBack } from "./rows.js";

const LOOK = 5000; // ms between looks at the clock
const NEAR = 60_000; // ms before its end something is nearly over; the server knows the same
const LINGERS = 5 * 60_000; // ms after the clock ended it something may still be going; the server knows the same
const AGAIN = 30_000; // ms after which proposals are computed anew: their round time may have come too near
const FIRST_KEY = 7;
const programme = document.getElementById("programme");
const bar = document.querySelector("[data-slips]");
const pattern = document.querySelector("template[data-slip]");

/** @param {{base: string, clock: import("./clock.js").DeskClock, region: {say: (text: string) => void}}} desk */
export function startSlips({ base, clock, region }) {
  const slips = new Slips(base, clock, region);
  setInterval(() => slips.look(), LOOK);
  document.addEventListener("live:put", ({ target }) => target.matches(".slot") && slips.look(true));
  bar.querySelector("[data-slip-away]").addEventListener("click", () => slips.putAway());
  slips.look();
}

class Slips {
  #base;
  #clock;
  #region;
  #asked = 0;
  #asking = false;
  #about = ""; // the session and the end that are spoken of
  #away = ""; // what has been put away
  #said = "";

  constructor(base, clock, region) {
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
    const slots = [...programme.querySelectorAll('.slot:is([data-shown="live"], [data-shown="done"])')].map(sessionOf);
    const over = ({ ends }) => this.#clock.now - ends;
    return slots.some((one) => over(one) >= -NEAR && (one.element.dataset.shown === "live" || over(one) < LINGERS));
  }

  async #ask() {
    this.#asking = true;
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

  #show({ session, over, due, slips, hole }) {
    if (!slips.length && !hole) return this.#hide();
    this.#about = `${(session ?? hole.next).id} ${session?.ends ?? hole.minutes}`;
    if (this.#about === this.#away) return this.#hide();
    const head = slips.length ? this.#words(session, over, due) : fill(bar.dataset.hole, { n: hole.minutes });
    write(bar.querySelector('[data-slot="head"]'), head);
    this.#list(slips.length ? slips.map((slip) => this.#wayOut(slip, session)) : this.#closings(hole));
    const isOver = bar.querySelector("[data-slip-over]");
    isOver.hidden = !slips.length;
    if (session) isOver.action = `${this.#base}/sessions/${session.id}/end`;
    bar.hidden = false;
    programme.dataset.slip = "";
    if (due && session.by_hand && this.#said !== session.id) {
      this.#region.say(fill(bar.dataset.told, { title: session.title, n: Math.floor(over) }));
      this.#said = session.id;
    }
  }

  /** Of what the clock ended nobody knows whether it is over. */
  #words(session, over, due) {
    if (over >= 1 && !session.by_hand) return fill(bar.dataset.ended, { title: session.title });
    return fill(due || over >= 1 ? bar.dataset.over : bar.dataset.near, { n: Math.max(1, Math.floor(over)) });
  }

  #wayOut({ move, minutes, rest, ends, sessions }, session) {
    const changes = sessions.map(({ title, starts, ends: end }) => `${title} ${this.#at(starts)}–${this.#at(end)}`);
    return { does: move, session: session.id, fields: { minutes, rest }, words: bar.dataset[rest], ends, changes };
  }

  #closings({ next, minutes, ends }) {
    const start = { does: "start", session: next.id, fields: {}, words: bar.dataset.start, ends: null, changes: [] };
    const fields = { minutes: -minutes, rest: "shift" };
    return [start, { does: "delay", session: next.id, fields, words: bar.dataset.forward, ends, changes: [] }];
  }

  /** Only what differs is touched: a way that stays is the same button, also below a pointer. */
  #list(ways) {
    const list = bar.querySelector("[data-slips-list]");
    while (list.children.length < ways.length) list.append(pattern.content.firstElementChild.cloneNode(true));
    while (list.children.length > ways.length) list.lastElementChild.remove();
    ways.forEach((way, n) => this.#fill(list.children[n], way, n));
  }

  #fill(item, { does, session, fields, words, ends, changes }, n) {
    const form = item.querySelector("form");
    form.action = `${this.#base}/sessions/${session}/${does}`;
    for (const name of ["minutes", "rest"]) {
      form.elements[name].value = String(fields[name] ?? "");
      form.elements[name].disabled = !(name in fields);
    }
    const button = item.querySelector("button");
    button.dataset.does = does;
    button.title = changes.join("\n");
    button.setAttribute("aria-keyshortcuts", String(FIRST_KEY + n));
    write(button.querySelector("[data-slot=what]"), words);
    write(button.querySelector(".cap"), String(FIRST_KEY + n));
    write(button.querySelector("[data-slot=ends]"), ends ? fill(bar.dataset.ends, { time: this.#at(ends) }) : "");
  }

  #at(time) {
    return this.#clock.time(Date.parse(time));
  }
}
