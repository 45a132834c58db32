/** While one types: open questions that ask much the same, to vote for instead. Never in the way of asking. */

import { write } from "./words.js";

const PAUSE = 600; // ms without a key before one looks
const SHORTEST = 8; // characters, as live/rules/questions/similar.py has it

export class Similar {
  #place;
  #list;
  #text;
  #say;
  #timer = 0;
  #turn = 0; // only the last answer counts
  #shown = ""; // the ids that are shown

  /** @param {HTMLFormElement} form @param {(text: string) => void} say */
  constructor(form, say) {
    this.#place = form.querySelector("[data-similar]");
    this.#list = this.#place.querySelector("ul");
    this.#text = form.elements.text;
    this.#say = say;
    this.#text.addEventListener("input", () => this.#wait());
    form.addEventListener("submit", () => this.#show([]));
    this.#place.addEventListener("click", ({ target }) => target.closest("button") && this.#vote(target.closest("li")));
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (this.#text.value.trim().length < SHORTEST) return this.#show([]);
    this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  async #look() {
    const turn = this.#turn;
    const query = new URLSearchParams({ text: this.#text.value });
    const answer = await fetch(`${this.#place.dataset.similar}?${query}`, {
      headers: { accept: "application/json" },
    }).catch(() => null);
    const found = answer?.ok ? (await answer.json()).similar : [];
    if (turn === this.#turn) this.#show(found);
  }

  /** @param {{id: string, text: string, votes: number}[]} found */
  #show(found) {
    const ids = found.map(({ id }) => id).join();
    if (ids === this.#shown || this.#list.contains(document.activeElement)) return;
    if (found.length && !this.#shown) this.#say(this.#place.querySelector("p").textContent);
    this.#shown = ids;
    this.#place.hidden = !found.length;
    this.#list.replaceChildren(...found.map((question) => this.#row(question)));
  }

  #row({ id, text, votes }) {
    const row = this.#place.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.question = id;
    row.querySelector("[data-text]").textContent = text;
    row.querySelector("[data-votes]").textContent = String(votes);
    this.#press(row);
    return row;
  }

  /** The list's own button does it; here is only another handle on it. */
  #vote(row) {
    const button = document.getElementById(`vote-${row.dataset.question}`);
    if (!button || button.ariaPressed === "true") return;
    button.click();
    write(row.querySelector("[data-votes]"), button.querySelector("[data-count]").textContent);
    this.#press(row);
    this.#say(this.#place.dataset.voted);
  }

  #press(row) {
    const voted = document.getElementById(`vote-${row.dataset.question}`)?.ariaPressed === "true";
    row.querySelector("button").ariaPressed = String(voted);
  }
}
