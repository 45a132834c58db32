/** The sessions somebody wants to see: a star beside each, kept on the device. */

import { all } from "./dom.js";
import { device } from "./storage.js";

const NAME = "stars";
/** @returns {Set<string>} */
const stored = () => new Set(device.read(NAME, []));
/** @param {HTMLElement} button */
const sessionAt = (button) => button.closest(".session")?.id.slice("session-".length) ?? "";

export class Stars extends EventTarget {
  #ids = stored();

  /** @param {HTMLElement} programme where the sessions are */
  constructor(programme) {
    super();
    programme.classList.add("has-stars");
    programme.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-star]");
      if (button) this.#turn(sessionAt(button));
    });
    device.watch(NAME, () => {
      this.#ids = stored();
      this.#changed();
    });
    this.press();
  }

  /** @param {string} id of a session */
  has(id) {
    return this.#ids.has(id);
  }

  /** How many of the sessions that are there have a star; where not all of them are here, how many have been given. */
  get count() {
    if (document.querySelector("#agenda [data-before]")) return this.#ids.size;
    return [...this.#ids].filter((id) => document.getElementById(`session-${id}`)).length;
  }

  /** Show which stars are pressed; after a put they stand as the server printed them. */
  press() {
    for (const button of all("[data-star]")) button.setAttribute("aria-pressed", String(this.has(sessionAt(button))));
  }

  /** @param {string} id */
  #turn(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    device.keep(NAME, [...this.#ids]);
    this.#changed();
  }

  #changed() {
    this.press();
    this.dispatchEvent(new Event("change"));
  }
}
