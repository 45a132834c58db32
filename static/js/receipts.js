/**
 * Tells that an announcement has been seen on this screen, of which nothing is stored by looking. Spread out, so that a whole audience does not tell at
 * one moment.
 */

import { theList } from "./apply.js";
import { tellSeen } from "./sending.js";

const AFTER = 1000; // ms; by then the page is connected, and counts
const SPREAD = 10_000; // ms
/** Ids of rows. @type {Set<string>} */
const told = new Set();
const lists = [theList("announcements"), theList("notices")];
const watcher = new IntersectionObserver(look);

/** @param {IntersectionObserverEntry[]} entries */
function look(entries) {
  for (const { target, isIntersecting } of entries)
    if (isIntersecting && document.visibilityState === "visible") tell(target);
}

/** @param {Element} row */
function tell(row) {
  watcher.unobserve(row);
  if (told.has(row.id)) return;
  told.add(row.id);
  const id = row.id.slice("announcement-".length);
  const address = `/${document.documentElement.dataset.event}/announcements/${id}/shown`;
  setTimeout(() => tellSeen(address), AFTER + Math.random() * SPREAD);
}

/** Observing anew tells the watcher where a row is now, also after the page was in the background. */
function watch() {
  for (const row of lists.flatMap((list) => [...list.children])) {
    if (told.has(row.id)) continue;
    watcher.unobserve(row);
    watcher.observe(row);
  }
}

export function startReceipts() {
  watch();
  for (const list of lists) list.addEventListener("live:put", watch);
  document.addEventListener("visibilitychange", watch);
}
