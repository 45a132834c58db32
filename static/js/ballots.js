/** My answers to polls: sent in place, then folded to what I chose; what was being chosen when a poll closed is told back. */

import { listNamed } from "./apply.js";
import { keep, kept } from "./kept.js";
import { deliver } from "./outbox.js";
import { hereAre } from "./polls.js";
import { fill, write } from "./words.js";

const MINE = "ballots";

export class Ballots {
  #list = listNamed("polls");
  #over = document.querySelector("[data-polls-over]");
  #said;
  #failed;
  #mine = new Map(Object.entries(kept(MINE, {}))); // poll → what I chose
  #folded = new Set(); // polls whose form I may have opened again
  #begun = new Map(); // poll → what I have chosen and not sent, in words

  /** @param {{said: (text: string) => void, failed: (text: string | undefined) => void}} page */
  constructor({ said, failed }) {
    this.#said = said;
    this.#failed = failed;
    this.#list.addEventListener("submit", (submit) => this.#answer(submit));
    this.#list.addEventListener("input", ({ target }) => this.#begin(target.closest("[data-poll]")));
    for (const name of ["live:put", "live:waits"]) document.addEventListener(name, (told) => this.#put(told));
    document.addEventListener("live:drop", ({ detail }) => this.#drop(detail.id));
    for (const card of this.#list.children) this.#tell(card, true);
  }

  /** @param {Record<string, string[]> | undefined} ballots what I have answered, by poll */
  are(ballots) {
    if (!ballots) return;
    this.#mine = new Map(Object.entries(ballots));
    keep(MINE, ballots);
    for (const card of this.#list.children) this.#tell(card, true);
  }

  /** A card as it is now; `live:waits`: as it will be once the focus has left it. */
  #put({ type, target, detail }) {
    if (target.parentElement !== this.#list) return;
    const isOpen = Boolean((type === "live:waits" ? detail.fresh : target).querySelector("[data-answer]"));
    if (!isOpen) this.#close(target.dataset.poll);
    else if (detail.isNew) this.#over.hidden = true;
    if (type === "live:waits") return void (this.#isWritten(target) || target.focus({ preventScroll: true })); // who has answered sees at once what it has become
    this.#tell(target, isOpen);
    hereAre();
  }

  /** A card that goes: with the focus on it, and nothing begun, it need not wait. @param {string} id */
  #drop(id) {
    const card = this.#list.querySelector(`#${CSS.escape(id)}`);
    if (card?.contains(document.activeElement) && !this.#isWritten(card))
      this.#list.parentElement.focus({ preventScroll: true });
    this.#close(id.replace("poll-", ""));
  }

  /** Whether something is chosen in it that has not been sent. @param {HTMLElement} card */
  #isWritten(card) {
    const form = card.querySelector("[data-answer]");
    return Boolean(form) && String(chosen(form)) !== String(this.#mine.get(card.dataset.poll) ?? []);
  }

  /** Who was in the middle of it is told, with what they had chosen. @param {string} poll */
  #close(poll) {
    const answer = this.#begun.get(poll);
    this.#begun.delete(poll);
    this.#folded.delete(poll);
    if (!answer) return;
    write(this.#over, fill(this.#over.dataset.words, { answer }));
    this.#over.hidden = false;
    this.#said(this.#over.textContent);
  }

  #begin(card) {
    const [poll, choice] = [card.dataset.poll, chosen(card.querySelector("[data-answer]"))];
    if (this.#isWritten(card)) this.#begun.set(poll, inWords(card, choice));
    else this.#begun.delete(poll);
    note(card, "");
  }

  /** @param {HTMLElement} card @param {boolean} [fillsForm] too */
  #tell(card, fillsForm = false) {
    const poll = card.dataset.poll;
    const choice = this.#mine.get(poll) ?? [];
    const form = card.querySelector("[data-answer]");
    if (form && fillsForm && !form.contains(document.activeElement) && !this.#begun.has(poll)) fillIn(form, choice);
    const slot = card.querySelector("[data-mine-answer]");
    slot.hidden = !choice.length;
    write(slot, fill(slot.dataset.words, { answer: inWords(card, choice) }));
    card.classList.toggle("is-answered", Boolean(form) && choice.length > 0);
    this.#fold(card, choice.length > 0);
  }

  /** Once, when it is answered; whoever opens it again keeps it open. */
  #fold(card, isAnswered) {
    const [poll, part] = [card.dataset.poll, card.querySelector("details")];
    if (!part || !isAnswered) this.#folded.delete(poll);
    if (part && !isAnswered) part.open = true;
    if (!part || !isAnswered || this.#folded.has(poll)) return;
    this.#folded.add(poll);
    const hadFocus = part.contains(document.activeElement);
    part.open = false;
    if (hadFocus) part.querySelector("summary").focus();
  }

  async #answer(submit) {
    submit.preventDefault();
    const [form, card, words] = [submit.target, submit.target.closest("[data-poll]"), this.#list.dataset];
    const [poll, choice, button] = [card.dataset.poll, chosen(form), form.querySelector("button")];
    if (button.ariaDisabled === "true") return;
    if (!choice.length && !this.#mine.get(poll)?.length) return this.#hint(card, words.nothing);
    button.ariaDisabled = "true";
    const letter = {
      key: `${poll}-${Date.now()}`,
      action: form.getAttribute("action"),
      fields: choice.map((one) => ["choice", one]),
    };
    const { ok, body } = await deliver(letter, () => this.#hint(card, words.late));
    button.ariaDisabled = null;
    note(card, "");
    if (!ok) return this.#failed(body.error?.message);
    this.#mine.set(poll, body.choice);
    keep(MINE, Object.fromEntries(this.#mine));
    this.#begun.delete(poll);
    this.#folded.delete(poll);
    this.#tell(card, true);
    this.#said(body.choice.length ? fill(words.said, { answer: inWords(card, body.choice) }) : words.taken);
  }

  #hint(card, text) {
    note(card, text);
    this.#said(text);
  }
}

/** @param {HTMLFormElement} form @returns {string[]} */
const chosen = (form) =>
  new FormData(form)
    .getAll("choice")
    .map((one) => String(one).trim())
    .filter(Boolean);

/** @param {HTMLFormElement} form @param {string[]} choice */
function fillIn(form, choice) {
  const fields = [...form.querySelectorAll('[name="choice"]')];
  fields.forEach((field, place) => {
    if (field.type === "radio" || field.type === "checkbox") field.checked = choice.includes(field.value);
    else field.value = choice[place] ?? "";
  });
}

function note(card, text) {
  const slot = card.querySelector("[data-note]");
  if (!slot) return;
  write(slot, text);
  slot.hidden = !text;
}

const inWords = (card, choice) => choice.map((one) => wordsOf(card, one)).join(", ");

/** What a choice is called. Once the poll is closed its words stand in the results only. */
function wordsOf(card, choice) {
  const field = card.querySelector(`#choice-${CSS.escape(card.dataset.poll)}-${CSS.escape(choice)}`);
  return (
    field?.parentElement.textContent.trim() ??
    card.querySelector(`[data-result="${CSS.escape(choice)}"] [data-label]`)?.textContent ??
    choice
  );
}
