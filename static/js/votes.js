/** My votes: pressed at once, counted by the server, taken back when it says no. */

import { deliver } from "./outbox.js";
import { write } from "./words.js";

export class Votes {
  #list;
  #failed;
  #upvoted = new Set();
  #turns = new Map(); // question → how many times it was pressed; only the last answer counts

  /** @param {Element} list @param {(text: string | undefined) => void} failed */
  constructor(list, failed) {
    this.#list = list;
    this.#failed = failed;
    list.addEventListener("submit", (submit) => this.#vote(submit));
  }

  /** @param {string[]} ids what I have voted for */
  are(ids) {
    this.#upvoted = new Set(ids);
    this.press();
  }

  /** Show which buttons are pressed. @param {Element} [where] */
  press(where = this.#list) {
    for (const button of where.querySelectorAll(".vote__button")) {
      button.ariaPressed = String(this.#upvoted.has(button.closest("[data-question]").dataset.question));
    }
  }

  /** @param {HTMLElement | null} row @param {number} n */
  count(row, n) {
    if (!row) return;
    row.dataset.votes = String(n);
    write(row.querySelector("[data-count]"), String(n));
  }

  async #vote(submit) {
    submit.preventDefault();
    if (submit.submitter?.ariaDisabled === "true") return;
    const row = submit.target.closest("[data-question]");
    const id = row.dataset.question;
    const on = !this.#upvoted.has(id);
    const turn = (this.#turns.get(id) ?? 0) + 1;
    this.#turns.set(id, turn);
    this.#set(row, id, on);
    const { ok, body } = await deliver({
      key: `${id}-${on}-${Date.now()}`,
      action: submit.target.getAttribute("action"),
      fields: { on: String(on) },
    });
    if (this.#turns.get(id) !== turn) return;
    if (ok) return this.count(row, body.votes);
    this.#set(row, id, !on);
    this.#failed(body.error?.message);
  }

  #set(row, id, on) {
    if (on) this.#upvoted.add(id);
    else this.#upvoted.delete(id);
    this.count(row, Math.max(0, Number(row.dataset.votes) + (on ? 1 : -1)));
    this.press(row);
  }
}
