/** The sessions somebody wants to see: a star beside each, kept on the device. */

import { keep, kept, watch } from "./kept.js";

export class Stars extends EventTarget {
  #ids = new Set(kept("stars", []));

  /** @param {HTMLElement} programme where the sessions are */
  constructor(programme) {
    super();
    programme.classList.add("has-stars");
    programme.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-star]");
      if (button) this.#turn(button.closest(".session").id.slice("session-".length));
    });
    watch("stars", () => {
      this.#ids = new Set(kept("stars", []));
      this.#changed();
    });
    this.press();
  }

  /** @param {string} id of a session */
  has(id) {
    return this.#ids.has(id);
  }

  /** How many of the sessions that are there have a star. */
  get count() {
    return [...this.#ids].filter((id) => document.getElementById(`session-${id}`)).length;
  }

  /** Show which stars are pressed; after a put they stand as the server printed them. */
  press() {
    for (const button of document.querySelectorAll("[data-star]")) {
      button.ariaPressed = String(this.has(button.closest(".session").id.slice("session-".length)));
    }
  }

  #turn(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    keep("stars", [...this.#ids]);
    this.#changed();
  }

  #changed() {
    this.press();
    this.dispatchEvent(new Event("change"));
  }
}
