/** A session and the lines of the text it was read from light each other up, by pointing and by focus. */

import { all, around } from "../dom.js";

/** Lays the text's lines out alike behind it, each an element: a textarea can light no line of its own. */
class Paper {
  #under = document.createElement("div");
  #text;
  #read; // what the sessions' line numbers are about

  /** @param {HTMLElement} paper around the text @param {HTMLTextAreaElement} text */
  constructor(paper, text) {
    this.#text = text;
    this.#read = text.value;
    this.#under.className = "organiser__under";
    this.#under.setAttribute("aria-hidden", "true");
    for (const line of text.value.split("\n")) {
      const row = document.createElement("div");
      row.textContent = line || "\u200b";
      this.#under.append(row);
    }
    paper.prepend(this.#under);
    paper.classList.add("is-lined");
    text.addEventListener("scroll", () => this.#follow(), { passive: true });
    text.addEventListener("input", () => {
      this.#under.hidden = !this.isRead;
    });
  }

  get isRead() {
    return this.#text.value === this.#read;
  }

  #follow() {
    this.#under.scrollTop = this.#text.scrollTop;
  }

  /** @param {number} first @param {number} last from 1 */
  light(first, last) {
    for (const line of [...this.#under.children].slice(first - 1, last)) line.classList.add("is-lit");
  }

  /** @param {number} number of a line, from 1 */
  show(number) {
    const line = /** @type {HTMLElement | undefined} */ (this.#under.children[number - 1]);
    if (line) this.#text.scrollTop = Math.max(0, line.offsetTop - this.#text.clientHeight / 3);
    this.#follow();
  }

  /** @param {MouseEvent} move over the text @returns {number} the line below the pointer, from 1 */
  at(move) {
    const down = move.clientY - this.#under.getBoundingClientRect().top + this.#under.scrollTop;
    const lines = /** @type {HTMLElement[]} */ ([...this.#under.children]);
    const next = lines.findIndex((line) => line.offsetTop > down);
    return next < 0 ? lines.length : next;
  }
}

/** @param {HTMLElement} row of the sheet @returns {[number, number]} its first and last line */
function linesOf(row) {
  const [first, last] = (row.dataset.lines ?? "").split(" ").map(Number);
  return [first, last];
}

/** @param {number} number of a line */
function rowAt(number) {
  return all("[data-lines]").find((row) => {
    const [first, last] = linesOf(row);
    return first <= number && number <= last;
  });
}

/** @param {Paper} paper @param {HTMLElement | null | undefined} row none: all lights out */
function light(paper, row) {
  for (const lit of all(".is-lit")) lit.classList.remove("is-lit");
  if (!row || !paper.isRead) return;
  row.classList.add("is-lit");
  paper.light(...linesOf(row));
}

export function startLines() {
  const sheet = document.querySelector("[data-correct]");
  /** @type {HTMLElement | null} */
  const holder = document.querySelector("[data-paper]");
  const text = holder?.querySelector("textarea");
  if (!sheet || !holder || !text?.value || !document.querySelector("[data-lines]")) return;
  const paper = new Paper(holder, text);
  /** @param {Event} event */
  const fromRow = (event) => {
    const row = around(event, "[data-lines]");
    light(paper, row);
    if (row && paper.isRead) paper.show(linesOf(row)[0]);
  };
  sheet.addEventListener("pointerover", fromRow);
  sheet.addEventListener("focusin", fromRow);
  sheet.addEventListener("pointerleave", () => light(paper, null));
  text.addEventListener("pointermove", (move) => light(paper, rowAt(paper.at(move))));
  text.addEventListener("pointerleave", () => light(paper, null));
  text.addEventListener("click", () => {
    const row = rowAt(text.value.slice(0, text.selectionStart).split("\n").length);
    light(paper, row);
    row?.scrollIntoView({ block: "nearest" });
  });
}
