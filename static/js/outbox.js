/** What has been sent and not yet acknowledged. The same key goes with every attempt, so nothing happens twice. */

const AGAIN = 2000; // ms after a lost network, growing
const SLOWEST = 20_000; // ms
const TEMPORARY = [429, 500, 502, 503, 504];

/** @typedef {{key: string, action: string, fields: Record<string, string> | string[][]}} Letter `fields` as pairs where one is repeated */

/** Unlike any other; where the page has no secure context, as good as that. */
export const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/** Sends until there is an answer. @param {Letter} letter @param {(status?: number) => void} late called when the first attempt did not get through */
export async function deliver({ key, action, fields }, late = () => {}) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await post(key, action, fields);
    if (answer && !TEMPORARY.includes(answer.status))
      return { ok: answer.ok, body: await answer.json().catch(() => ({})) };
    if (!attempt) late(answer?.status);
    const advised = Number(answer?.headers.get("retry-after")) * 1000;
    await pause(advised || Math.min(SLOWEST, AGAIN * 2 ** attempt) * (0.5 + Math.random()));
  }
}

function post(key, action, fields) {
  const headers = { accept: "application/json", "idempotency-key": key };
  return fetch(action, { method: "POST", headers, body: new URLSearchParams(fields) }).catch(() => null);
}

/** Until the time is up or the network is back. */
const pause = (ms) =>
  new Promise((done) => {
    const timer = setTimeout(finish, ms);
    addEventListener("online", finish);
    function finish() {
      clearTimeout(timer);
      removeEventListener("online", finish);
      done();
    }
  });

/** Letters that must survive a reload, in this tab. */
export class Outbox {
  #name;

  /** @param {string} event the slug */
  constructor(event) {
    this.#name = `live:${event}:outbox`;
  }

  /** @returns {Letter[]} */
  get letters() {
    return JSON.parse(sessionStorage.getItem(this.#name) ?? "[]");
  }

  /** @param {Letter} letter */
  keep(letter) {
    this.#save([...this.letters.filter(({ key }) => key !== letter.key), letter]);
  }

  /** @param {Letter} letter */
  forget({ key }) {
    this.#save(this.letters.filter((other) => other.key !== key));
  }

  #save(letters) {
    sessionStorage.setItem(this.#name, JSON.stringify(letters));
  }
}
