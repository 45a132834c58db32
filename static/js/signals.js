/**
 * One tap for what one cannot say aloud. Mine are kept in this tab and go out by themselves when they end; the counts
 * come with the pulse.
 */

import { all, the } from "./dom.js";
import { tryOnce } from "./sending.js";
import { tab } from "./storage.js";
import { write } from "./words.js";

const NAME = "signals";
/** @type {HTMLDetailsElement} */
const panel = the("[data-signals]");
const buttons = () => all("[data-signal]", panel);
/** @returns {Map<string, number>} */
const stored = () => new Map(Object.entries(tab.read(NAME, {})));

/** It lies over the page, and is put away when the hand or the focus goes elsewhere. @param {MouseEvent | FocusEvent} event */
function leave({ target }) {
  if (!panel.contains(target)) panel.open = false;
}

/** @param {KeyboardEvent} key */
function close({ key }) {
  if (key !== "Escape" || !panel.open) return;
  panel.open = false;
  the("summary", panel).focus();
}

export class Signals {
  #until = stored(); // kind → when mine ends, ms on this device's clock
  /** @type {number | undefined} */
  #timer;
  #failed;

  /** @param {(text: string | undefined) => void} failed */
  constructor(failed) {
    this.#failed = failed;
    panel.addEventListener("submit", (submit) => this.#give(submit));
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    panel.addEventListener("keydown", close);
    this.#show();
  }

  /** @param {Record<string, number> | undefined} counts those that everyone may see */
  counts(counts = {}) {
    for (const button of buttons()) {
      const slot = the("[data-count]", button);
      const n = counts[button.dataset.signal ?? ""];
      slot.hidden = !n;
      write(slot, String(n ?? ""));
    }
  }

  /** Once only: what is said late is not true any more. @param {SubmitEvent} submit */
  async #give(submit) {
    submit.preventDefault();
    const button = submit.submitter;
    if (!button || button.getAttribute("aria-busy") === "true") return;
    const { signal = "", seconds } = button.dataset;
    const on = !this.#isOn(signal);
    button.setAttribute("aria-busy", "true");
    const { ok, body } = await tryOnce(button.getAttribute("formaction") ?? "", { on: String(on) });
    button.removeAttribute("aria-busy");
    if (ok) this.#set(signal, on ? Date.now() + Number(seconds) * 1000 : 0);
    else this.#failed(body.error?.message);
  }

  /** @param {string} kind */
  #isOn(kind) {
    return (this.#until.get(kind) ?? 0) > Date.now();
  }

  /** @param {string} kind @param {number} until */
  #set(kind, until) {
    this.#until.set(kind, until);
    tab.keep(NAME, Object.fromEntries(this.#until));
    this.#show();
  }

  /** Presses what is on, until the first of them ends. */
  #show() {
    for (const button of buttons())
      button.setAttribute("aria-pressed", String(this.#isOn(button.dataset.signal ?? "")));
    const mine = all('[data-signals] [aria-pressed="true"] .signal__word').map((word) => word.textContent);
    write(the("[data-mine-signals]"), mine.join(", "));
    clearTimeout(this.#timer);
    const ends = [...this.#until.values()].filter((until) => until > Date.now());
    if (ends.length) this.#timer = setTimeout(() => this.#show(), Math.min(...ends) - Date.now() + 1);
  }
}
