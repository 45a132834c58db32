/** The three ways frames can come in: a socket, server-sent events, long polling. Each opens, reports and can be closed. */

import * as answers from "./answers.js";
import { GONE_FOR_GOOD, POLL_SECONDS } from "./shared.js";
import { showTicket } from "./worn.js";

/** @type {Frame["type"][]} */
const TYPES = ["hello", "changes", "pulse", "resync", "beat", "bye"];
const LOST = 1006;
const GONE = 4301;
const COUNTED_SECONDS = 1; // until whoever has come is among the people, which wakes no poll

/**
 * What a transport reports to. `cursor`: where the reader stands.
 * @typedef {{frame: (frame: Frame) => void, closed: (code: number) => void, cursor: () => string}} Line
 * @typedef {(base: string, query: URLSearchParams, line: Line) => (forGood?: boolean) => void} Open `base`: "/slug"; returns how to close
 */

/** @type {Open} */
function socket(base, query, line) {
  showTicket(query);
  const url = new URL(`${base}/live?${query}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const connection = new WebSocket(url);
  connection.onmessage = ({ data }) => line.frame(JSON.parse(data));
  connection.onclose = ({ code }) => line.closed(code);
  return (forGood = false) => {
    connection.onmessage = connection.onclose = null;
    connection.close(forGood ? GONE_FOR_GOOD : undefined);
  };
}

/** @type {Open} */
function events(base, query, line) {
  showTicket(query);
  const source = new EventSource(`${base}/events?${query}`);
  for (const type of TYPES) source.addEventListener(type, ({ data }) => line.frame({ type, ...JSON.parse(data) }));
  source.onerror = () => {
    source.close();
    line.closed(LOST);
  };
  return () => source.close();
}

/** @type {Open} */
function poll(base, query, line) {
  const stop = new AbortController();
  askOn(base, query, line, stop.signal);
  return () => stop.abort();
}

/** @param {string} base @param {URLSearchParams} query @param {Line} line @param {AbortSignal} signal */
async function askOn(base, query, line, signal) {
  for (let wait = 0; !signal.aborted; wait = wait ? POLL_SECONDS : COUNTED_SECONDS) {
    const code = await ask(base, query, line, wait, signal);
    if (code && !signal.aborted) return line.closed(code);
  }
}

/**
 * One question for what has come since the reader's cursor.
 * @param {string} base
 * @param {URLSearchParams} query
 * @param {Line} line
 * @param {number} wait seconds the server may wait for something to tell
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the code with which it is over, or 0
 */
export async function ask(base, query, line, wait, signal) {
  query.set("cursor", line.cursor());
  query.set("wait", String(wait));
  showTicket(query);
  try {
    const answer = await fetch(`${base}/poll?${query}`, {
      signal,
      cache: "no-store",
      headers: { accept: "application/json" }, // a refusal too is told apart from somebody else's page by its form
    });
    const body = await answers.json(answer);
    if (answer.ok && body?.frames) {
      query.set("counts", body.counts ?? ""); // what was counted between two polls is told soon
      return report(body, line);
    }
    return body && [404, 410].includes(answer.status) ? GONE : LOST;
  } catch {
    return LOST;
  }
}

/** @param {{frames: Frame[], cursor: string}} answer @param {Line} line @returns {number} why it ends, or 0 */
function report({ frames, cursor }, line) {
  frames.forEach(line.frame);
  for (const frame of frames) if (frame.type === "bye") return frame.code;
  if (!frames.some(({ type }) => type === "resync"))
    line.frame({ type: "changes", prev: line.cursor(), cursor, changes: [] });
  return 0;
}

/** From the best to the one that always works. */
export const TRANSPORTS = { socket, events, poll };
