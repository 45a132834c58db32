/** The way to the video: links on the now-card in time, by the same rules as live/rules/agenda/watching.py; and the page held back for those who watch. */

import { all, around } from "./dom.js";
import { STREAM_OPENS } from "./shared.js";
import { device } from "./storage.js";
import { fill, write } from "./words.js";

/** @typedef {import("./clock.js").Clock} Clock @typedef {import("./clock.js").Moment} Moment @typedef {import("./clock.js").Shown} Shown */

const WATCHES = "watches";

/** What the page knows of the addresses: changed with the event's facts. */
const about = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-streams]"));
/** @param {string} name */
const way = (name) =>
  /** @type {HTMLAnchorElement | null} */ (about()?.querySelector(`[data-way="${CSS.escape(name)}"]`) ?? null)?.href ??
  "";

/** @param {Shown | undefined} session */
const streamOf = (session) => session?.element.dataset.stream || way(`track:${session?.track}`) || way("event");

/** Whether there is something to watch. @param {Moment} moment @param {number} now ms */
function isInTime({ phase, starts }, now) {
  if (phase === "empty" || phase === "after") return false;
  return phase !== "before" || (starts !== undefined && starts - now <= STREAM_OPENS);
}

/** @param {string} name @param {string} url empty: none */
function lead(name, url) {
  for (const link of /** @type {HTMLAnchorElement[]} */ (all(`[data-slot="${name}"]`))) {
    link.hidden = !url;
    if (url && link.href !== url) link.href = url;
  }
}

/** How long what only the clock changes waits. @returns {number} ms */
const heldBack = () => (device.read(WATCHES, false) ? Number(about()?.dataset.delay ?? 0) * 1000 : 0);

export class Streams {
  #clock;

  /** @param {Clock} clock */
  constructor(clock) {
    this.#clock = clock;
    clock.on("tick", ({ moment, now }) => this.#paint(moment, now));
    document.addEventListener(
      "click",
      (click) => around(click, '[data-slot="stream"], [data-way]') && this.#watch(true),
    );
    document.addEventListener("change", (change) => {
      const box = around(change, "[data-watching]");
      if (box instanceof HTMLInputElement) this.#watch(box.checked);
    });
    clock.tick();
  }

  /** @param {boolean} watches */
  #watch(watches) {
    device.keep(WATCHES, watches);
    this.#clock.behind = heldBack();
    this.#clock.tick();
  }

  /** @param {Moment} moment @param {number} now */
  #paint(moment, now) {
    const offered = isInTime(moment, now);
    const url = offered ? streamOf(moment.session ?? moment.next) : "";
    lead("stream", url);
    lead("other-stream", offered ? way("other") : "");
    for (const slot of all('[data-slot="other-stream-name"]')) write(slot, about()?.dataset.otherName);
    this.#hold(Number(about()?.dataset.delay ?? 0), Boolean(url));
  }

  /** Those who watch see what the minute changes when the video shows it. @param {number} seconds @param {boolean} offered */
  #hold(seconds, offered) {
    const watches = device.read(WATCHES, false);
    this.#clock.behind = heldBack();
    for (const slot of all('[data-slot="behind"]')) {
      slot.hidden = !(seconds && offered);
      const [box, words] = slot.children;
      /** @type {HTMLInputElement} */ (box).checked = watches;
      write(/** @type {HTMLElement} */ (words), fill(slot.dataset.pattern, { n: seconds }));
    }
  }
}
