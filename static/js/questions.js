/** The list of questions, in an order that never changes under the finger, and my own. */

import { mergeList, move, parsePage, put, theList } from "./apply.js";
import { all, isMine, the } from "./dom.js";
import { compare, rank } from "./order.js";
import { Rest } from "./rest.js";
import { askedPage } from "./sending.js";
import { Votes } from "./votes.js";
import { count, fill, write } from "./words.js";

/**
 * What it needs of its page.
 * @typedef {{
 *   base: string,
 *   region: import("./live-region.js").LiveRegion,
 *   failed: (text: string | undefined) => void,
 *   page: import("./page.js").Page,
 * }} Around
 */

export class Questions {
  #list = theList("questions");
  #button = the("[data-reorder]");
  #base;
  #region;
  #votes;
  #rest;
  #seen = true;
  #isChosen = new URLSearchParams(location.search).has("sort");
  /** Id of a row of mine → what has become of it, as far as I was told. @type {Map<string, string | undefined>} */
  #fates = new Map();
  #told = 0; // how often a question of mine was put

  /** @param {Around} around */
  constructor({ base, region, failed, page }) {
    this.#base = base;
    this.#region = region;
    this.#votes = new Votes(this.#list, failed);
    this.#rest = new Rest(this.#list, base, (rows) => this.#added(rows));
    this.#button.addEventListener("click", () => this.reorder(true));
    the(".sorts").addEventListener("click", (click) => this.#sort(click));
    document.addEventListener("live:put", ({ target, detail }) => this.#put(target, detail.isNew));
    document.addEventListener("live:drop", () => this.#look());
    new IntersectionObserver(([entry]) => {
      this.#seen = entry.isIntersecting;
    }).observe(this.#list);
    this.#votes.press();
    page.onYou((you) => this.#hello(you));
    page.on("pulse", ({ votes }) => this.#counts(votes ?? {}));
  }

  /** What of the list is here, as a query that fetches the same. */
  has() {
    return this.#rest.has();
  }

  /** @param {You} you */
  #hello(you) {
    if (you.upvoted) this.#votes.are(you.upvoted);
    you.put?.forEach(put);
    this.#look();
  }

  /** @param {Record<string, number>} votes */
  #counts(votes) {
    for (const [id, n] of Object.entries(votes)) {
      const row = document.getElementById(`question-${id}`);
      if (row) this.#votes.count(row, n);
      else this.#rest.heard(n);
    }
    this.#look();
  }

  /** My own questions as the server has them; asked for again when the stream told of one meanwhile, which may be newer. */
  async refreshMine() {
    let list, told;
    do {
      told = this.#told;
      const { html } = await askedPage(`${this.#base}/mine`);
      list = parsePage(html).querySelector('[data-list="mine"]');
    } while (list && told !== this.#told);
    if (list) mergeList(list);
    this.#look();
  }

  /** Rows that were fetched. @param {HTMLElement[]} rows */
  #added(rows) {
    rows.forEach((row) => this.#votes.press(row));
    this.#look();
  }

  /** Show what is waiting, in today's order. @param {boolean} [asked] by the reader */
  async reorder(asked = false) {
    if (asked && this.#rest.isPartial) await this.#rest.again();
    const rows = [...this.#list.children].sort((a, b) => compare(this.#rank(a), this.#rank(b)));
    for (const row of rows) row.hidden = false;
    for (const [i, row] of [...rows.entries()].reverse()) move(this.#list, row, rows[i + 1] ?? null);
    this.#rest.trim(rows);
    if (asked) this.#list.querySelector(".question")?.scrollIntoView({ block: "nearest" });
    this.#look();
  }

  /** @param {HTMLElement} row */
  #rank(row) {
    return rank(row, this.#list.dataset.sorted);
  }

  /** When it is over its answers come first, for whoever has chosen no order and has the whole list. @param {string} phase */
  turn(phase) {
    if (phase !== "after" || this.#isChosen || this.#rest.isPartial) return;
    this.#sortBy(the('[data-sort-by="answered"]'));
    this.#look();
  }

  /** @param {MouseEvent} click */
  #sort(click) {
    const link = click.target.closest("[data-sort-by]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    this.#isChosen = true;
    this.#sortBy(link);
    this.reorder(this.#rest.isPartial);
  }

  /** @param {HTMLElement} link */
  #sortBy(link) {
    for (const one of link.parentElement?.children ?? []) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    this.#list.dataset.sorted = link.dataset.sortBy;
  }

  /** @param {HTMLElement} row @param {boolean} isNew */
  #put(row, isNew) {
    if (row.parentElement?.dataset.list === "mine") this.#mine(row);
    if (row.parentElement !== this.#list) return;
    if (isNew) {
      row.hidden = this.#reading();
      this.#region.newQuestion(() => !isMine(row.id));
    }
    this.#votes.press(row);
    this.#look();
  }

  /** What becomes of a question of mine is told to me as mine; what I did myself has been said. @param {HTMLElement} row */
  #mine(row) {
    this.#told += 1;
    const { fate, number, status } = row.dataset;
    const now = status === "merged" ? `${status} ${fate}` : fate;
    const before = this.#fates.get(row.id) ?? now;
    this.#fates.set(row.id, now);
    if (before === now || fate === "withdrawn") return;
    const pattern = the("[data-mine]").dataset.fate;
    this.#region.settle(fill(pattern, { number, fate: the(".fate", row).innerText.trim() }), row.id);
  }

  /** Somebody may be looking at the list: it is on the screen and has something in it. */
  #reading() {
    return this.#seen && this.#list.querySelectorAll(":scope > :not([hidden])").length > 1;
  }

  #look() {
    const rows = [...this.#list.children];
    const news = rows.filter((row) => row.hidden).length;
    const shown = rows.filter((row) => !row.hidden);
    const moved =
      this.#rest.isMissing || shown.some((row, i) => i && compare(this.#rank(shown[i - 1]), this.#rank(row)) > 0);
    all('[data-slot="total"]').forEach((slot) => write(slot, String(this.#rest.total)));
    this.#rest.look();
    const mine = the("[data-mine]");
    mine.hidden = !mine.querySelector("li");
    if ((news || (moved && !this.#rest.isMissing)) && !this.#reading() && !this.#list.contains(document.activeElement))
      return this.reorder();
    this.#button.hidden = !(news || moved);
    const words = [news && count(this.#button, "new", news), moved && this.#button.dataset.moved];
    write(this.#button, words.filter(Boolean).join(" · "));
  }
}
