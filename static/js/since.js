/**
 * "Since you last looked": what the programme was when this tab was left, kept in the tab, and a link to what has changed
 * since.
 */

import { all } from "./dom.js";
import { tab } from "./storage.js";
import { write } from "./words.js";

const SETTLING = 30_000; // ms after coming back in which the page catches up with what was missed
const NAME = "seen";
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
  link.addEventListener("click", () => tab.forget(NAME));
}

/** What a reader would notice, by session: when what is on, and what is cancelled. @returns {Record<string, string>} */
const programme = () =>
  Object.fromEntries(
    all(".agenda .session").map(({ id, dataset }) => [
      id,
      [dataset.starts, dataset.ends, dataset.status === "cancelled"].join(),
    ]),
  );

/** Of a programme that is here in part, what was seen and is here is compared. @param {Record<string, string>} seen */
function isChanged(seen) {
  const now = programme();
  const isPart = document.querySelector("#agenda [data-before]");
  const ids = Object.keys({ ...seen, ...now }).filter((id) => !isPart || (seen[id] && now[id]));
  return ids.some((id) => seen[id] !== now[id]);
}

/** @param {string} cursor */
function leave(cursor) {
  tab.keep(NAME, { cursor, programme: programme() });
  tell(null);
}

function compare() {
  const seen = tab.read(NAME, { cursor: "", programme: /** @type {Record<string, string>} */ ({}) });
  tell(seen.cursor && isChanged(seen.programme) ? seen.cursor : null);
}

/** @param {string | null} since */
function tell(since) {
  if (!link) return;
  link.href = since ? `${plain}?since=${encodeURIComponent(since)}` : plain;
  link.classList.toggle("is-new", Boolean(since));
  write(link, since ? link.dataset.since : words);
}
