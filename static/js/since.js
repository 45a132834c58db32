/** "Since you last looked": what the programme was when this tab was left, kept in the tab, and a link to what has changed since. */

import { write } from "./words.js";

const SETTLING = 30_000; // ms after coming back in which the page catches up with what was missed
const link = document.querySelector("[data-changes]");
const plain = link?.getAttribute("href");
const words = link?.textContent;
const kept = `live:seen:${document.documentElement.dataset.event}`;

/** @param {() => string} cursor where the page stands in the stream */
export function startSince(cursor) {
  if (!link) return;
  let back = Date.now();
  compare();
  addEventListener("visibilitychange", () => {
    if (document.hidden) return leave(cursor());
    back = Date.now();
    compare();
  });
  document.addEventListener("live:put", () => Date.now() - back < SETTLING && compare());
  link.addEventListener("click", () => storage()?.removeItem(kept));
}

/** What a reader would notice: when what is on, and what is cancelled. */
function programme() {
  const sessions = [...document.querySelectorAll(".agenda .session")];
  return sessions
    .map(({ id, dataset }) => [id, dataset.starts, dataset.ends, dataset.status === "cancelled"].join())
    .sort()
    .join(";");
}

function leave(cursor) {
  storage()?.setItem(kept, JSON.stringify({ cursor, programme: programme() }));
  tell(null);
}

function compare() {
  const seen = JSON.parse(storage()?.getItem(kept) ?? "null");
  tell(seen && seen.programme !== programme() ? seen.cursor : null);
}

/** @param {string | null} since */
function tell(since) {
  link.href = since ? `${plain}?since=${encodeURIComponent(since)}` : plain;
  link.classList.toggle("is-new", Boolean(since));
  write(link, since ? link.dataset.since : words);
}

/** Undefined in a frame on another site where storage is blocked: then nothing is remembered. */
function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
