/** What of the programme the reader sees: the chosen tracks, and only the starred sessions when asked. */

import { all, the } from "./dom.js";
import { device } from "./storage.js";
import { write } from "./words.js";

const programme = the("#programme");
/** @type {HTMLFormElement} */
const form = the("[data-choose]", programme);
/** @type {HTMLInputElement} */
const only = the("[data-only-starred]", form);
const none = the("[data-none-starred]", programme);

export class Chosen extends EventTarget {
  #tracks;
  #stars;
  #waits = false;

  /** @param {import("./tracks.js").Tracks} tracks @param {import("./stars.js").Stars} stars */
  constructor(tracks, stars) {
    super();
    this.#tracks = tracks;
    this.#stars = stars;
    only.checked = device.read("only-starred", false);
    form.hidden = false;
    form.addEventListener("submit", (submit) => submit.preventDefault());
    form.addEventListener("change", ({ target }) => this.#choose(target));
    stars.addEventListener("change", () => this.show());
    addEventListener("hashchange", () => {
      this.show();
      document.querySelector(".session:target")?.scrollIntoView();
    });
    document.addEventListener("live:put", () => this.#soon());
    document.addEventListener("live:drop", () => this.#soon());
    this.#show();
  }

  /** Is this session one of those the reader follows? Stars do not decide what is on. @param {string} [track] */
  wants(track) {
    return this.#tracks.wants(track);
  }

  /** Hide and show again. */
  show() {
    this.#show();
    this.dispatchEvent(new Event("change"));
  }

  /** Fragments come as everybody gets them, many at a time; before anything is painted they are as this reader wants them. */
  #soon() {
    if (this.#waits) return;
    this.#waits = true;
    queueMicrotask(() => {
      this.#waits = false;
      this.#show();
    });
  }

  #show() {
    this.#tracks.sync();
    this.#stars.press();
    for (const session of all(".session", programme)) {
      const isStarred = this.#stars.has(session.id.slice("session-".length));
      const shown = this.wants(session.dataset.track) && (!only.checked || isStarred);
      session.hidden = !shown && !session.matches(":target");
    }
    write(form.querySelector("[data-stars]"), String(this.#stars.count));
    the("[data-only]", form).hidden = !this.#stars.count && !only.checked;
    none.hidden = !only.checked || this.#stars.count > 0;
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    if (target === only) device.keep("only-starred", only.checked);
    else this.#tracks.read();
    this.show();
  }
}
