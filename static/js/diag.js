/** What gets through from here: tests one thing after the other, in the way the pages themselves use it, and says so in words. */

import { TRANSPORTS } from "./transports.js";
import { fill, write } from "./words.js";

const PATIENCE = 8000; // ms for an answer
const NO_EVENT = 4301; // the server's own word that there is no such event: it came all the way
const RIGHT = 2000; // ms by which a clock may be off and still be called right
const root = document.documentElement;
const body = document.querySelector("[data-tests] tbody");
const verdict = document.querySelector("[data-verdict]");

/** @typedef {{state: "good" | "bad" | "note", why: string, ms?: number, n?: number}} Found */

/** A transport: the first frame, or the server's refusal, shows that it works both ways. @param {string} name @returns {Promise<Found>} */
function transport(name) {
  const started = performance.now();
  return new Promise((done) => {
    let close = () => {};
    const end = (state, why) => {
      clearTimeout(timer);
      setTimeout(() => close()); // not from inside its own callback, which may come before it is known how to close it
      done({ state, why, ms: Math.round(performance.now() - started) });
    };
    const timer = setTimeout(() => end("bad", "silent"), PATIENCE);
    const line = {
      frame: () => end("good", "ok"),
      closed: (code) => (code === NO_EVENT ? end("good", "ok") : end("bad", "refused")),
      cursor: () => "",
    };
    close = TRANSPORTS[name](root.dataset.base, new URLSearchParams({ as: "json" }), line);
  });
}

/** @returns {Promise<{status: number, body?: {cookie: boolean, now: string}, sent: number, came: number}>} */
async function send() {
  const sent = Date.now();
  const answer = await fetch("/diag", {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: answer.status, body: answer.ok ? await answer.json() : undefined, sent, came: Date.now() };
}

/** Two POSTs: does the first arrive, does its cookie come back with the second, and what time does the server have. */
async function posts() {
  try {
    const first = await send();
    if (!first.body) return { post: { state: "bad", why: first.status === 403 ? "foreign" : "refused" }, ...UNTESTED };
    const second = await send();
    const cookie = second.body?.cookie ? { state: "good", why: "ok" } : { state: "bad", why: "missing" };
    return { post: { state: "good", why: "ok" }, cookie, clock: clock(first) };
  } catch (error) {
    return { post: { state: "bad", why: error.name === "TimeoutError" ? "silent" : "refused" }, ...UNTESTED };
  }
}

const UNTESTED = { cookie: { state: "note", why: "unknown" }, clock: { state: "note", why: "unknown" } };

function clock({ body: { now }, sent, came }) {
  const off = Math.abs(Date.parse(now) - (sent + came) / 2);
  return off <= RIGHT + (came - sent) / 2
    ? { state: "good", why: "ok" }
    : { state: "note", why: "off", n: Math.round(off / 1000) };
}

/** @param {string} name @param {Found} found */
function show(name, { state, why, ms, n = PATIENCE / 1000 }) {
  const row = body.querySelector(`[data-test="${name}"]`);
  const word = document.createElement("strong");
  word.textContent = body.dataset[state];
  row.dataset.state = state;
  row.lastElementChild.replaceChildren(word, " ", fill(row.dataset[why], { ms, n }));
}

function wait(name, word) {
  const row = body.querySelector(`[data-test="${name}"]`);
  row.dataset.state = word;
  write(row.lastElementChild, body.dataset[word]);
}

async function run() {
  for (const row of body.rows) wait(row.dataset.test, "waiting");
  verdict.dataset.state = "working";
  write(verdict, verdict.dataset.running);
  show("secure", location.protocol === "https:" ? { state: "good", why: "ok" } : { state: "note", why: "plain" });
  let used = "none";
  for (const name of Object.keys(TRANSPORTS)) {
    wait(name, "working");
    const found = await transport(name);
    show(name, found);
    if (found.state === "good" && used === "none") used = name;
  }
  wait("post", "working");
  const sent = await posts();
  for (const [name, found] of Object.entries(sent)) show(name, found);
  conclude(used, sent.post);
}

function conclude(used, post) {
  const words = [verdict.dataset[used]];
  if (post.state === "bad") words.push(verdict.dataset.post);
  verdict.dataset.state = used === "none" || post.state === "bad" ? "bad" : "good";
  write(verdict, used === "socket" && post.state === "bad" ? verdict.dataset.post : words.join(" "));
  const where = document.querySelector("[data-where]");
  write(where, `${location.href} · ${new Date().toLocaleString(root.lang)} · ${navigator.userAgent}`);
  where.hidden = false;
}

for (const hidden of document.querySelectorAll("[data-verdict], [data-tests], [data-do]")) hidden.hidden = false;
document.querySelector("[data-again]").addEventListener("click", run);
document.querySelector("[data-print]").addEventListener("click", () => print());
run();
