/** What the reader has chosen for this event. It stays on the device and is never sent. */

const root = document.documentElement;
const named = (name) => `live:${root.dataset.event}:${name}`;

/** @template T @param {string} name @param {T} otherwise when nothing, or nothing readable, is kept @returns {T} */
export function kept(name, otherwise) {
  try {
    return JSON.parse(storage()?.getItem(named(name)) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {unknown} value */
export function keep(name, value) {
  try {
    storage()?.setItem(named(name), JSON.stringify(value));
  } catch {
    /* full: it holds as long as the page */
  }
}

/** Calls back when another tab keeps something else. @param {string} name @param {() => void} changed */
export function watch(name, changed) {
  addEventListener("storage", ({ key }) => key === named(name) && changed());
}

/** Undefined in a frame on another site where storage is blocked. */
function storage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
