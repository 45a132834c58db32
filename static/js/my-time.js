/** The reader's own time beside the event's, where their clocks differ. Only the browser knows the reader's zone. */

import { fill, write } from "./words.js";
import { ownTime } from "./zones.js";

const zone = document.documentElement.dataset.zone;
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const words = document.querySelector("[data-own-time]").dataset;
const PATTERNS = { "-1": words.ownEarlier, 0: words.ownTime, 1: words.ownLater };

/** "12:00 for you", or nothing when it is the same. @param {number} ms */
export function told(ms) {
  const mine = ownTime(ms, zone, own);
  return mine ? fill(PATTERNS[mine.shift], { time: mine.time }) : "";
}

function besideSession(element) {
  const place = element.querySelector(".session__mine");
  write(place, told(Date.parse(element.dataset.starts)));
}

/** @param {ReturnType<typeof import("./agenda.js").moment>} moment what the now-card shows */
function onCard({ session, next, starts }) {
  const ms = session?.ends ?? next?.starts ?? starts;
  const text = ms === undefined ? "" : told(ms);
  for (const slot of document.querySelectorAll('[data-slot="mine"]')) {
    write(slot, text);
    slot.hidden = !text;
  }
}

/** @param {EventTarget} clock tells with "tick" what is on */
export function startMyTime(clock) {
  document.querySelectorAll(".agenda .session").forEach(besideSession);
  document.addEventListener("live:put", ({ target }) => target.matches(".session") && besideSession(target));
  clock.addEventListener("tick", ({ detail: { moment } }) => onCard(moment));
}
