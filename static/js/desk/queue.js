/** The queue by hand: dragged, or stepped with buttons or alt and an arrow. Kept for everyone, and taken back like all else. */

import { move, theList } from "../apply.js";
import { the } from "../dom.js";
import { newKey } from "../patience.js";
import { deliver } from "../sending.js";
import { fill } from "../words.js";
import { ask } from "./conflict.js";
import { startDrag } from "./drag.js";
import { isOver } from "./hands.js";
import { here, idOf, rowOf, rowsOf } from "./rows.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1, up: -1, down: 1 };
const words = the("[data-desk-words]").dataset;
const list = () => theList("queue");
const rowsIn = () => [...list().children].filter((row) => row.matches("[data-row]"));

/**
 * What the queue needs of the desk; `sort` by votes, `look` once it has changed, `join` two questions.
 * @typedef {Desk & {
 *   action: string,
 *   sort: () => void,
 *   look: () => void,
 *   join: (row: HTMLElement, into: HTMLElement) => void,
 * }} QueueDesk
 * What is wished for: one line before another or at the end, or these first.
 * @typedef {{row: HTMLElement, before: Element | null, text: string}} Placing
 * @typedef {{ids: string[], text: string | undefined}} Ordering
 * How it was before anything of that was done.
 * @typedef {{rows: HTMLElement[], ids: string[]}} Before
 */

/** What everyone was told last. @returns {StateOrder} */
function told() {
  const { ids = "", revision } = the("#desk-queue").dataset;
  return { ids: ids.split(" ").filter(Boolean), revision: Number(revision) };
}

export class Queue {
  #desk;
  #shown = told();
  /** Ids of what was put somewhere and is not kept yet. @type {Set<string>} */
  #moved = new Set();
  #busy = false;
  /** What was wished for meanwhile. @type {Placing | Ordering | null} */
  #again = null;
  /** @type {Before | null} */
  #was = null;
  #dragged = false;

  /** @param {QueueDesk} desk */
  constructor(desk) {
    this.#desk = desk;
    document.addEventListener("submit", (submit) => this.#submit(submit));
    document.addEventListener("keydown", (event) => this.#press(event));
    startDrag(the("#questions"), {
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

  /** @param {StateOrder} order */
  #show({ ids, revision }) {
    const wasByHand = this.#shown.ids.length > 0;
    this.#shown = { ids, revision };
    if (!ids.length && wasByHand) this.#desk.sort();
    let at = list().firstElementChild;
    for (const row of ids.map((id) => document.getElementById(`question-${id}`))) {
      if (row?.parentElement !== list()) continue;
      if (row === at) at = row.nextElementSibling;
      else move(list(), row, at);
    }
  }

  /** @param {SubmitEvent} submit */
  #submit(submit) {
    if (!submit.target.matches("[data-place]")) return;
    submit.preventDefault();
    const row = rowOf(submit.target.elements.question.value);
    if (row) this.#step(row, STEPS[submit.submitter?.getAttribute("value") ?? ""] ?? 0);
  }

  /** @param {KeyboardEvent} event */
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

  /** @param {HTMLElement} row @param {number} by */
  #step(row, by) {
    const rows = rowsOf(list());
    const next = rows[rows.indexOf(row) + by];
    if (next) this.#put(row, by < 0 ? next : next.nextElementSibling);
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

  /** A whole order, of which the first rows are given. @param {string[]} ids @param {string | undefined} text */
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

  /** One after the other: what is done meanwhile goes with the next. @param {Placing | Ordering} wish */
  async #keep(wish) {
    this.#again = wish;
    if (this.#busy) return;
    this.#busy = true;
    let last = wish;
    /** @type {Refusal | null} */
    let error = null;
    while (this.#again && !error) {
      last = this.#again;
      this.#again = null;
      error = await this.#send("ids" in last ? last.ids : this.#wished());
    }
    const was = this.#was ?? { rows: [], ids: [] };
    this.#busy = false;
    this.#again = this.#was = null;
    this.#moved.clear();
    if (error) return this.#refused(last, error, was);
    this.layOut();
    this.#desk.look();
    if (last.text !== words.undone) this.#tell(last.text, was.ids);
  }

  /** Why it is not kept, or null. @param {string[]} ids @returns {Promise<Refusal | null>} */
  async #send(ids) {
    const fields = { ids: ids.join(), revision: String(this.#shown.revision) };
    const sent = deliver({ key: newKey(), action: this.#desk.action, fields }, () =>
      this.#desk.region.say(words.unsent),
    );
    this.#desk.undo.expect(sent);
    /** @type {Sent} */
    const { ok, body } = await sent;
    if (!ok) return body.error ?? { code: "", message: "" };
    this.#desk.reached(body.cursor);
    this.#shown = body.order;
    return null;
  }

  /**
   * All as it was, then as it is now for everyone; whoever still means it does it again from there.
   * @param {Placing | Ordering} wish
   * @param {Refusal} error
   * @param {Before} was
   */
  async #refused(wish, error, was) {
    const { current } = error;
    for (const one of was.rows) if (one.parentElement === list()) move(list(), one, null);
    this.#show(current?.ids ? { ids: current.ids, revision: current.revision } : told());
    this.#desk.look();
    this.#desk.region.say(error.message);
    if (!current || !(await ask(the(".desk__foot"), error, this.#desk.clock))) return;
    if ("ids" in wish) return void this.#set(wish.ids, wish.text);
    const { row, before } = wish;
    if (row.parentElement === list() && (!before || before.parentElement === list())) this.#put(row, before);
  }

  /** @param {string | undefined} text @param {string[]} ids */
  #tell(text, ids) {
    const run = async () => {
      await this.#set(ids, words.undone);
      return [];
    };
    this.#desk.undo.show(text, { parts: [], run });
    this.#desk.region.say(text);
  }
}
