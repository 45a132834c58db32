/** Undo instead of asking twice. Everything this moderator does is kept with its way back, and `u` walks back step by step. */

import { the } from "../dom.js";
import { fill, write } from "../words.js";
import { handBack } from "./rows.js";

const KEPT = 100; // steps
const SHOWN = 8000; // ms where the line has no place of its own
const words = the("[data-desk-words]").dataset;
const hasPlace = matchMedia("(min-width: 60rem)");

export class Undo {
  #bar = the("[data-undo]");
  #button = the("[data-undo-do]");
  #why = the("[data-undo-why]");
  /** @type {Step[]} */
  #steps = [];
  /** What is offered that this moderator has not done. @type {(() => void) | null} */
  #offered = null;
  /** @type {number | undefined} */
  #timer;
  /** What was pressed last, until it is answered. @type {Promise<unknown>} */
  #sent = Promise.resolve();
  #open = 0; // how much is not answered yet
  /** Asks why the last was done. @type {(() => void) | null} */
  #reason = null;

  constructor() {
    this.#button.addEventListener("click", () => this.#take());
    this.#why.addEventListener("click", () => this.#reason?.());
  }

  /**
   * @param {string | undefined} what has been done
   * @param {Undoing | null} back how to take it back
   * @param {(() => void) | null} [reason] asks why
   */
  show(what, back, reason = null) {
    this.#offered = null;
    if (back) this.#steps = [...this.#steps.slice(-KEPT), { what, ...back }];
    this.#tell(what, Boolean(back), reason);
  }

  /** What an undo would take back that this moderator has not done. @param {string} what @param {() => void} run */
  offer(what, run) {
    this.#offered = run;
    this.#tell(what, true);
  }

  hide() {
    clearTimeout(this.#timer);
    handBack(this.#bar);
    this.#bar.hidden = true;
    this.#offered = this.#reason = null;
  }

  /** What was just pressed is what the key is about, also before it is answered: the screen may show it first. @param {Promise<unknown>} sent */
  expect(sent) {
    this.#open += 1;
    this.#sent = sent.finally(() => (this.#open -= 1));
  }

  /** The key. @param {() => void} offer shows what could be taken back when nothing of one's own is left */
  key(offer) {
    if (this.#open) this.#sent.then(() => setTimeout(() => this.key(offer)));
    else if (this.#offered || this.#steps.length) this.#take();
    else offer();
  }

  async #take() {
    const offered = this.#offered;
    this.#offered = null;
    if (offered) return offered();
    const step = this.#steps.pop();
    if (!step) return;
    const taken = step.run(step.parts);
    this.expect(taken);
    const parts = await taken;
    if (!parts) return; // refused, and said so
    for (const part of parts) this.#follow(step, part);
    this.#tell(fill(words.undid, { what: step.what }), this.#steps.length > 0);
  }

  /**
   * The step before was about what the thing then was: taking this one back has given that another number.
   * @param {Step} step
   * @param {{about: string, now: number}} undone
   */
  #follow(step, { about, now }) {
    const undone = step.parts.find((part) => part.about === about);
    const before = this.#steps
      .flatMap(({ parts }) => parts)
      .filter((part) => part.about === about)
      .pop();
    if (before && undone && before.now === undone.was) before.now = now;
  }

  /** @param {string | undefined} what @param {boolean} hasBack @param {(() => void) | null} [reason] */
  #tell(what, hasBack, reason = null) {
    this.#reason = reason;
    write(the('[data-slot="what"]', this.#bar), what);
    if (!hasBack && this.#button.contains(document.activeElement)) handBack(this.#bar);
    this.#button.hidden = !hasBack;
    this.#why.hidden = !reason;
    this.#bar.hidden = false;
    clearTimeout(this.#timer);
    if (!hasPlace.matches) this.#timer = setTimeout(() => this.hide(), SHOWN);
  }
}
