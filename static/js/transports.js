/** The three ways frames can come in: a socket, server-sent events, long polling. Each opens, reports and can be closed. */

const TYPES = ["hello", "changes", "pulse", "resync", "beat", "bye"];
const WAIT = 20; // seconds a poll may take
const LOST = 1006;
const GONE = 4301;

/** @typedef {{frame: (frame: object) => void, closed: (code: number) => void, cursor: () => string}} Line */

/** @param {string} base "/slug" @param {URLSearchParams} query @param {Line} line */
function socket(base, query, line) {
  const url = new URL(`${base}/live?${query}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const connection = new WebSocket(url);
  connection.onmessage = ({ data }) => line.frame(JSON.parse(data));
  connection.onclose = ({ code }) => line.closed(code);
  return () => {
    connection.onmessage = connection.onclose = null;
    connection.close();
  };
}

/** @param {string} base @param {URLSearchParams} query @param {Line} line */
function events(base, query, line) {
  const source = new EventSource(`${base}/events?${query}`);
  for (const type of TYPES) source.addEventListener(type, ({ data }) => line.frame({ type, ...JSON.parse(data) }));
  source.onerror = () => {
    source.close();
    line.closed(LOST);
  };
  return () => source.close();
}

/** @param {string} base @param {URLSearchParams} query @param {Line} line */
function poll(base, query, line) {
  const stop = new AbortController();
  const ask = async (wait) => {
    query.set("cursor", line.cursor());
    query.set("wait", String(wait));
    const answer = await fetch(`${base}/poll?${query}`, { signal: stop.signal, cache: "no-store" });
    if (!answer.ok) return line.closed(answer.status === 404 || answer.status === 410 ? GONE : LOST);
    const { frames, cursor } = await answer.json();
    frames.forEach(line.frame);
    const bye = frames.find((frame) => frame.type === "bye");
    if (bye) return line.closed(bye.code);
    if (!frames.some((frame) => frame.type === "resync"))
      line.frame({ type: "changes", prev: line.cursor(), cursor, changes: [] });
    if (!stop.signal.aborted) await ask(WAIT);
  };
  ask(0).catch(() => stop.signal.aborted || line.closed(LOST));
  return () => stop.abort();
}

/** From the best to the one that always works. */
export const TRANSPORTS = { socket, events, poll };
