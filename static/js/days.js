/** Days of a large programme that this page does not have: fetched when they are opened, asked for, or about to come. */

import { following } from "./agenda.js";
import { mergeList, parsePage, put } from "./apply.js";
import { all, around } from "./dom.js";
import { askedPage } from "./sending.js";

const AHEAD = 90_000; // ms before the page would not know what is next
const SPREAD = 45_000; // ms over which all pages fetch what the clock brings
const SOON = 1500; // ms over which they fetch what a change brings
const AGAIN = 5000; // ms until what did not come is asked for again
const root = document.documentElement;
const programme = /** @type {HTMLElement} */ (document.getElementById("programme"));
const lists = () => all("[data-before]", programme);
/** @param {string} cursor */
const place = (cursor) => Number(/\.(\d+)-/.exec(cursor)?.[1] ?? 0);
/** @param {HTMLElement} list */
const dayOf = (list) => (list.dataset.list ?? "").slice("day-".length);
/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export class Days {
  #clock;
  #cursor;
  #ticked = false;
  /** Days and sessions that are on their way. @type {Map<string, Promise<unknown>>} */
  #coming = new Map();

  /** @param {import("./clock.js").Clock} clock @param {() => string} cursor where the page stands in the stream */
  constructor(clock, cursor) {
    this.#clock = clock;
    this.#cursor = cursor;
    programme.addEventListener("click", (click) => this.#asked(click));
    programme.addEventListener("toggle", () => this.look(), { capture: true });
    programme.addEventListener("change", () => this.#rest());
    document.addEventListener("live:stale", ({ target }) =>
      wait(Math.random() * SOON).then(() => this.#whole(target.id)),
    );
    document.addEventListener("live:elsewhere", ({ target, detail }) => {
      if (detail.fresh.dataset.shown === "live") this.#load(target, SOON);
    });
    addEventListener("hashchange", () => this.#point());
    clock.on("tick", ({ sessions, now, advance }) => this.#follow(sessions, now, advance));
    this.#point();
    this.look();
    this.#rest();
  }

  /** A day that is open is there. */
  look() {
    for (const list of lists()) if (!list.children.length && list.closest("details[open]")) this.#load(list);
  }

  /** What of the programme is here, as a query that fetches the same. */
  has() {
    if (!lists().length) return "";
    const here = all("[data-list^='day-']", programme).filter((list) => list.children.length);
    return here.map((list) => `&day=${dayOf(list)}`).join("");
  }

  /** What is on and next must be among what is here: of all readers' days, the first that begins before what seems to be next. @param {import("./clock.js").Shown[]} sessions @param {number} now ms @param {string} advance */
  #follow(sessions, now, advance) {
    const coming = lists().filter((list) => !("over" in list.dataset));
    if (!coming.length) return;
    const next = following(sessions, now + AHEAD, advance, (track) => this.#clock.wants(track));
    const missing = coming.find((list) => !next || Number(list.dataset.before) * 1000 < next.starts);
    if (missing) this.#load(missing, this.#ticked ? SPREAD : SOON);
    this.#ticked = true;
  }

  /** @param {MouseEvent} click */
  #asked(click) {
    const link = around(click, "a");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    const { day, later, brief } = link.dataset;
    if (day === undefined && later === undefined && brief === undefined) return;
    const list = link.closest("details.day, .agenda")?.querySelector("[data-list]");
    const folded = document.getElementById(`day-${day}`);
    if (day !== undefined && !folded) return;
    click.preventDefault();
    if (folded) this.#open(folded);
    else if (brief !== undefined) this.#unfold(/** @type {HTMLElement} */ (link.closest(".session")).id);
    else if (list instanceof HTMLElement) this.#load(list);
  }

  /** @param {HTMLElement} folded */
  #open(folded) {
    folded.setAttribute("open", "");
    folded.scrollIntoView();
    folded.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** @param {string} id of the element of a session */
  async #unfold(id) {
    await this.#whole(id);
    const more = document.querySelector(`#${CSS.escape(id)} details`);
    more?.setAttribute("open", "");
    more?.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** All that is said of one session. @param {string} id of its element */
  #whole(id) {
    return this.#once(id, async () => {
      const fresh = (await this.#page(`session=${id.slice("session-".length)}`))?.getElementById(id);
      if (fresh) put({ id, list: null, html: fresh.outerHTML });
    });
  }

  /** More of a day. @param {HTMLElement} list @param {number} [spread] ms */
  #load(list, spread = 0) {
    return this.#once(list.dataset.list ?? "", async () => {
      await wait(Math.random() * spread);
      const { before, list: name } = list.dataset;
      if (!before) return;
      list.setAttribute("aria-busy", "true");
      const page = await this.#page(`day=${dayOf(list)}${list.children.length ? `&after=${before}` : ""}`);
      list.removeAttribute("aria-busy");
      const fresh = page?.querySelector(`[data-list="${name}"]`);
      if (!(fresh instanceof HTMLElement)) return wait(AGAIN);
      if (fresh.dataset.before) list.dataset.before = fresh.dataset.before;
      else delete list.dataset.before;
      delete list.dataset.over;
      const hadFocus = list.nextElementSibling?.contains(document.activeElement);
      for (const child of fresh.children) put({ id: child.id, list: name ?? null, html: child.outerHTML });
      if (hadFocus) list.closest("details")?.querySelector("summary")?.focus({ preventScroll: true });
      this.#clock.tick();
    });
  }

  /** Of chosen tracks nothing else was sent, and of starred sessions nobody knows the day. */
  #rest() {
    const isOnly = /** @type {HTMLInputElement | null} */ (programme.querySelector("[data-only-starred]"))?.checked;
    if (isOnly) for (const list of lists()) this.#load(list);
    const agenda = programme.querySelector("[data-part]");
    if (agenda && !new URLSearchParams(location.search).has("track")) this.#once("part", () => this.#all(agenda));
  }

  /** @param {Element} agenda */
  async #all(agenda) {
    const page = await this.#page(`all${this.has()}`);
    if (!page) return;
    for (const fresh of all("#agenda [data-list]", page)) if (fresh.children.length) mergeList(fresh);
    agenda.removeAttribute("data-part");
  }

  /** The address points at a session that is not here. */
  async #point() {
    const id = location.hash.slice(1);
    const [, kind, name] = /^(session|item|day)-(.+)$/.exec(id) ?? [];
    const there = document.getElementById(id);
    if (kind === "day") return there?.setAttribute("open", "");
    if (!kind || there || !lists().length) return;
    const found = (await this.#page(`session=${encodeURIComponent(name)}`))?.getElementById(id);
    const list = found?.closest("[data-list]");
    const here = list instanceof HTMLElement && programme.querySelector(`[data-list="${list.dataset.list}"]`);
    if (!(here instanceof HTMLElement)) return;
    here.closest("details")?.setAttribute("open", "");
    await this.#load(here);
    document.getElementById(id)?.scrollIntoView();
  }

  /** A page of ours that is not behind what this one has heard; null when there is none. @param {string} query */
  async #page(query) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, html } = await askedPage(`${location.pathname}?${query}&lang=${root.lang}&again`);
      const page = status === 200 ? parsePage(html) : null;
      const cursor = page?.documentElement.dataset.cursor;
      if (!page || !cursor) return null;
      if (place(cursor) >= place(this.#cursor())) return page;
      await wait(SOON * Math.random());
    }
    return null;
  }

  /** @param {string} name @param {() => Promise<unknown>} doing */
  #once(name, doing) {
    const coming = this.#coming.get(name) ?? doing().finally(() => this.#coming.delete(name));
    this.#coming.set(name, coming);
    return coming;
  }
}

/** Folded days are printed too. */
export function startPrinting() {
  /** @type {HTMLElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details.day:not([open])", programme).filter((day) => day.querySelector("li"));
    for (const day of opened) day.setAttribute("open", "");
  });
  addEventListener("afterprint", () => {
    for (const day of opened) day.removeAttribute("open");
  });
}
