/** My votes: pressed when the server has counted them, and not before; until then visibly on their way. */

import { all } from "./dom.js";
import { Lately } from "./lately.js";
import { newKey } from "./patience.js";
import { deliver } from "./sending.js";
import { write } from "./words.js";

/** @param {Element} button */
const questionAt = (button) => button.closest("[data-question]")?.dataset.question ?? "";

export class Votes {
  #list;
  #failed;
  /** What I have voted for. @type {Set<string>} */
  #upvoted = new Set();
  /** Votes that are under way, and what each wants. @type {Map<string, boolean>} */
  #wanted = new Map();
  /** @type {Lately<boolean>} */
  #lately = new Lately();

  /** @param {HTMLElement} list @param {(text: string | undefined) => void} failed */
  constructor(list, failed) {
    this.#list = list;
    this.#failed = failed;
    list.addEventListener("submit", (submit) => this.#vote(submit));
  }

  /** @param {string[]} ids what I have voted for */
  are(ids) {
    this.#upvoted = new Set(ids);
    for (const [id, on] of this.#lately.said()) this.#set(id, on);
    this.press();
  }

  /** @param {string} id of a question */
  has(id) {
    return this.#upvoted.has(id);
  }

  /** Show which buttons are pressed, and which are on their way. @param {ParentNode} [where] */
  press(where = this.#list) {
    for (const button of all(".vote__button", where)) {
      const id = questionAt(button);
      button.setAttribute("aria-pressed", String(this.#upvoted.has(id)));
      if (this.#wanted.has(id)) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }

  /** @param {string} id @param {boolean} on */
  #set(id, on) {
    if (on) this.#upvoted.add(id);
    else this.#upvoted.delete(id);
  }

  /** @param {HTMLElement | null} row @param {number} n */
  count(row, n) {
    if (!row) return;
    row.dataset.votes = String(n);
    write(row.querySelector("[data-count]"), String(n));
  }

  /** @param {SubmitEvent} submit */
  #vote(submit) {
    submit.preventDefault();
    if (submit.submitter?.getAttribute("aria-disabled") === "true") return;
    const id = questionAt(submit.target);
    const isUnderWay = this.#wanted.has(id);
    this.#wanted.set(id, !(this.#wanted.get(id) ?? this.#upvoted.has(id)));
    this.press();
    if (!isUnderWay) this.#send(id, submit.target.getAttribute("action") ?? "");
  }

  /**
   * One after the other, until the server has what was wanted last.
   * @param {string} id
   * @param {string} action
   * @returns {Promise<void>}
   */
  async #send(id, action) {
    const on = this.#wanted.get(id) ?? false;
    const late = () => this.#failed(this.#list.dataset.late);
    const { ok, body } = await deliver({ key: newKey(), action, fields: { on: String(on) } }, late);
    if (ok) {
      this.#set(id, body.on);
      this.#lately.say(id, body.on);
      this.count(document.getElementById(`question-${id}`), body.votes);
    }
    if (ok && this.#wanted.get(id) !== on) return this.#send(id, action);
    this.#wanted.delete(id);
    this.press();
    document.dispatchEvent(new Event("live:voted"));
    this.#failed(ok ? "" : body.error?.message);
  }
}
