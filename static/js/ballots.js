/** My answers to polls: kept in the form, sent in place, and told back beside the question until it is closed. */

import { listNamed } from "./apply.js";
import { deliver } from "./outbox.js";
import { fill, write } from "./words.js";

export class Ballots {
  #list = listNamed("polls");
  #said; #failed;
  #mine = new Map(); // poll → what I chose

  /** @param {{said: (text: string) => void, failed: (text: string | undefined) => void}} page */
  constructor({ said, failed }) {
    this.#said = said;
    this.#failed = failed;
    this.#list.addEventListener("submit", (submit) => this.#answer(submit));
    document.addEventListener("live:put", ({ target }) => target.parentElement === this.#list && this.#tell(target));
  }

  /** @param {Record<string, string[]> | undefined} ballots what I have answered, by poll */
  are(ballots) {
    if (!ballots) return;
    this.#mine = new Map(Object.entries(ballots));
    for (const card of this.#list.children) this.#tell(card, true);
  }

  /** @param {HTMLElement} card @param {boolean} [fillsForm] too */
  #tell(card, fillsForm = false) {
    const choice = this.#mine.get(card.dataset.poll);
    const form = card.querySelector("[data-answer]");
    if (form && choice && fillsForm && !form.contains(document.activeElement)) put(form, choice);
    const slot = card.querySelector("[data-mine-answer]");
    slot.hidden = !choice?.length;
    const answer = (choice ?? []).map((one) => wordsOf(card, one)).join(", ");
    write(slot, fill(form ? slot.dataset.open : slot.dataset.closed, { answer }));
    const button = form?.querySelector("button");
    if (button) write(button, choice?.length ? button.dataset.change : button.dataset.first);
  }

  async #answer(submit) {
    submit.preventDefault();
    const card = submit.target.closest("[data-poll]");
    const choice = new FormData(submit.target).getAll("choice").map(String).filter(Boolean);
    const button = submit.target.querySelector("button");
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const fields = choice.map((one) => ["choice", one]);
    const { ok, body } = await deliver({ key: `${card.dataset.poll}-${Date.now()}`, action: submit.target.getAttribute("action"), fields });
    button.ariaDisabled = null;
    if (!ok) return this.#failed(body.error?.message);
    this.#mine.set(body.id, body.choice);
    this.#tell(card);
    this.#said(card.querySelector("[data-mine-answer]").textContent);
  }
}

/** @param {HTMLFormElement} form @param {string[]} choice */
function put(form, choice) {
  const fields = [...form.querySelectorAll('[name="choice"]')];
  fields.forEach((field, place) => {
    if (field.type === "radio" || field.type === "checkbox") field.checked = choice.includes(field.value);
    else field.value = choice[place] ?? "";
  });
}

/** What a choice is called. Once the poll is closed its words stand in the results only. */
function wordsOf(card, choice) {
  const field = card.querySelector(`#choice-${CSS.escape(card.dataset.poll)}-${CSS.escape(choice)}`);
  return field?.parentElement.textContent.trim() ?? card.querySelector(`[data-result="${CSS.escape(choice)}"] [data-label]`)?.textContent ?? choice;
}
