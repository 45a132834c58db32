/** Telling others in the page: events with a name and what they carry. */

/** @template {Record<string, any>} Told what each event carries */
export class Talking extends EventTarget {
  /**
   * @template {keyof Told & string} Name
   * @param {Name} name
   * @param {(detail: Told[Name]) => void} hear
   */
  on(name, hear) {
    this.addEventListener(name, (event) => hear(/** @type {CustomEvent} */ (event).detail));
  }

  /**
   * @template {keyof Told & string} Name
   * @param {Name} name
   * @param {Told[Name]} detail
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
