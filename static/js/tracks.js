/** Which tracks are shown: none chosen is all. The choice stays on the device; an address that names tracks goes before it. */

import { keep, kept } from "./kept.js";

export class Tracks {
  #form;
  #place;
  #chosen;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#place = form.querySelector("[data-tracks]");
    const named = new URLSearchParams(location.search).getAll("track");
    if (named.length) keep("tracks", named);
    this.#chosen = new Set(kept("tracks", []));
    for (const plain of form.querySelectorAll("[data-plain]")) plain.remove();
  }

  /** The reader has pressed a chip. */
  read() {
    this.#chosen = new Set(
      this.#boxes()
        .filter((box) => box.checked)
        .map((box) => box.value),
    );
    keep("tracks", [...this.#chosen]);
    if (location.search) history.replaceState(history.state, "", location.pathname + location.hash);
  }

  /** Is a session of this track shown? What belongs to all tracks always is. @param {string} track */
  wants(track) {
    return !track || this.#chosen.has(track) || !this.#boxes().some((box) => box.checked);
  }

  /** One chip for each track of the programme as it stands. */
  sync() {
    const there = new Set(
      [...document.querySelectorAll(".agenda .session")].map((session) => session.dataset.track).filter(Boolean),
    );
    for (const box of this.#boxes()) if (!there.delete(box.value)) box.closest("label").remove();
    there.forEach((track) => this.#add(track));
    for (const box of this.#boxes()) box.checked = this.#chosen.has(box.value);
    this.#place.hidden = this.#boxes().length < 2;
    if (this.#place.hidden) for (const box of this.#boxes()) box.checked = false;
  }

  #add(track) {
    const chip = this.#form.querySelector("[data-chip]").content.cloneNode(true);
    chip.querySelector("input").value = track;
    chip.querySelector("span").textContent = track;
    this.#form.querySelector("[data-chip]").before(chip);
  }

  #boxes() {
    return [...this.#place.querySelectorAll('input[name="track"]')];
  }
}
