/**
 * Which tracks are shown: none chosen is all. The choice stays on the device; an address that names tracks goes before it.
 */

import { all, printed, the } from "./dom.js";
import { device } from "./storage.js";

const NAME = "tracks";
/** @returns {Set<string>} */
const stored = () => new Set(device.read(NAME, []));

export class Tracks {
  #form;
  #place;
  #chosen;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#place = the("[data-tracks]", form);
    const named = new URLSearchParams(location.search).getAll("track");
    if (named.length) device.keep(NAME, named);
    this.#chosen = stored();
    for (const plain of all("[data-plain]", form)) plain.remove();
  }

  /** The reader has pressed a chip. */
  read() {
    const chosen = this.#boxes().filter((box) => box.checked);
    this.#chosen = new Set(chosen.map((box) => box.value));
    device.keep(NAME, [...this.#chosen]);
    if (location.search) history.replaceState(history.state, "", location.pathname + location.hash);
  }

  /** Is a session of this track shown? What belongs to all tracks always is. @param {string} [track] */
  wants(track) {
    return !track || this.#chosen.has(track) || !this.#boxes().some((box) => box.checked);
  }

  /** One chip for each track of the programme as it stands. */
  sync() {
    const there = new Set(all(".agenda .session").map((session) => session.dataset.track ?? ""));
    there.delete("");
    const isWhole = !document.querySelector("#agenda [data-before], #agenda[data-part]");
    for (const box of this.#boxes()) if (!there.delete(box.value) && isWhole) box.closest("label")?.remove();
    there.forEach((track) => this.#add(track));
    for (const box of this.#boxes()) box.checked = this.#chosen.has(box.value);
    this.#place.hidden = this.#boxes().length < 2;
    if (this.#place.hidden) for (const box of this.#boxes()) box.checked = false;
  }

  /** @param {string} track */
  #add(track) {
    const chip = printed("[data-chip]", this.#form);
    /** @type {HTMLInputElement} */ (the("input", chip)).value = track;
    the("span", chip).textContent = track;
    the("[data-chip]", this.#form).before(chip);
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    return all('input[name="track"]', this.#place);
  }
}
