/** Everything moderators do, sent in place: the same forms that work without script, with a key, a revision, and a way back. */

import { the } from "../dom.js";
import { newKey } from "../patience.js";
import { deliver } from "../sending.js";
import { fill } from "../words.js";
import { ask } from "./conflict.js";
import { free, mineUntil, release } from "./hold.js";
import { outcome } from "./outcomes.js";
import { askWhy, close, note, settle } from "./panels.js";
import { before, chosen, idOf, rowOf } from "./rows.js";
import { placeOf, renewed, wished, wishOf } from "./wishes.js";

/** What a question has become by each move. @type {Record<string, string>} */
const TARGETS = {
  approve: "approved",
  take: "live",
  dismiss: "dismissed",
  answer: "answered",
  reopen: "approved",
  hold: "pending",
  merge: "merged",
};
const TOLD = ["session", "insert", "undo"]; // everyone at the desk is told of these in words, also the one who did it
const SAME = 24; // px: the size of a small target
const words = the("[data-desk-words]").dataset;

export class Moves {
  #desk;
  #next;
  /** What is being done to a thing, and when it is done, by what moves are about. @type {Map<string, {does: string, done: Promise<unknown>}>} */
  #underWay = new Map();

  /** @param {Desk} desk @param {import("./next.js").Next} next */
  constructor(desk, next) {
    this.#desk = desk;
    this.#next = next;
    document.addEventListener("submit", (submit) => this.#submit(submit));
    document.addEventListener(
      "click",
      (click) => isSecond(click) && click.target.closest("[data-send] button") && click.preventDefault(),
    );
  }

  /** Offers to take back the last move of the programme, whoever made it. */
  offer() {
    /** @type {HTMLFormElement} */
    const form = the("#desk-programme-undo");
    const what = the("[data-undoes]", form).textContent;
    if (!what) return this.#desk.tell(words.nothing);
    const text = fill(words.takesBack, { what });
    this.#desk.undo.offer(text, () => form.requestSubmit());
    this.#desk.region.say(text);
  }

  /**
   * A move of a question without a button.
   * @param {HTMLElement} shown a line, or the pane's question
   * @param {string} does
   * @param {Record<string, string>} [fields]
   */
  move(shown, does, fields = {}) {
    const { revision = "" } = shown.dataset;
    const action = `${this.#desk.base}/questions/${idOf(shown)}/${does}`;
    this.#begin(wished("question", does, document.createElement("form"), shown, action, { ...fields, revision }));
  }

  /** @param {SubmitEvent} submit */
  #submit(submit) {
    const { target: form, submitter: button } = submit;
    if (!form.matches("[data-send], #act")) return;
    submit.preventDefault();
    if (button?.getAttribute("aria-disabled") === "true") return;
    const wish = wishOf(form, button);
    if (wish.kind === "label") settle(form); // done with at once: the next key is not meant for the field
    this.#begin(wish);
  }

  /**
   * One after the other: what is pressed while the last is under way follows it, but for the same press twice.
   * @param {Wish} wish
   */
  #begin(wish) {
    const busy = placeOf(wish);
    const now = this.#underWay.get(wish.about);
    if (now?.does === wish.does && wish.does) return;
    if (now) return void now.done.then(() => this.#begin(renewed(wish)));
    if (busy.getAttribute("aria-busy") === "true") return;
    if (wish.kind === "question" && wish.does === "take" && wish.shown && this.#next.ends(wish.shown)) {
      return this.#next.take(wish.shown);
    }
    const done = this.#send(wish, busy).finally(() => this.#underWay.delete(wish.about));
    this.#underWay.set(wish.about, { does: wish.does, done });
  }

  /** What became of it, or null. @param {Wish} wish @param {HTMLElement} busy @returns {Promise<Moved | null>} */
  async #send(wish, busy) {
    const seen = {
      question: wish.kind === "question" && wish.shown ? before(wish.shown) : null,
      words: wish.form.dataset.was,
    };
    const row = wish.about.startsWith("question-") ? wish.about : "";
    busy.setAttribute("aria-busy", "true");
    note(busy, "");
    const sent = this.#delivered(wish, busy);
    if (row) mineUntil(row, sent);
    const { ok, body } = await sent;
    busy.removeAttribute("aria-busy");
    note(busy, "");
    if (ok) this.#done(wish, body, seen);
    else await this.#refused(wish, busy, body.error);
    release();
    return ok ? body : null;
  }

  /** @param {Wish} wish @param {HTMLElement} busy @returns {Promise<Sent>} */
  async #delivered(wish, busy) {
    const late = (/** @type {number | undefined} */ status) => {
      note(busy, words.unsent);
      this.#desk.tell(words.unsent);
      this.#desk.store(status === 503);
    };
    const sent = deliver({ key: newKey(), action: wish.action, fields: wish.fields }, late);
    this.#desk.undo.expect(sent);
    const answer = await sent;
    this.#desk.store(false);
    return answer;
  }

  /** @param {Wish} wish @param {Moved} body @param {Seen} seen */
  #done(wish, body, seen) {
    const come = this.#desk.reached(body.cursor);
    for (const { id } of body.questions ?? []) free(`question-${id}`, come);
    if (wish.about.startsWith("question-")) free(wish.about, come);
    if (wish.form.matches("[data-words]") && wish.kind !== "label") settle(wish.form);
    if (wish.kind === "reply") close(wish.form);
    if (wish.kind === "tell") document.getElementById(`retract-${body.announcement.id}`)?.focus(); // its own button goes
    const { what, back } = outcome(wish, body, seen);
    const why = wish.does === "dismiss" && !wish.fields.reason ? () => askWhy(body.question.id) : null;
    if (!wish.isBack) this.#desk.undo.show(what, back && this.#wayBack(wish, body, back), why);
    if (!TOLD.includes(wish.kind)) this.#desk.region.say(what);
    document.dispatchEvent(new CustomEvent(wish.kind === "label" ? "live:labelled" : "live:done"));
  }

  /**
   * A step to undo: sent with the revision it has by then.
   * @param {Wish} wish
   * @param {Moved} body
   * @param {WayBack} back
   * @returns {Undoing}
   */
  #wayBack({ about, was }, body, { kind, path, fields, does }) {
    const run = async (/** @type {Part[]} */ [{ now }]) => {
      const form = document.createElement("form");
      const shown = kind === "question" ? (rowOf(about.slice("question-".length)) ?? chosen() ?? form) : null;
      const revised = { ...fields, ...(now ? { revision: String(now) } : {}) };
      const wish = wished(kind, does, form, shown, `${this.#desk.base}/${path}`, revised);
      const answer = await this.#send({ ...wish, isBack: true }, shown ?? form);
      return answer && [{ about, now: revisionAfter(answer) }];
    };
    return { parts: [{ about, was, now: revisionAfter(body) }], run };
  }

  /** @param {Wish} wish @param {HTMLElement} busy @param {Refusal} [error] */
  async #refused(wish, busy, error = { code: "", message: "" }) {
    const current = error.current;
    const isDone = wish.kind === "question" && current?.status === TARGETS[wish.does];
    if (isDone && !wish.fields.text && !wish.fields.reason) return this.#desk.tell(error.message);
    this.#desk.region.say(error.message);
    if (wish.kind === "label" && wish.form.elements.label && !wish.fields.on)
      wish.form.elements.label.value = wish.fields.label;
    if (!current || error.code !== "conflict") {
      const field = /** @type {Element | null} */ (wish.form.elements.namedItem(error.field ?? ""));
      if (!note(field?.closest(".field__row") ?? busy, error.message)) this.#desk.undo.show(error.message, null);
      return;
    }
    const place = wish.form.isConnected && wish.form.matches("[data-words]") ? wish.form : the(".desk__foot");
    this.#desk.undo.hide();
    if (!(await ask(place, error, this.#desk.clock))) {
      if (!wish.fields.text) release();
      return;
    }
    const revision = String(current.agenda?.revision ?? current.revision);
    this.#send({ ...wish, fields: { ...wish.fields, revision } }, busy);
  }
}

/** The number of the thing as it is after a move. @param {Moved} body */
const revisionAfter = ({ question, mark, agenda, event }) => (question ?? mark ?? agenda ?? event)?.revision ?? 0;

let last = { x: 0, y: 0 }; // where the last click was

/**
 * The second half of a double click: what has come under the pointer meanwhile is not meant. A second tap elsewhere is,
 * however soon.
 * @param {MouseEvent} click
 */
function isSecond({ detail, clientX: x, clientY: y }) {
  const isThere = Math.hypot(x - last.x, y - last.y) < SAME;
  last = { x, y };
  return detail > 1 && isThere;
}
