/**
 * What is kept on the device, and what is kept in this tab. Never throws: where storage is blocked, full or holds
 * something unreadable, what was kept here holds as long as the page. What is kept on the device goes half a year after
 * the event's pages were last used, and at once when the device is to be forgotten.
 */

const DAYS = 180; // as long as the cookie at most
const OURS = "live:";
const UNTIL = ":until";

/** Under which name it is kept when what begins like this goes (ms). @param {string} key */
const endOf = (key) => key.split(":").slice(0, 2).join(":") + UNTIL;

/** @param {globalThis.Storage} where */
const keysOf = (where) => Object.keys(where).filter((key) => key.startsWith(OURS));

const event = document.documentElement.dataset.event;

class Storage {
  #open;
  #scope;
  #lasts;
  #here = new Map(); // name → text, when the browser keeps nothing

  /** @param {() => globalThis.Storage} open asking for it is what throws @param {string} scope before each name @param {boolean} [lasts] */
  constructor(open, scope, lasts = false) {
    this.#open = open;
    this.#scope = scope;
    this.#lasts = lasts;
    this.#renew();
  }

  /**
   * @template T
   * @param {string} name
   * @param {T} otherwise when nothing, or nothing readable, is kept
   * @returns {T}
   */
  read(name, otherwise) {
    const key = this.#scope + name;
    try {
      const found = JSON.parse(this.#here.get(key) ?? this.#open().getItem(key) ?? "null");
      return isLike(found, otherwise) ? found : otherwise;
    } catch {
      return otherwise;
    }
  }

  /** @param {string} name @param {unknown} value */
  keep(name, value) {
    const key = this.#scope + name;
    const text = JSON.stringify(value);
    try {
      this.#open().setItem(key, text);
      this.#renew();
      this.#here.delete(key);
    } catch {
      this.#here.set(key, text);
    }
  }

  /** @param {string} name */
  forget(name) {
    const key = this.#scope + name;
    this.#here.delete(key);
    try {
      this.#open().removeItem(key);
    } catch {
      // nothing is kept there
    }
  }

  /** What is kept here stays for its time from now on. */
  #renew() {
    if (!this.#lasts) return;
    try {
      const where = this.#open();
      if (keysOf(where).some((key) => key.startsWith(this.#scope)))
        where.setItem(endOf(this.#scope), String(Date.now() + DAYS * 86_400_000));
    } catch {
      // nothing is kept there
    }
  }

  /** Calls back when another tab keeps something else. @param {string} name @param {() => void} changed */
  watch(name, changed) {
    addEventListener("storage", ({ key }) => key === this.#scope + name && changed());
  }
}

/** Of the shape that is asked for: what an earlier build or somebody's hand has left there may be anything. @param {any} found @param {unknown} wanted */
const isLike = (found, wanted) =>
  found !== null && typeof found === typeof wanted && Array.isArray(found) === Array.isArray(wanted);

/** What the reader has chosen for this event: stays on the device and is never sent. */
export const device = new Storage(() => localStorage, `${OURS}${event}:`, true);

/** What this tab is doing for this event: drafts, what waits to be sent, what was read. */
export const tab = new Storage(() => sessionStorage, `${OURS}${event}:`);

/** The same for every event: how this browser is used. */
export const anyEvent = {
  device: new Storage(() => localStorage, `${OURS}*:`, true), // no event is called so
  tab: new Storage(() => sessionStorage, `${OURS}*:`),
};

/** @param {() => globalThis.Storage} open @param {(key: string, where: globalThis.Storage) => boolean} isGone */
function clear(open, isGone) {
  try {
    const where = open();
    for (const key of keysOf(where)) if (isGone(key, where)) where.removeItem(key);
  } catch {
    // nothing is kept there
  }
}

/** Everything the pages have kept in this browser, of every event. */
export function forgetAll() {
  clear(
    () => localStorage,
    () => true,
  );
  clear(
    () => sessionStorage,
    () => true,
  );
}

/** What has had its time. */
function sweep() {
  const isOver = (/** @type {string} */ key, /** @type {globalThis.Storage} */ where) =>
    Number(where.getItem(endOf(key)) ?? 0) < Date.now();
  clear(
    () => localStorage,
    (key, where) => !key.endsWith(UNTIL) && isOver(key, where),
  );
  clear(() => localStorage, isOver);
}

sweep();
