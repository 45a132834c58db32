/**
 * "Since you last looked": what the programme was when this page was left for another window, and a link to what has
 * changed since. Nothing of it is stored.
 */

import { all } from "./dom.js";
import { write } from "./words.js";

const SETTLING = 30_000; // ms after coming back in which the page catches up with what was missed
let seen = { cursor: "", programme: /** @type {Record<string, string>} */ ({}) };
/** @type {HTMLAnchorElement | null} */
const link = document.querySelector("[data-changes]");
const plain = link?.getAttribute("href") ?? "";
const words = link?.textContent;

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
}

/** What a reader would notice, by session: when what is on, and what is cancelled. @returns {Record<string, string>} */
const programme = () =>
  Object.fromEntries(
    all(".agenda .session").map(({ id, dataset }) => [
      id,
      [dataset.starts, dataset.ends, dataset.status === "cancelled"].join(),
    ]),
  );

/** Of a programme that is here in part, what was seen and is here is compared. @param {Record<string, string>} before */
function isChanged(before) {
  const now = programme();
  const isPart = document.querySelector("#agenda [data-before]");
  const ids = Object.keys({ ...before, ...now }).filter((id) => !isPart || (before[id] && now[id]));
  return ids.some((id) => before[id] !== now[id]);
}

/** @param {string} cursor */
function leave(cursor) {
  seen = { cursor, programme: programme() };
  tell(null);
}

function compare() {
  tell(seen.cursor && isChanged(seen.programme) ? seen.cursor : null);
}

/** @param {string | null} since */
function tell(since) {
  if (!link) return;
  link.href = since ? `${plain}?since=${encodeURIComponent(since)}` : plain;
  link.classList.toggle("is-new", Boolean(since));
  write(link, since ? link.dataset.since : words);
}
