/** One question is being answered at a time: the space key marks it as answered and takes the first of the queue; to
 * take another one does the same. Asks nothing, and is one step to undo. */

import { listNamed } from "../apply.js";
import { device } from "../storage.js";
import { fill } from "../words.js";
import { before } from "./inverse.js";
import { together, wayBack } from "./together.js";

const KEPT = "several";
const words = document.querySelector("[data-desk-words]").dataset;
const several = document.querySelector("[data-several-at-once]");
const rowsIn = (name) => [...listNamed(name).children].filter((row) => row.matches("[data-row]:not([hidden])"));

export class Next {
  #desk;

  /** @param {any} desk */
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

  /** Whether taking this one ends what is being answered. @param {HTMLElement} row */
  ends = (row) => !several.checked && rowsIn("answering").some((one) => one !== row);

  /** @param {HTMLElement} row to be answered now, in the place of what is */
  take(row) {
    const others = rowsIn("answering").filter((one) => one.dataset.question !== row.dataset.question);
    this.#turn(others, row);
  }

  async #turn(live, next) {
    const steps = [...live.map((row) => [row, "answer"]), ...(next ? [[next, "take"]] : [])];
    const was = new Map(
      steps.map(([row, does]) => [
        row.dataset.question,
        { does, was: before(row), revision: Number(row.dataset.revision) },
      ]),
    );
    const each = [...was].map(([id, { does, revision }]) => ({ id, move: does, revision }));
    for (const [row] of steps) row.setAttribute("aria-busy", "true");
    const { ok, body } = await together({ each: JSON.stringify(each) }, [...was.keys()], this.#desk);
    for (const [row] of steps) row.removeAttribute("aria-busy");
    if (!ok) return this.#desk.refused(body.error);
    this.#told(live, next, was, body);
  }

  #told(live, next, was, body) {
    const numbers = live.map((row) => row.dataset.number).join(", ");
    const pattern = !next ? words.answer : live.length ? words.next : words.take;
    const text = fill(pattern, { n: next?.dataset.number ?? numbers, done: numbers });
    const missed = body.skipped.map(({ number }) => number).join(", ");
    this.#desk.undo.show(
      missed ? `${text} ${fill(words.skipped, { numbers: missed })}` : text,
      wayBack(was, body, this.#desk),
    );
    this.#desk.region.say(text);
  }
}
