/** One tap for what one cannot say aloud. Mine are kept in this tab and go out by themselves when they end; the counts come with the pulse. */

import { write } from "./words.js";

const name = `live:${document.documentElement.dataset.event}:signals`;
const buttons = () => document.querySelectorAll("[data-signals] [data-signal]");

export class Signals {
  #until = new Map(Object.entries(JSON.parse(sessionStorage.getItem(name) ?? "{}"))); // kind → when mine ends, ms on this device's clock
  #timer;
  #failed;

  /** @param {(text: string | undefined) => void} failed */
  constructor(failed) {
    this.#failed = failed;
    document.querySelector("[data-signals]").addEventListener("submit", (submit) => this.#give(submit));
    this.#show();
  }

  /** @param {Record<string, number> | undefined} counts those that everyone may see */
  counts(counts = {}) {
    for (const button of buttons()) {
      const slot = button.querySelector("[data-count]");
      const n = counts[button.dataset.signal];
      slot.hidden = !n;
      write(slot, String(n ?? ""));
    }
  }

  async #give(submit) {
    submit.preventDefault();
    const { signal, seconds } = submit.submitter.dataset;
    const before = this.#until.get(signal);
    const on = !this.#isOn(signal);
    this.#set(signal, on ? Date.now() + Number(seconds) * 1000 : 0);
    const answer = await send(submit.submitter.getAttribute("formaction"), on);
    if (answer?.ok) return;
    this.#set(signal, before ?? 0);
    this.#failed((await answer?.json().catch(() => ({})))?.error?.message);
  }

  #isOn(kind) {
    return (this.#until.get(kind) ?? 0) > Date.now();
  }

  #set(kind, until) {
    this.#until.set(kind, until);
    sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(this.#until)));
    this.#show();
  }

  /** Presses what is on, until the first of them ends. */
  #show() {
    for (const button of buttons()) button.ariaPressed = String(this.#isOn(button.dataset.signal));
    clearTimeout(this.#timer);
    const ends = [...this.#until.values()].filter((until) => until > Date.now());
    if (ends.length) this.#timer = setTimeout(() => this.#show(), Math.min(...ends) - Date.now() + 1);
  }
}

/** Once only: what is said late is not true any more. */
function send(action, on) {
  return fetch(action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ on: String(on) }),
  }).catch(() => null);
}
