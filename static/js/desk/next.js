/** One question is being answered at a time: the space key marks it as answered and takes the first of the queue; to
 * take another one does the same. Asks nothing, and is one step to undo. */

import { theList } from "../apply.js";
import { the } from "../dom.js";
import { device } from "../storage.js";
import { fill } from "../words.js";
import { before, idOf, revisionOf } from "./rows.js";
import { together, wayBack } from "./together.js";

const KEPT = "several";
const words = the("[data-desk-words]").dataset;
/** @type {HTMLInputElement} */
const several = the("[data-several-at-once]");
/** @param {string} name */
const rowsIn = (name) => [...theList(name).children].filter((row) => row.matches("[data-row]:not([hidden])"));

export class Next {
  #desk;

  /** @param {Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    several.checked = device.read(KEPT, false);
    several.addEventListener("change", () => device.keep(KEPT, several.checked));
  }

  /** Answered, and the next one up. */
  space() {
    const [next] = rowsIn("queue");
    const live = rowsIn("answering");
    if (next || live.length) this.#turn(live, next);
    else this.#desk.tell(words.noNext);
  }

  /** Whether taking this one ends what is being answered. @param {HTMLElement | null} row */
  ends = (row) => !several.checked && rowsIn("answering").some((one) => one !== row);

  /** @param {HTMLElement} row to be answered now, in the place of what is */
  take(row) {
    const others = rowsIn("answering").filter((one) => one !== row);
    this.#turn(others, row);
  }

  /** @param {HTMLElement[]} live @param {HTMLElement | undefined} next */
  async #turn(live, next) {
    const rows = next ? [...live, next] : live;
    const was = new Map(
      rows.map((row) => [
        idOf(row),
        { does: row === next ? "take" : "answer", was: before(row), revision: revisionOf(row) },
      ]),
    );
    const each = [...was].map(([id, { does, revision }]) => ({ id, move: does, revision }));
    for (const row of rows) row.setAttribute("aria-busy", "true");
    const { ok, body } = await together({ each: JSON.stringify(each) }, [...was.keys()], this.#desk);
    for (const row of rows) row.removeAttribute("aria-busy");
    if (!ok) return this.#desk.refused(body.error);
    this.#told(live, next, wayBack(was, body, this.#desk), body);
  }

  /** @param {HTMLElement[]} live @param {HTMLElement | undefined} next @param {Undoing | null} back @param {Moved} body */
  #told(live, next, back, { skipped = [] }) {
    const numbers = live.map((row) => row.dataset.number).join(", ");
    const pattern = !next ? words.answer : live.length ? words.next : words.take;
    const text = fill(pattern, { n: next?.dataset.number ?? numbers, done: numbers });
    const missed = skipped.map(({ number }) => number).join(", ");
    this.#desk.undo.show(missed ? `${text} ${fill(words.skipped, { numbers: missed })}` : text, back);
    this.#desk.region.say(text);
  }
}
