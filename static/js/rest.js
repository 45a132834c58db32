/**
 * A page has the first of everyone's list, up to `data-end`. What lies beyond is counted (`data-total`), and fetched when
 * it is asked for.
 */

import { parsePage } from "./apply.js";
import { the } from "./dom.js";
import { compare, rank } from "./order.js";
import { askedPage } from "./sending.js";

const KEPT = 200; // rows that stay when the list is put into order; the rest can be asked for again
const root = document.documentElement;

/** What the server puts first when no order is asked for. */
const usual = () => (the(".layout").dataset.phase === "after" ? "answered" : "votes");

export class Rest {
  #list;
  #base;
  #added;
  #line = the("[data-rest]");
  #link = /** @type {HTMLAnchorElement} */ (the("a", this.#line));
  #asking = false;
  #missing = false;

  /** @param {HTMLElement} list @param {string} base @param {(rows: HTMLElement[]) => void} added */
  constructor(list, base, added) {
    this.#list = list;
    this.#base = base;
    this.#added = added;
    list.addEventListener("live:arrives", (arrives) => {
      if (this.#isBeyond(/** @type {CustomEvent} */ (arrives).detail)) arrives.preventDefault();
    });
    this.#link.addEventListener("click", (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      this.#more();
    });
    addEventListener("hashchange", () => this.#seek());
    this.#seek();
  }

  get #sorted() {
    return this.#list.dataset.sorted ?? "votes";
  }

  /** The place of the last row of the part that is here; none when all are. */
  get #end() {
    return this.#list.dataset.end?.split(".").map(Number);
  }

  get isPartial() {
    return Boolean(this.#end);
  }

  /** Something beyond has become more wanted than the last that is here. */
  get isMissing() {
    return this.#missing;
  }

  get total() {
    return Math.max(Number(this.#list.dataset.total ?? 0), this.#list.children.length);
  }

  /** As a query: what fetches the same part again. */
  has() {
    const [sort, n] = [this.#sorted, this.#list.children.length];
    return this.isPartial || sort !== usual() ? `&sort=${sort}&first=${n}` : "";
  }

  /** How many people want a question that is not here. @param {number} n */
  heard(n) {
    const end = this.#end;
    if (end && this.#sorted !== "newest" && n > -end[1]) this.#missing = true;
  }

  /** Of a list that has grown long only the first stay. @param {HTMLElement[]} rows in their order */
  trim(rows) {
    const [last, ...more] = rows.slice(KEPT - 1);
    const going = more.filter((row) => !row.contains(document.activeElement));
    if (!going.length) return;
    for (const row of going) row.remove();
    this.#list.dataset.end = rank(last, this.#sorted).join(".");
    this.look();
  }

  /** The first of the list anew, in its order. @returns {Promise<boolean>} whether it came */
  async again() {
    const fresh = await this.#fetched("");
    if (!fresh) return false;
    const ids = new Set([...fresh.children].map(({ id }) => id));
    for (const row of [...this.#list.children]) {
      if (!ids.has(row.id) && !row.contains(document.activeElement)) row.remove();
    }
    this.#take(fresh);
    return true;
  }

  /** The link leads on from where the list ends. */
  look() {
    const { end } = this.#list.dataset;
    this.#line.hidden = !end;
    this.#link.search = String(new URLSearchParams({ sort: this.#sorted, ...(end && { after: end }) }));
  }

  async #more() {
    if (this.#asking) return;
    this.#asking = true;
    const fresh = await this.#fetched(this.#list.dataset.end ?? "");
    this.#asking = false;
    if (!fresh) return void location.assign(this.#link.href);
    const [first] = this.#take(fresh);
    first?.querySelector("button")?.focus({ preventScroll: true });
  }

  /** A link leads to a question that is not here. */
  async #seek() {
    const id = /^#question-(\w+)$/.exec(location.hash)?.[1];
    if (!id || document.getElementById(`question-${id}`)) return;
    const { status, html } = await askedPage(`${this.#base}?question=${id}&lang=${root.lang}&again`);
    const row = status === 200 ? parsePage(html).getElementById(`question-${id}`) : null;
    if (!row || document.getElementById(row.id)) return;
    this.#list.append(document.adoptNode(row));
    this.#added([row]);
    row.scrollIntoView();
  }

  /** @param {string} after @returns {Promise<HTMLElement | null>} */
  async #fetched(after) {
    const query = new URLSearchParams({ sort: this.#sorted, after, lang: root.lang, again: "" });
    const { status, html } = await askedPage(`${this.#base}/questions?${query}`);
    return status === 200 ? parsePage(html).querySelector('[data-list="questions"]') : null;
  }

  /** @param {HTMLElement} fresh @returns {HTMLElement[]} the rows that were not here */
  #take(fresh) {
    const rows = [...fresh.children].filter(({ id }) => !document.getElementById(id));
    for (const row of rows) this.#list.append(document.adoptNode(row));
    const { end, total } = fresh.dataset;
    this.#list.dataset.total = total ?? "";
    if (end) this.#list.dataset.end = end;
    else delete this.#list.dataset.end;
    this.#missing = false;
    this.#added(rows);
    return rows;
  }

  /** @param {HTMLElement} row */
  #isBeyond(row) {
    const end = this.#end;
    return end !== undefined && compare(rank(row, this.#sorted), end) > 0;
  }
}
