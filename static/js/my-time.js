/** The reader's own time beside the event's, where their clocks differ. Only the browser knows the reader's zone. */

import { all, the } from "./dom.js";
import { fill, write } from "./words.js";
import { ownTime } from "./zones.js";

const zone = document.documentElement.dataset.zone ?? "UTC";
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const words = the("[data-own-time]").dataset;
/** By how many days the reader's calendar is ahead. @type {Record<number, string | undefined>} */
const PATTERNS = { [-1]: words.ownEarlier, 0: words.ownTime, 1: words.ownLater };

/** "12:00 for you", or nothing when it is the same. @param {number} ms */
export function told(ms) {
  const mine = ownTime(ms, zone, own);
  return mine ? fill(PATTERNS[mine.shift], { time: mine.time }) : "";
}

/** @param {HTMLElement} element */
function besideSession(element) {
  write(element.querySelector(".session__mine"), told(Date.parse(element.dataset.starts ?? "")));
}

/** @param {import("./clock.js").Moment} moment what the now-card shows */
function onCard({ session, next, starts }) {
  const ms = session?.ends ?? next?.starts ?? starts;
  const text = ms === undefined ? "" : told(ms);
  for (const slot of all('[data-slot="mine"]')) {
    write(slot, text);
    slot.hidden = !text;
  }
}

/** @param {import("./clock.js").Clock} clock tells with "tick" what is on */
export function startMyTime(clock) {
  all(".agenda .session").forEach(besideSession);
  document.addEventListener("live:put", ({ target }) => target.matches(".session") && besideSession(target));
  clock.on("tick", ({ moment }) => onCard(moment));
}
