/**
 * What is kept on the device, and what is kept in this tab. Never throws: where storage is blocked, full or holds
 * something unreadable, what was kept here holds as long as the page.
 */

const event = document.documentElement.dataset.event;

class Storage {
  #open;
  #scope;
  #here = new Map(); // name → text, when the browser keeps nothing

  /** @param {() => globalThis.Storage} open asking for it is what throws @param {string} scope before each name */
  constructor(open, scope) {
    this.#open = open;
    this.#scope = scope;
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

  /** Calls back when another tab keeps something else. @param {string} name @param {() => void} changed */
  watch(name, changed) {
    addEventListener("storage", ({ key }) => key === this.#scope + name && changed());
  }
}

/** Of the shape that is asked for: what an earlier build or somebody's hand has left there may be anything. @param {any} found @param {unknown} wanted */
const isLike = (found, wanted) =>
  found !== null && typeof found === typeof wanted && Array.isArray(found) === Array.isArray(wanted);

/** What the reader has chosen for this event: stays on the device and is never sent. */
export const device = new Storage(() => localStorage, `live:${event}:`);

/** What this tab is doing for this event: drafts, what waits to be sent, what was read. */
export const tab = new Storage(() => sessionStorage, `live:${event}:`);

/** The same for every event: how this browser is used. */
export const anyEvent = {
  device: new Storage(() => localStorage, "live:"),
  tab: new Storage(() => sessionStorage, "live:"),
};
