/** Sending and asking: every request has an end, and only an answer of ours is one. */

import * as answers from "./answers.js";
import { inTime } from "./patience.js";
import { acting, answered, headers as worn, looking } from "./worn.js";

const LATE = 5000; // ms after which the reader is told that it has not arrived
const AGAIN = 2000; // ms before the second attempt, growing
const SLOWEST = 20_000; // ms between two attempts
const LONGEST_ADVISED = 60_000; // ms that a server may ask us to wait
const TEMPORARY = [408, 425, 429];

/**
 * One thing to send. `fields` as pairs where a name is repeated.
 * @typedef {{key: string, action: string, fields: Record<string, string> | string[][]}} Letter
 * @typedef {{ok: boolean, stopped: boolean, body: any}} Outcome `stopped`: by something between us and the server
 */

/**
 * Sends until there is an answer, the same key with every attempt, so that nothing happens twice.
 * @param {Letter} letter
 * @param {(status?: number) => void} [late] called once, when the first attempt fails or takes long
 * @returns {Promise<Outcome>}
 */
export async function deliver({ key, action, fields }, late = () => {}) {
  const telling = once(late);
  const timer = setTimeout(telling, LATE);
  for (let attempt = 0; ; attempt += 1) {
    const { status, body, after } = await post(action, fields, key);
    const outcome = judged(status, body);
    if (outcome) {
      clearTimeout(timer);
      return outcome;
    }
    telling(status);
    await pause(after || Math.min(SLOWEST, AGAIN * 2 ** attempt) * (0.5 + Math.random()));
  }
}

/**
 * Sends once: for what is not true any more when it is late.
 * @param {string} action
 * @param {Record<string, string> | string[][]} fields
 * @returns {Promise<Outcome>}
 */
export async function tryOnce(action, fields) {
  const { status, body } = await post(action, fields);
  return judged(status, body) ?? { ok: false, stopped: true, body: { error: stopped() } };
}

/** Tells once that something is seen or shown: no act, and of no consequence for whoever tells. @param {string} address @param {Record<string, string>} [fields] */
export const tellSeen = (address, fields = {}) => post(address, fields, "", looking);

/** JSON of ours, or null. @param {string} address @returns {Promise<any>} */
export const asked = (address) =>
  request(address, { headers: { accept: "application/json", ...worn() }, cache: "no-store" }, async (answer) =>
    answer.ok ? answers.json(answer) : null,
  );

/**
 * A page of ours: its status, 0 when there was no answer of ours, and its text.
 * @param {string} address
 * @param {RequestInit} [options]
 * @returns {Promise<{status: number, html: string}>}
 */
export async function askedPage(address, options = {}) {
  const found = await request(address, { ...options, headers: { accept: "text/html", ...worn() } }, async (answer) => ({
    status: answer.status,
    html: await answers.page(answer),
  }));
  return found?.html ? { status: found.status, html: found.html } : { status: 0, html: "" };
}

/** Whether our server answers at all. @returns {Promise<boolean>} */
export const reachable = async () => Boolean(await asked("/healthz"));

/** @param {number} status 0: none came @param {any} body null: not ours @returns {Outcome | null} null: to be tried again */
function judged(status, body) {
  if (status >= 500 || TEMPORARY.includes(status)) return null;
  if (body) return { ok: status < 400, stopped: false, body };
  return status < 400 ? null : { ok: false, stopped: true, body: { error: stopped() } };
}

/** @returns {Refusal} in the words the page has for it */
function stopped() {
  const words = document.querySelector("[data-connection]")?.dataset;
  return { code: "stopped", message: words?.stopped ?? "" };
}

/** @param {string} action @param {Record<string, string> | string[][]} fields @param {string} [key] @param {typeof acting} [as] */
async function post(action, fields, key, as = acting) {
  const found = await inTime((signal) =>
    as(signal, async (badge) => {
      const headers = { accept: "application/json", ...badge, ...(key ? { "idempotency-key": key } : {}) };
      const answer = await fetch(action, { method: "POST", headers, body: new URLSearchParams(fields), signal });
      const body = await answers.json(answer);
      if (body) answered(answer, badge);
      return {
        status: answer.status,
        body,
        after: Math.min(LONGEST_ADVISED, Number(answer.headers.get("retry-after")) * 1000),
      };
    }),
  );
  return found ?? { status: 0, body: null, after: 0 };
}

/**
 * @template T
 * @param {string} address
 * @param {RequestInit} options
 * @param {(answer: Response) => Promise<T>} read
 */
const request = (address, options, read) =>
  inTime(async (signal) => read(await fetch(address, { ...options, signal })));

/** @param {(status?: number) => void} tell */
function once(tell) {
  let isTold = false;
  return (/** @type {number | undefined} */ status) => {
    if (!isTold) tell(status);
    isTold = true;
  };
}

/** Until the time is up or the network is back. @param {number} ms @returns {Promise<void>} */
const pause = (ms) =>
  new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener("online", finish);
      done();
    };
    const timer = setTimeout(finish, ms);
    addEventListener("online", finish);
  });
