/** What gets through from here: tests one thing after the other, in the way the pages themselves use it, and says so in words. */

import { all, the } from "./dom.js";
import { TRANSPORTS } from "./transports.js";
import { fill, write } from "./words.js";

const PATIENCE = 8000; // ms for an answer
const NO_EVENT = 4301; // the server's own word that there is no such event: it came all the way
const RIGHT = 2000; // ms by which a clock may be off and still be called right
const root = document.documentElement;
/** @type {HTMLTableSectionElement} */
const body = the("[data-tests] tbody");
const verdict = the("[data-verdict]");

/**
 * @typedef {{state: "good" | "bad" | "note", why: string, ms?: number, n?: number}} Found
 * @typedef {{status: number, body?: {cookie: boolean, now: string}, sent: number, came: number}} Sent
 */

/**
 * A transport: the first frame, or the server's refusal, shows that it works both ways.
 * @param {keyof typeof TRANSPORTS} name
 * @returns {Promise<Found>}
 */
function transport(name) {
  const started = performance.now();
  return new Promise((done) => {
    let close = () => {};
    const end = (/** @type {Found["state"]} */ state, /** @type {string} */ why) => {
      clearTimeout(timer);
      setTimeout(() => close()); // not from inside its own callback, which may come before it is known how to close it
      done({ state, why, ms: Math.round(performance.now() - started) });
    };
    const timer = setTimeout(() => end("bad", "silent"), PATIENCE);
    close = TRANSPORTS[name](root.dataset.base ?? "", new URLSearchParams({ as: "json", quiet: "" }), {
      frame: () => end("good", "ok"),
      closed: (code) => (code === NO_EVENT ? end("good", "ok") : end("bad", "refused")),
      cursor: () => "",
    });
  });
}

/** @returns {Promise<Sent>} */
async function send() {
  const sent = Date.now();
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  const answer = await fetch("/diag", {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(),
    signal: patience.signal,
  });
  return { status: answer.status, body: answer.ok ? await answer.json() : undefined, sent, came: Date.now() };
}

/** @type {Found} */
const UNKNOWN = { state: "note", why: "unknown" };

/**
 * A POST: does it arrive, does a cookie come with it, and what time does the server have. None is set for the test.
 * @returns {Promise<{post: Found, cookie: Found, clock: Found}>}
 */
async function posts() {
  try {
    const sent = await send();
    if (!sent.body) return lost(sent.status === 403 ? "foreign" : "refused");
    return { post: { state: "good", why: "ok" }, cookie: cookie(sent.body.cookie), clock: clock(sent.body.now, sent) };
  } catch (error) {
    return lost(/** @type {Error} */ (error).name === "AbortError" ? "silent" : "refused");
  }
}

/** @param {boolean} came with what was sent @returns {Found} */
function cookie(came) {
  if (came) return { state: "good", why: "ok" };
  return navigator.cookieEnabled ? { state: "note", why: "none" } : { state: "bad", why: "missing" };
}

/** @param {string} why @returns {{post: Found, cookie: Found, clock: Found}} */
const lost = (why) => ({ post: { state: "bad", why }, cookie: UNKNOWN, clock: UNKNOWN });

/** @param {string} now @param {Sent} sent @returns {Found} */
function clock(now, { sent, came }) {
  const off = Math.abs(Date.parse(now) - (sent + came) / 2);
  return off <= RIGHT + (came - sent) / 2
    ? { state: "good", why: "ok" }
    : { state: "note", why: "off", n: Math.round(off / 1000) };
}

/** @param {string} name @param {Found} found */
function show(name, { state, why, ms, n = PATIENCE / 1000 }) {
  const row = the(`[data-test="${name}"]`, body);
  const word = document.createElement("strong");
  word.textContent = body.dataset[state] ?? "";
  row.dataset.state = state;
  row.lastElementChild?.replaceChildren(word, " ", fill(row.dataset[why], { ms, n }));
}

/** @param {string} name @param {string} word */
function wait(name, word) {
  const row = the(`[data-test="${name}"]`, body);
  row.dataset.state = word;
  write(row.lastElementChild, body.dataset[word]);
}

async function run() {
  for (const row of body.rows) wait(row.dataset.test ?? "", "waiting");
  verdict.dataset.state = "working";
  write(verdict, verdict.dataset.running);
  show("secure", location.protocol === "https:" ? { state: "good", why: "ok" } : { state: "note", why: "plain" });
  const used = await transports();
  wait("post", "working");
  const sent = await posts();
  for (const [name, found] of Object.entries(sent)) show(name, found);
  conclude(used, sent.post);
}

/** @returns {Promise<string>} the first that works */
async function transports() {
  let used = "none";
  for (const name of /** @type {(keyof typeof TRANSPORTS)[]} */ (Object.keys(TRANSPORTS))) {
    wait(name, "working");
    const found = await transport(name);
    show(name, found);
    if (found.state === "good" && used === "none") used = name;
  }
  return used;
}

/** @param {string} used @param {Found} post */
function conclude(used, post) {
  const words = [verdict.dataset[used]];
  if (post.state === "bad") words.push(verdict.dataset.post);
  verdict.dataset.state = used === "none" || post.state === "bad" ? "bad" : "good";
  write(verdict, used === "socket" && post.state === "bad" ? verdict.dataset.post : words.join(" "));
  const where = the("[data-where]");
  write(where, `${location.href} · ${new Date().toLocaleString(root.lang)} · ${navigator.userAgent}`);
  where.hidden = false;
}

for (const hidden of all("[data-verdict], [data-tests], [data-do]")) hidden.hidden = false;
the("[data-again]").addEventListener("click", run);
the("[data-print]").addEventListener("click", () => print());
run();
