/**
 * The event inside somebody else's page: it is fetched anew when something has changed or the programme turns, and tells
 * the page around it how tall it is. Sends no cookie, keeps nothing.
 */

import { parsePage } from "../apply.js";
import { the } from "../dom.js";
import { morph } from "../morph.js";
import { wear } from "../wear.js";

const SPREAD = 3000; // ms over which pages fetch anew when everybody has to
const LONGEST = 2 ** 31 - 1; // ms a timer can wait
const root = document.documentElement;
let due = 0;
let turn = 0;

/** What is shown is as it was at the time it says, unless the stream is open. @param {boolean} follows */
function follow(follows) {
  the("[data-as-of]").hidden = follows;
}

async function fetchAnew() {
  due = 0;
  const answer = await fetch(location.href, { credentials: "omit", cache: "no-cache" }).catch(() => null);
  if (!answer?.ok || !answer.headers.has("x-live")) return void later(SPREAD * 3);
  const page = parsePage(await answer.text());
  for (const id of ["embed", "embed-rest"]) {
    const fresh = page.getElementById(id);
    if (!fresh) return;
    morph(the(`#${id}`), fresh);
  }
  wear(the("#embed").dataset.accent);
  root.dataset.cursor = page.documentElement.dataset.cursor;
  follow(source.readyState === EventSource.OPEN);
  waitForTurn();
}

/** One fetch for all that comes together. @param {number} wait ms */
function later(wait) {
  due ||= window.setTimeout(fetchAnew, wait + Math.random() * SPREAD);
}

/** What is on changes with the clock too. */
function waitForTurn() {
  clearTimeout(turn);
  const at = Number(the("#embed").dataset.turns);
  if (at) turn = window.setTimeout(() => later(0), Math.min(LONGEST, Math.max(0, at - Date.now())));
}

const query = new URLSearchParams({ as: "json", quiet: "", cursor: root.dataset.cursor ?? "" });
const source = new EventSource(`/${root.dataset.event}/events?${query}`);
source.addEventListener("hello", () => follow(true));
source.addEventListener("changes", () => later(0));
source.addEventListener("resync", () => later(0));
source.onerror = () => follow(false);
waitForTurn();

new ResizeObserver(() => {
  const height = Math.ceil(the("main").getBoundingClientRect().height);
  parent.postMessage({ type: "live:height", event: root.dataset.event, height }, "*");
}).observe(the("main"));
