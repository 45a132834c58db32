/** What the server has just said of an act of mine: a greeting that was on its way meanwhile may not know of it. */

const ON_THE_WAY_MS = 10_000;

/** @template What */
export class Lately {
  /** @type {Map<string, {what: What, at: number}>} */
  #said = new Map();

  /** @param {string} id @param {What} what */
  say(id, what) {
    this.#said.set(id, { what, at: performance.now() });
  }

  /** What is newer than any greeting. @returns {[string, What][]} */
  said() {
    for (const [id, { at }] of this.#said) if (performance.now() - at > ON_THE_WAY_MS) this.#said.delete(id);
    return [...this.#said].map(([id, { what }]) => [id, what]);
  }
}
