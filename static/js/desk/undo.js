/** Undo instead of asking twice: a bar for eight seconds, and `u`. What it will take back always stands beside it. */

import { write } from "../words.js";
import { handBack } from "./rows.js";

const SHOWN = 8000; // ms

export class Undo {
  #bar = document.querySelector("[data-undo]");
  #button = document.querySelector("[data-undo-do]");
  #why = document.querySelector("[data-undo-why]");
  #timer;
  #sent = Promise.resolve(); // what was pressed last, until it is answered
  #open = 0; // how much is not answered yet
  #run;
  #reason;

  constructor() {
    this.#button.addEventListener("click", () => this.#take());
    this.#why.addEventListener("click", () => {
      const reason = this.#reason;
      this.hide();
      reason?.();
    });
    for (const type of ["pointerenter", "focusin"]) this.#bar.addEventListener(type, () => clearTimeout(this.#timer));
    for (const type of ["pointerleave", "focusout"]) this.#bar.addEventListener(type, () => this.#count());
  }

  /** @param {string} what has been done @param {(() => void) | null} run takes it back @param {(() => void) | null} [reason] asks why */
  show(what, run, reason = null) {
    this.#run = run;
    this.#reason = reason;
    write(this.#bar.querySelector('[data-slot="what"]'), what);
    this.#button.hidden = !run;
    this.#why.hidden = !reason;
    this.#bar.hidden = false;
    this.#count();
  }

  hide() {
    clearTimeout(this.#timer);
    handBack(this.#bar);
    this.#bar.hidden = true;
    this.#run = this.#reason = null;
  }

  /** What was just pressed is what the key is about, also before it is answered: the screen may show it first. @param {Promise<unknown>} sent */
  expect(sent) {
    this.#open += 1;
    this.#sent = sent.finally(() => {
      this.#open -= 1;
    });
  }

  /** The key: takes back what the bar shows; with no bar, first shows what an undo would take back. @param {() => void} offer */
  key(offer) {
    if (this.#open) this.#sent.then(() => setTimeout(() => this.key(offer)));
    else if (!this.#bar.hidden && this.#run) this.#take();
    else offer();
  }

  #take() {
    const run = this.#run;
    this.hide();
    run?.();
  }

  #count() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), SHOWN);
  }
}
