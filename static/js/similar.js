/** While one types: open questions that ask much the same, to vote for instead. Never in the way of asking. */

import { printed, the } from "./dom.js";
import { asked } from "./sending.js";
import { SHORTEST_COMPARED } from "./shared.js";
import { write } from "./words.js";

const PAUSE = 600; // ms without a key before one looks

/** @typedef {{id: string, text: string, votes: number}} Likeness */

export class Similar {
  #place;
  #list;
  #text;
  #say;
  #timer = 0;
  #turn = 0; // only the last answer counts
  #shown = ""; // the ids that are shown

  /** @param {HTMLFormElement} form @param {(text: string | undefined) => void} say */
  constructor(form, say) {
    this.#place = the("[data-similar]", form);
    this.#list = the("ul", this.#place);
    this.#text = /** @type {HTMLTextAreaElement} */ (form.elements.text);
    this.#say = say;
    this.#text.addEventListener("input", () => this.#wait());
    form.addEventListener("submit", () => this.#show([]));
    this.#place.addEventListener("click", ({ target }) => {
      const row = target.closest("button")?.closest("li");
      if (row) this.#vote(row);
    });
    document.addEventListener("live:voted", () => this.#press());
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (this.#text.value.trim().length < SHORTEST_COMPARED) return this.#show([]);
    this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  async #look() {
    const turn = this.#turn;
    const query = new URLSearchParams({ text: this.#text.value });
    const found = await asked(`${this.#place.dataset.similar}?${query}`);
    if (turn === this.#turn) this.#show(found?.similar ?? []);
  }

  /** @param {Likeness[]} found */
  #show(found) {
    const ids = found.map(({ id }) => id).join();
    if (ids === this.#shown || this.#list.contains(document.activeElement)) return;
    if (found.length && !this.#shown) this.#say(the("p", this.#place).textContent ?? "");
    this.#shown = ids;
    this.#place.hidden = !found.length;
    this.#list.replaceChildren(...found.map((question) => this.#row(question)));
    this.#press();
  }

  /** @param {Likeness} likeness */
  #row({ id, text, votes }) {
    const row = printed("template", this.#place);
    row.dataset.question = id;
    the("[data-text]", row).textContent = text;
    the("[data-votes]", row).textContent = String(votes);
    return row;
  }

  /** The list's own button does it; here is only another handle on it. @param {HTMLElement} row */
  #vote(row) {
    const button = buttonOf(row);
    if (button?.getAttribute("aria-pressed") === "false") button.click();
  }

  /** As the list's own buttons are pressed. What was voted for from here is said. */
  #press() {
    for (const row of this.#list.children) {
      const button = the("button", row);
      const isPressed = buttonOf(row)?.getAttribute("aria-pressed") === "true";
      const isNews = isPressed && button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(isPressed));
      if (!isNews) continue;
      write(the("[data-votes]", row), buttonOf(row)?.querySelector("[data-count]")?.textContent);
      this.#say(this.#place.dataset.voted);
    }
  }
}

/** @param {HTMLElement} row */
const buttonOf = (row) => document.getElementById(`vote-${row.dataset.question}`);
