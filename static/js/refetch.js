/**
 * Fetching the page again when the stream cannot go on from where this one stands: it is merged in, and the stream
 * continues from its cursor.
 */

import { parsePage } from "./apply.js";
import { askedPage } from "./sending.js";

export const SPREAD = 1500; // ms over which pages are fetched when everybody has to
const NEW_BUILD = 4202;
const MOST_BROKEN = 3; // pages or frames in a row that cannot be shown before the page says that it does not follow
const root = document.documentElement;
const address = location.pathname; // the desk's own changes while a question is open

/** @param {Document} page */
const factsIn = (page) => page.querySelector("[data-facts]")?.getAttribute("data-facts");

/**
 * @typedef {{
 *   stream: import("./socket.js").Stream,
 *   status: import("./status.js").Status,
 *   merge: (page: Document) => void,
 *   shown: () => void,
 *   denied?: () => void,
 *   has?: () => string,
 * }} Page `shown`: after a page was merged; `has`: which part of it this page has, as a query; `denied`: the reader may not have it any more
 */

export class Refetching {
  #page;
  #fetching = false;
  #broken = 0;
  #facts = factsIn(document);

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    document.addEventListener("live:put", () => this.#check());
  }

  /** What all is printed by has changed (the time zone, words to mark): no piece tells that of everything that is here. */
  #check() {
    const facts = factsIn(document);
    if (facts === this.#facts) return;
    this.#facts = facts;
    this.again(Math.random() * SPREAD);
  }

  /** One fetch at a time, tried again until there is an answer of ours. @param {number} [wait] ms */
  async again(wait = 0) {
    if (this.#fetching) return;
    this.#fetching = true;
    await new Promise((done) => setTimeout(done, wait));
    const { status, html } = await askedPage(`${address}?lang=${root.lang}&again${this.#page.has?.() ?? ""}`, {
      cache: "no-store",
    });
    this.#fetching = false;
    if (status === 401 && this.#page.denied) return this.#page.denied();
    const page = status === 200 ? parsePage(html) : null;
    const cursor = page?.documentElement.dataset.cursor;
    if (!page || !cursor) return void this.again(SPREAD * (1 + Math.random() * 4));
    this.guard(() => this.#show(page, cursor));
  }

  /** What cannot be shown must not be lost in silence: the page is fetched whole, and when that does not help either, it says so. @param {() => void} show */
  guard(show) {
    try {
      show();
    } catch (error) {
      console.error(error);
      this.#broken += 1;
      if (this.#broken > MOST_BROKEN) this.#page.status.alone();
      else this.again(SPREAD * (1 + Math.random()));
    }
  }

  /** @param {Document} page @param {string} cursor */
  #show(page, cursor) {
    this.#facts = factsIn(page);
    this.#page.merge(page);
    this.#broken = 0;
    if (page.documentElement.dataset.build !== root.dataset.build) this.#page.status.ended(NEW_BUILD);
    this.#page.shown();
    this.#page.stream.resume(cursor);
  }
}
