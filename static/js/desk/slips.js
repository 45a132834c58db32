/** Ways out when what is on runs over its end: the server computes them, the desk shows each with what it would change, a form applies it. */

import { sessionOf } from "../server-time.js";
import { fill, write } from "../words.js";
import { handBack } from "./rows.js";

const LOOK = 5000; // ms between looks at the clock
const NEAR = 60_000; // ms before its end something is nearly over; the server knows the same
const LINGERS = 5 * 60_000; // ms after the clock ended it something may still be going; the server knows the same
const AGAIN = 30_000; // ms after which proposals are computed anew: their round time may have come too near
const bar = document.querySelector("[data-slips]");
const pattern = document.querySelector("template[data-slip]");

/** @param {{base: string, clock: import("./clock.js").DeskClock, region: {say: (text: string) => void}}} desk */
export function startSlips({ base, clock, region }) {
  const slips = new Slips(base, clock, region);
  setInterval(() => slips.look(), LOOK);
  document.addEventListener("live:put", ({ target }) => target.matches(".slot") && slips.look(true));
  slips.look();
}

class Slips {
  #base;
  #clock;
  #region;
  #asked = 0;
  #asking = false;
  #shown = "";
  #said = "";

  constructor(base, clock, region) {
    this.#base = base;
    this.#clock = clock;
    this.#region = region;
  }

  look(changed = false) {
    if (!this.#late()) return this.#hide();
    if (changed) this.#asked = 0;
    if (document.hidden || this.#asking || bar.querySelector('[aria-busy="true"]')) return;
    if (Date.now() - this.#asked > AGAIN) this.#ask();
  }

  /** Something that is on and nearly over, or over, or has just been ended by the clock. */
  #late() {
    const slots = [
      ...document.querySelectorAll('.slot:is([data-shown="live"], [data-shown="done"][data-status="scheduled"])'),
    ].map(sessionOf);
    const over = ({ ends }) => this.#clock.now - ends;
    return slots.some((one) => over(one) >= -NEAR && (one.element.dataset.shown === "live" || over(one) < LINGERS));
  }

  async #ask() {
    this.#asking = true;
    const answer = await fetch(`${this.#base}/slips`, { headers: { accept: "application/json" } }).catch(() => null);
    this.#asking = false;
    this.#asked = Date.now();
    if (answer?.ok) this.#show(await answer.json());
  }

  #hide() {
    handBack(bar);
    bar.hidden = true;
    this.#asked = 0;
    this.#shown = "";
  }

  #show({ session, over, due, slips, ends }) {
    if (!slips.length) return this.#hide();
    const head = fill(this.#words(session, over, due), { title: session.title, n: Math.max(0, Math.floor(over)) });
    write(bar.querySelector('[data-slot="head"]'), head);
    const now = JSON.stringify(slips);
    if (now !== this.#shown) this.#list(slips.map((slip, n) => this.#way(slip, session, n, ends)));
    this.#shown = now;
    bar.hidden = false;
    if (due && session.by_hand && this.#said !== session.id) this.#region.say(head);
    if (due) this.#said = session.id;
  }

  /** New ways take the place of the old; the focus stays on the one it was on. */
  #list(ways) {
    const list = bar.querySelector("[data-slips-list]");
    const at = [...list.children].findIndex((way) => way.contains(document.activeElement));
    list.replaceChildren(...ways);
    if (at >= 0) (ways[at] ?? ways[0]).querySelector("button").focus({ preventScroll: true });
  }

  /** Of what the clock ended nobody knows whether it is over. */
  #words(session, over, due) {
    if (over >= 1 && !session.by_hand) return bar.dataset.ended;
    return due ? bar.dataset.over : bar.dataset.near;
  }

  #way(slip, session, n, ends) {
    const way = pattern.content.firstElementChild.cloneNode(true);
    const form = way.querySelector("form");
    form.action = `${this.#base}/sessions/${session.id}/${slip.move}`;
    for (const name of ["minutes", "rest"]) form.elements[name].value = String(slip[name]);
    const [button] = form.getElementsByTagName("button");
    button.setAttribute("aria-keyshortcuts", String(7 + n));
    write(button.querySelector("[data-slot=what]"), bar.dataset[slip.rest]);
    write(button.querySelector(".cap"), String(7 + n));
    write(
      way.querySelector("[data-slot=ends]"),
      fill(slip.ends === ends ? bar.dataset.same : bar.dataset.ends, { time: this.#at(slip.ends) }),
    );
    way.querySelector("[data-slot=preview]").replaceChildren(...slip.sessions.map((one) => this.#line(one, session)));
    return way;
  }

  #line({ id, title, starts, ends, was }, session) {
    const line = document.createElement("li");
    const [name, old, now] = ["span", "s", "strong"].map((tag) => document.createElement(tag));
    name.dir = "auto";
    name.className = "slips__name";
    write(name, title);
    write(old, this.#span(was, id === session.id));
    write(now, this.#span({ starts, ends }, id === session.id));
    line.append(name, " ", old, " ", now);
    return line;
  }

  /** Of the session that runs over only the end is news. */
  #span({ starts, ends }, endOnly) {
    return endOnly ? `–${this.#at(ends)}` : `${this.#at(starts)}–${this.#at(ends)}`;
  }

  #at(time) {
    return this.#clock.time(Date.parse(time));
  }
}
