/**
 * A question on its way: visibly busy at once, moved to my questions when it takes long, and never lost. What does not
 * arrive is sent again with the same key, also after a reload.
 */

import { theList } from "./apply.js";
import { all, printed, the } from "./dom.js";
import { Outbox } from "./outbox.js";
import { newKey } from "./patience.js";
import { deliver } from "./sending.js";
import { write } from "./words.js";

/** @typedef {import("./sending.js").Letter & {fields: import("./composer.js").Fields}} Question */

export class Asking {
  #form;
  #composer;
  #said;
  #sent;
  #outbox = new Outbox();
  /** What did not get through and still stands in the composer. @type {Question | null} */
  #stopped = null;

  /**
   * @param {HTMLFormElement} form
   * @param {import("./composer.js").Composer} composer
   * @param {{said: (text: string | undefined) => void, sent: () => void}} page
   */
  constructor(form, composer, { said, sent }) {
    this.#form = form;
    this.#composer = composer;
    this.#said = said;
    this.#sent = sent;
  }

  /** Sends what an earlier page of this tab could not. */
  goOn() {
    for (const letter of this.#outbox.letters) this.#sendFromRow(/** @type {Question} */ (letter), this.#row(letter));
  }

  /** @param {import("./composer.js").Fields} fields */
  async ask(fields) {
    if (this.#form.getAttribute("aria-busy") === "true") return;
    const letter = this.#letter(fields);
    this.#busy(true);
    this.#outbox.keep(letter);
    /** @type {HTMLElement | undefined} */
    let row;
    const { ok, stopped, body } = await deliver(letter, () => {
      row = this.#row(letter);
      this.#free(letter);
      this.#said(this.#form.dataset.kept);
    });
    if (row) return this.#ended(letter, row, ok, stopped, body.error);
    this.#outbox.forget(letter);
    this.#stopped = stopped ? letter : null;
    this.#busy(false);
    if (ok) this.#done(letter);
    else this.#composer.fail(body.error?.message ?? "", body.error?.field);
  }

  /** The same question that was stopped on its way goes with the same key. @param {import("./composer.js").Fields} fields @returns {Question} */
  #letter(fields) {
    const before = this.#stopped;
    if (before && JSON.stringify(before.fields) === JSON.stringify(fields)) return before;
    return { key: newKey(), action: this.#form.getAttribute("action") ?? "", fields };
  }

  /** @param {Question} letter @param {HTMLElement} row */
  async #sendFromRow(letter, row) {
    this.#tell(row, this.#form.dataset.waits);
    const { ok, stopped, body } = await deliver(letter);
    this.#ended(letter, row, ok, stopped, body.error);
  }

  /**
   * Sent, or back in the composer with the reason; where that is taken by other words, both stay in sight.
   * @param {Question} letter
   * @param {HTMLElement} row
   * @param {boolean} ok
   * @param {boolean} stopped
   * @param {Refusal | undefined} error
   */
  #ended(letter, row, ok, stopped, error) {
    if (!ok && (stopped || !this.#composer.take(letter.fields))) return this.#stuck(letter, row, error?.message);
    this.#outbox.forget(letter);
    row.remove();
    if (ok) this.#done(letter);
    else this.#composer.fail(error?.message ?? "", error?.field);
  }

  /** @param {Question} letter @param {HTMLElement} row @param {string | undefined} why */
  #stuck(letter, row, why) {
    this.#tell(row, why);
    this.#said(why);
    const again = the("[data-resend]", row);
    again.hidden = false;
    again.onclick = () => {
      again.hidden = true;
      this.#sendFromRow(letter, row);
    };
  }

  /** @param {Question} letter */
  #done(letter) {
    this.#composer.clear(letter.fields);
    this.#said(this.#form.dataset.sent);
    this.#sent();
  }

  /** The words stand among my questions now, and the composer is free for others. @param {Question} letter */
  #free(letter) {
    this.#busy(false);
    this.#composer.clear(letter.fields);
  }

  /** @param {boolean} on */
  #busy(on) {
    if (on) this.#form.setAttribute("aria-busy", "true");
    else this.#form.removeAttribute("aria-busy");
  }

  /** @param {import("./sending.js").Letter} letter */
  #row({ fields }) {
    const row = printed("template[data-unsent]");
    write(the("[data-text]", row), /** @type {Record<string, string>} */ (fields).text);
    theList("mine").prepend(row);
    the("[data-mine]").hidden = false;

    return row;
  }

  /** @param {HTMLElement} row @param {string | undefined} text */
  #tell(row, text) {
    write(the(".fate", row), text);
  }
}
