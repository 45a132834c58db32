/** The queue by hand: dragged, or stepped with buttons or alt and an arrow. Kept for everyone, and taken back like all else. */

import { listNamed, move } from "../apply.js";
import { deliver, newKey } from "../sending.js";
import { fill } from "../words.js";
import { ask } from "./conflict.js";
import { startDrag } from "./drag.js";
import { isOver } from "./hands.js";
import { here, rowOf, rowsOf } from "./rows.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1, up: -1, down: 1 };
const words = document.querySelector("[data-desk-words]").dataset;
const list = () => listNamed("queue");
const rowsIn = () => [...list().children].filter((row) => row.matches("[data-row]"));
const idOf = (row) => row.dataset.question;

/** @typedef {{ids: string[], revision: number}} Order */

/** What everyone was told last. @returns {Order} */
function told() {
  const { ids, revision } = document.getElementById("desk-queue").dataset;
  return { ids: ids.split(" ").filter(Boolean), revision: Number(revision) };
}

export class Queue {
  #desk;
  #shown = told();
  #moved = new Set();
  #busy = false;
  #again = null;
  #was = null;
  #dragged = false;

  /** @param {{action: string, undo: import("./undo.js").Undo, region: any, clock: any, reached: (cursor: string) => void, sort: () => void, look: () => void}} desk */
  constructor(desk) {
    this.#desk = desk;
    document.addEventListener("submit", (submit) => this.#submit(submit));
    document.addEventListener("keydown", (event) => this.#press(event));
    startDrag(document.getElementById("questions"), {
      start: () => (this.#dragged = true),
      end: () => (this.#dragged = false),
      put: (row, before) => this.#put(row, before),
      join: (row, into) => this.#desk.join(row, into),
    });
  }

  /** What stands at the top by hand. @returns {string[]} */
  get ids() {
    return this.#shown.ids;
  }

  /** As it is arranged for everyone, unless a hand is over it or something of ours is under way. */
  layOut() {
    const now = told();
    if (this.#busy || this.#dragged || now.revision < this.#shown.revision) return;
    if (now.revision !== this.#shown.revision && isOver(list())) return;
    this.#show(now);
  }

  /** By votes again, for everyone. @returns {boolean} false when nothing is arranged by hand */
  clear() {
    if (!this.#shown.ids.length) return false;
    this.#set([], words.byVotes);
    return true;
  }

  #show({ ids, revision }) {
    const wasByHand = this.#shown.ids.length > 0;
    this.#shown = { ids, revision };
    if (!ids.length && wasByHand) this.#desk.sort();
    let at = list().firstElementChild;
    for (const row of ids.map((id) => document.getElementById(`question-${id}`))) {
      if (row?.parentElement !== list()) continue;
      if (row === at) at = at.nextElementSibling;
      else move(list(), row, at);
    }
  }

  #submit(submit) {
    if (!submit.target.matches("[data-place]")) return;
    submit.preventDefault();
    this.#step(rowOf(submit.target.elements.question.value), STEPS[submit.submitter?.value] ?? 0);
  }

  #press(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in STEPS)) return;
    const row = here();
    if (
      document.documentElement.dataset.keys !== "on" ||
      row?.parentElement !== list() ||
      event.target.closest?.("textarea, select, dialog, input:not([type=checkbox])")
    )
      return;
    event.preventDefault();
    this.#step(row, STEPS[event.key]);
  }

  #step(row, by) {
    const rows = rowsOf(list());
    const next = rows[rows.indexOf(row) + by];
    if (row && next) this.#put(row, by < 0 ? next : next.nextElementSibling);
  }

  /** @param {HTMLElement} row @param {Element | null} before the row it is to stand before, or none for the end */
  #put(row, before) {
    if (row === before || row.nextElementSibling === before) return;
    this.#was ??= { rows: rowsIn(), ids: this.#shown.ids };
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    move(list(), row, before);
    focused?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    this.#moved.add(idOf(row));
    const rows = rowsIn();
    this.#keep({
      row,
      before,
      text: fill(words.placed, { n: row.dataset.number, at: rows.indexOf(row) + 1, all: rows.length }),
    });
  }

  /** A whole order, of which the first rows are given. */
  #set(ids, text) {
    this.#was ??= { rows: rowsIn(), ids: this.#shown.ids };
    this.#show({ ids, revision: this.#shown.revision });
    return this.#keep({ ids, text });
  }

  /** Everything down to the last one that was put somewhere. */
  #wished() {
    const ids = rowsIn().map(idOf);
    const stays = ids.map((id) => this.#moved.has(id) || this.#shown.ids.includes(id));
    return ids.slice(0, stays.lastIndexOf(true) + 1);
  }

  /** One after the other: what is done meanwhile goes with the next. */
  async #keep(wish) {
    this.#again = wish;
    if (this.#busy) return;
    this.#busy = true;
    let last, error;
    while (this.#again && !error) {
      last = this.#again;
      this.#again = null;
      error = await this.#send(last.ids ?? this.#wished());
    }
    const was = this.#was;
    this.#busy = false;
    this.#again = this.#was = null;
    this.#moved.clear();
    if (error) return this.#refused(last, error, was);
    this.layOut();
    this.#desk.look();
    if (last.text !== words.undone) this.#tell(last.text, was.ids);
  }

  /** @returns {Promise<any>} why it is not kept */
  async #send(ids) {
    const fields = { ids: ids.join(), revision: String(this.#shown.revision) };
    const sent = deliver({ key: newKey(), action: this.#desk.action, fields }, () =>
      this.#desk.region.say(words.unsent),
    );
    this.#desk.undo.expect(sent);
    const { ok, body } = await sent;
    if (!ok) return body.error ?? {};
    this.#desk.reached(body.cursor);
    this.#shown = body.order;
    return null;
  }

  /** All as it was, then as it is now for everyone; whoever still means it does it again from there. */
  async #refused({ row, before, ids, text }, error, was) {
    for (const one of was.rows) if (one.parentElement === list()) move(list(), one, null);
    this.#show(error.current ?? told());
    this.#desk.look();
    this.#desk.region.say(error.message);
    if (!error.current || !(await ask(document.querySelector(".desk__foot"), error, this.#desk.clock))) return;
    if (ids) this.#set(ids, text);
    else if (row.parentElement === list() && (!before || before.parentElement === list())) this.#put(row, before);
  }

  #tell(text, ids) {
    const run = async () => {
      await this.#set(ids, words.undone);
      return [];
    };
    this.#desk.undo.show(text, { parts: [], run });
    this.#desk.region.say(text);
  }
}
