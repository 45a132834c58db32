/**
 * Tabs of one browser share what holds a connection open: of those a browser has six for a host, and a page that finds
 * them taken does not even load. One tab holds the stream and says when there is news; the others ask for it shortly, each
 * from its own cursor. A socket does not count among the six.
 */

import { ask, TRANSPORTS } from "./transports.js";

/** @typedef {import("./transports.js").Line} Line @typedef {import("./transports.js").Open} Open */

const FIRST = 200; // ms in which it shows whether another tab holds the stream
const EVERY = 5000; // ms between two questions without news
const SOON = 300; // ms after news, and up to twice that

/**
 * The transport, held by the first tab of this event; by every tab where the browser has no locks, as in pages without a
 * secure context.
 * @param {Open} hold
 * @returns {Open}
 */
const shared = (hold) => (base, query, line) => {
  if (!navigator.locks || !globalThis.BroadcastChannel) return hold(base, query, line);
  const name = `live:${base}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  let close = follow(base, query, line, channel);
  const lead = () =>
    new Promise((release) => {
      close();
      const end = hold(base, query, telling(line, channel));
      close = () => {
        end();
        release(null);
      };
    });
  const alone = () => (ended.signal.aborted ? null : lead()); // given up before its turn, or no locks where site data is blocked
  navigator.locks.request(name, { signal: ended.signal }, lead).catch(alone);
  return () => {
    ended.abort();
    close();
    channel.close();
  };
};

/** Passes on what comes, and tells the other tabs that there is something. @param {Line} line @param {BroadcastChannel} channel @returns {Line} */
const telling = (line, channel) => ({
  ...line,
  frame: (frame) => {
    if (frame.type === "changes") channel.postMessage("news");
    line.frame(frame);
  },
});

/** @param {string} base @param {URLSearchParams} query @param {Line} line @param {BroadcastChannel} channel @returns {() => void} */
function follow(base, query, line, channel) {
  const stop = new AbortController();
  askAtNews(base, query, line, channel, stop.signal);
  return () => stop.abort();
}

/** @param {string} base @param {URLSearchParams} query @param {Line} line @param {BroadcastChannel} channel @param {AbortSignal} signal */
async function askAtNews(base, query, line, channel, signal) {
  await new Promise((done) => setTimeout(done, FIRST));
  while (!signal.aborted) {
    const code = await ask(base, query, line, 0, signal);
    if (signal.aborted) return;
    if (code) return line.closed(code);
    await newsOn(channel);
  }
}

/** Until there is news, or it is time to ask anyway. @param {BroadcastChannel} channel @returns {Promise<void>} */
const newsOn = (channel) =>
  new Promise((done) => {
    const timer = setTimeout(done, EVERY);
    channel.onmessage = () => {
      channel.onmessage = null;
      clearTimeout(timer);
      setTimeout(done, SOON * (1 + Math.random()));
    };
  });

export const SHARED = {
  socket: TRANSPORTS.socket,
  events: shared(TRANSPORTS.events),
  poll: shared(TRANSPORTS.poll),
};
