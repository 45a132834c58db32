/** Tells once per screen that an announcement has been seen on it. Spread out, so that a whole audience does not tell at one moment. */

const AFTER = 1000,
  SPREAD = 10_000; // ms; by then the page is connected, and counts
const name = `live:${document.documentElement.dataset.event}:shown`;
const told = new Set(JSON.parse(sessionStorage.getItem(name) ?? "[]"));
const list = document.querySelector('[data-list="announcements"]');
const watcher = new IntersectionObserver(look);

function look(entries) {
  for (const { target, isIntersecting } of entries)
    if (isIntersecting && document.visibilityState === "visible") tell(target);
}

/** @param {Element} row */
function tell(row) {
  watcher.unobserve(row);
  if (told.has(row.id)) return;
  told.add(row.id);
  sessionStorage.setItem(name, JSON.stringify([...told]));
  const address = `/${document.documentElement.dataset.event}/announcements/${row.id.slice("announcement-".length)}/shown`;
  setTimeout(() => navigator.sendBeacon(address), AFTER + Math.random() * SPREAD);
}

/** Observing anew tells the watcher where a row is now, also after the page was in the background. */
function watch() {
  for (const row of list.children) {
    if (told.has(row.id)) continue;
    watcher.unobserve(row);
    watcher.observe(row);
  }
}

export function startReceipts() {
  watch();
  list.addEventListener("live:put", watch);
  document.addEventListener("visibilitychange", watch);
}
