/**
 * My answers to polls: sent in place, then folded to what I chose; what was being chosen when a poll closed is told back.
 */

import { theList } from "./apply.js";
import { all, around, the } from "./dom.js";
import { Lately } from "./lately.js";
import { hereAre } from "./polls.js";
import { deliver } from "./sending.js";
import { device } from "./storage.js";
import { fill, write } from "./words.js";

const MINE = "ballots";

export class Ballots {
  #list = theList("polls");
  #over = the("[data-polls-over]");
  #said;
  #failed;
  /** Poll → what I chose. @type {Map<string, string[]>} */
  #mine = new Map(Object.entries(device.read(MINE, {})));
  /** Polls whose form I may have opened again. @type {Set<string>} */
  #folded = new Set();
  /** Poll → what I have chosen and not sent, in words. @type {Map<string, string>} */
  #begun = new Map();
  /** Polls whose answer is under way. @type {Set<string>} */
  #busy = new Set();
  /** @type {Lately<string[]>} */
  #lately = new Lately();

  /** @param {{said: (text: string) => void, failed: (text: string | undefined) => void}} page */
  constructor({ said, failed }) {
    this.#said = said;
    this.#failed = failed;
    document.addEventListener("submit", (submit) => submit.target.matches("[data-answer]") && this.#answer(submit));
    document.addEventListener("input", (input) => this.#begin(around(input, "li[data-poll]")));
    document.addEventListener("live:put", ({ target, detail }) => this.#put(target, target, detail.isNew));
    document.addEventListener("live:waits", ({ target, detail }) => this.#wait(target, detail.fresh));
    document.addEventListener("live:drop", ({ detail }) => this.#drop(detail.id));
    for (const card of all("li[data-poll]")) this.#tell(card, true);
  }

  /** @param {Record<string, string[]> | undefined} ballots what I have answered, by poll */
  are(ballots) {
    if (!ballots) return;
    this.#mine = new Map([...Object.entries(ballots), ...this.#lately.said()]);
    if (this.#mine.size) device.keep(MINE, Object.fromEntries(this.#mine));
    else device.forget(MINE);
    for (const card of all("li[data-poll]")) this.#tell(card, true);
  }

  /** A card as it is now. @param {HTMLElement} card @param {HTMLElement} fresh @param {boolean} isNew */
  #put(card, fresh, isNew) {
    if (!card.matches("li[data-poll]")) return;
    const isOpen = this.#look(card, fresh, isNew);
    this.#tell(card, isOpen);
    hereAre();
  }

  /** A card as it will be once the focus has left it: who has answered sees at once what it has become.
   * @param {HTMLElement} card @param {HTMLElement} fresh */
  #wait(card, fresh) {
    if (!card.matches("li[data-poll]")) return;
    this.#look(card, fresh, false);
    if (!this.#isWritten(card)) card.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} card @param {HTMLElement} fresh @param {boolean} isNew @returns {boolean} whether it is open */
  #look(card, fresh, isNew) {
    const isOpen = Boolean(fresh.querySelector("[data-answer]"));
    if (!isOpen) this.#close(pollOf(card));
    else if (isNew) this.#over.hidden = true;
    return isOpen;
  }

  /** A card that goes: with the focus on it, and nothing begun, it need not wait. @param {string} id */
  #drop(id) {
    const card = document.getElementById(id);
    if (card?.matches("li[data-poll]") && card.contains(document.activeElement) && !this.#isWritten(card))
      this.#list.parentElement?.focus({ preventScroll: true });
    this.#close(id.replace("poll-", ""));
  }

  /** Whether something is chosen in it that has not been sent. @param {HTMLElement} card */
  #isWritten(card) {
    const form = formOf(card);
    return Boolean(form) && String(chosen(form)) !== String(this.#mine.get(pollOf(card)) ?? []);
  }

  /** Who was in the middle of it is told, with what they had chosen. @param {string} poll */
  #close(poll) {
    const answer = this.#begun.get(poll);
    this.#begun.delete(poll);
    this.#folded.delete(poll);
    if (!answer) return;
    write(this.#over, fill(this.#over.dataset.words, { answer }));
    this.#over.hidden = false;
    this.#said(this.#over.textContent ?? "");
  }

  /** @param {HTMLElement | null} card */
  #begin(card) {
    if (!card) return;
    const choice = chosen(formOf(card));
    if (this.#isWritten(card)) this.#begun.set(pollOf(card), inWords(card, choice));
    else this.#begun.delete(pollOf(card));
    note(card, "");
  }

  /** @param {HTMLElement} card @param {boolean} [fillsForm] too */
  #tell(card, fillsForm = false) {
    const poll = pollOf(card);
    const choice = this.#mine.get(poll) ?? [];
    const form = formOf(card);
    if (form && fillsForm && !form.contains(document.activeElement) && !this.#begun.has(poll)) fillIn(form, choice);
    const slot = the("[data-mine-answer]", card);
    slot.hidden = !choice.length;
    write(slot, fill(slot.dataset.words, { answer: inWords(card, choice) }));
    card.classList.toggle("is-answered", Boolean(form) && choice.length > 0);
    this.#fold(card, choice.length > 0);
    document.dispatchEvent(new CustomEvent("live:answered"));
  }

  /** Once, when it is answered; whoever opens it again keeps it open. @param {HTMLElement} card @param {boolean} isAnswered */
  #fold(card, isAnswered) {
    const poll = pollOf(card);
    /** @type {HTMLDetailsElement} */
    const part = the("details", card);
    if (!isAnswered) this.#folded.delete(poll);
    if (!isAnswered || this.#folded.has(poll)) return;
    this.#folded.add(poll);
    const hadFocus = part.contains(document.activeElement);
    part.open = false;
    if (hadFocus) the("summary", part).focus();
  }

  /** @param {SubmitEvent} submit */
  async #answer(submit) {
    submit.preventDefault();
    const form = submit.target;
    const card = /** @type {HTMLElement} */ (form.closest("li[data-poll]"));
    const poll = pollOf(card);
    const choice = chosen(form);
    if (this.#busy.has(poll)) return;
    if (!choice.length && !this.#mine.get(poll)?.length) return this.#hint(card, this.#list.dataset.nothing);
    this.#turn(form, poll, true);
    const { ok, body } = await deliver(
      {
        key: `${poll}-${Date.now()}`,
        action: form.getAttribute("action") ?? "",
        fields: choice.map((one) => ["choice", one]),
      },
      () => this.#hint(card, this.#list.dataset.late),
    );
    this.#turn(form, poll, false);
    note(card, "");
    if (ok) this.#answered(card, body.choice, choice);
    else this.#failed(body.error?.message);
  }

  /** What was sent counts; what has been chosen since then has still to be sent.
   * @param {HTMLElement} card @param {string[]} choice as the server has it @param {string[]} sent */
  #answered(card, choice, sent) {
    const poll = pollOf(card);
    const form = formOf(card);
    this.#mine.set(poll, choice);
    this.#lately.say(poll, choice);
    device.keep(MINE, Object.fromEntries(this.#mine));
    const words = this.#list.dataset;
    this.#said((choice.length ? fill(words.said, { answer: inWords(card, choice) }) : words.taken) ?? "");
    if (form && String(chosen(form)) !== String(sent)) return this.#begin(card);
    this.#begun.delete(poll);
    this.#folded.delete(poll);
    if (form) fillIn(form, choice);
    this.#tell(card, true);
  }

  /** @param {HTMLElement} form @param {string} poll @param {boolean} on whether its answer is under way */
  #turn(form, poll, on) {
    if (on) this.#busy.add(poll);
    else this.#busy.delete(poll);
    the("button", form).toggleAttribute("data-busy", on);
    if (on) the("button", form).setAttribute("aria-disabled", "true");
    else the("button", form).removeAttribute("aria-disabled");
  }

  /** @param {HTMLElement} card @param {string | undefined} text */
  #hint(card, text = "") {
    note(card, text);
    this.#said(text);
  }
}

/** @param {HTMLElement} card */
const pollOf = (card) => card.dataset.poll ?? "";

/** @param {HTMLElement} card @returns {HTMLFormElement | null} */
const formOf = (card) => card.querySelector("[data-answer]");

/** @param {HTMLFormElement | null} form @returns {string[]} */
const chosen = (form) =>
  form
    ? new FormData(form)
        .getAll("choice")
        .map((one) => String(one).trim())
        .filter(Boolean)
    : [];

/** @param {HTMLFormElement} form @param {string[]} choice */
function fillIn(form, choice) {
  /** @type {HTMLInputElement[]} */
  const fields = all('[name="choice"]', form);
  fields.forEach((field, place) => {
    if (field.type === "radio" || field.type === "checkbox") field.checked = choice.includes(field.value);
    else field.value = choice[place] ?? "";
  });
}

/** @param {HTMLElement} card @param {string} text */
function note(card, text) {
  const slot = card.querySelector("[data-note]");
  if (!slot) return;
  write(slot, text);
  slot.hidden = !text;
}

/** @param {HTMLElement} card @param {string[]} choice */
const inWords = (card, choice) => choice.map((one) => wordsOf(card, one)).join(", ");

/**
 * What a choice is called. Once the poll is closed its words stand in the results only.
 * @param {HTMLElement} card
 * @param {string} choice
 */
function wordsOf(card, choice) {
  const field = card.querySelector(`#choice-${CSS.escape(pollOf(card))}-${CSS.escape(choice)}`);
  return (
    field?.parentElement?.textContent?.trim() ??
    card.querySelector(`[data-result="${CSS.escape(choice)}"] [data-label]`)?.textContent ??
    choice
  );
}
