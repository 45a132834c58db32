/** Everything moderators do, sent in place: the same forms that work without script, with a key, a revision, and a way back. */

import { deliver, newKey } from "../sending.js";
import { fill, write } from "../words.js";
import { ask } from "./conflict.js";
import { fieldsOf } from "./fields.js";
import { free, isHeld, release, setMine } from "./hold.js";
import { before } from "./inverse.js";
import { outcome } from "./outcomes.js";
import { choose } from "./pane.js";
import { chosen, isChanged, rowAt, rowOf } from "./rows.js";

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
const AFTERGLOW = 2000; // ms in which what follows a move still belongs to it
const RESTED = ["delay", "extend", "start", "end"];
const words = document.querySelector("[data-desk-words]").dataset;
const head = () => document.getElementById("desk-programme-head");

/** `shown`: where it was pressed, a line or the pane's question. `about`: the thing it changes, `was` its revision before.
 *  @typedef {{kind: string, does: string, form: HTMLFormElement, shown: HTMLElement | null, about: string, was: number,
 *    action: string, fields: Record<string, string>, isBack?: boolean}} Wish `isBack`: it takes another one back */

export class Moves {
  #desk;
  #underWay = new Map(); // what a move is about → what is being done to it, and when it is done

  /** @param {any} desk */
  constructor(desk) {
    this.#desk = desk;
    document.addEventListener("submit", (submit) => this.#submit(submit));
    document.addEventListener(
      "click",
      (click) => isSecond(click) && click.target.closest("[data-send] button") && click.preventDefault(),
    );
  }

  /** Offers to take back the last move of the programme, whoever made it. */
  offer() {
    const form = document.getElementById("desk-programme-undo");
    const what = form.querySelector("[data-undoes]").textContent;
    if (!what) return this.#desk.tell(words.nothing);
    const text = fill(words.takesBack, { what });
    this.#desk.undo.offer(text, () => form.requestSubmit());
    this.#desk.region.say(text);
  }

  /** A move of a question without a button. @param {HTMLElement} shown a line, or the pane's question @param {string} does @param {Record<string, string>} [fields] */
  move(shown, does, fields = {}) {
    const { question, revision } = shown.dataset;
    const action = `${this.#desk.base}/questions/${question}/${does}`;
    this.#wished(this.#wish("question", does, document.createElement("form"), shown, action, { ...fields, revision }));
  }

  #submit(submit) {
    const form = submit.target;
    const button = submit.submitter;
    if (!form.matches("[data-send], #act")) return;
    submit.preventDefault();
    if (button?.getAttribute("aria-disabled") === "true") return;
    const wish = this.#read(form, button);
    if (wish.kind === "label") settle(form); // done with at once: the next key is not meant for the field
    this.#wished(wish);
  }

  /** One after the other: what is pressed while the last is under way follows it, but for the same press twice. */
  #wished(wish) {
    const busy = placeOf(wish);
    const now = this.#underWay.get(wish.about);
    if (now?.does === wish.does && wish.does) return;
    if (now) return void now.done.then(() => this.#wished(renewed(wish)));
    if (busy.getAttribute("aria-busy") === "true") return;
    if (wish.kind === "question" && wish.does === "take" && this.#desk.next.ends(wish.shown)) {
      return this.#desk.next.take(wish.shown);
    }
    const done = this.#send(wish, busy).finally(() => this.#underWay.delete(wish.about));
    this.#underWay.set(wish.about, { does: wish.does, done });
  }

  /** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button @returns {Wish} */
  #read(form, button) {
    const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const shown = form.id === "act" ? rowAt(button) : (form.closest("[data-chosen]") ?? rowAt(form));
    const does = button?.dataset.does ?? (form.id === "act" ? action.split("/").at(-1) : "");
    const fields = fieldsOf(form, button);
    if ("changedOnly" in form.dataset) {
      for (const field of form.elements) {
        if (field.name && field.type !== "hidden" && field !== button && !isChanged(field)) delete fields[field.name];
      }
    }
    const wish = this.#wish(form.id === "act" ? "question" : form.dataset.send, does, form, shown, action, fields);
    const seen = revision(wish);
    if (seen) fields.revision = seen;
    const rest = document.getElementById("rest-for-all")?.value;
    if (rest && RESTED.includes(does) && !fields.rest) fields.rest = rest;
    return { ...wish, was: Number(fields.revision ?? wish.was) };
  }

  #wish(kind, does, form, shown, action, fields) {
    const question = ["question", "label"].includes(kind) ? action.split("/").at(-2) : "";
    const about = { question: `question-${question}`, label: `mark-${question}`, setting: "event" }[kind] ?? "agenda";
    return { kind, does, form, shown, action, fields, about, was: Number(fields.revision ?? shown?.dataset.mark ?? 0) };
  }

  /** @param {Wish} wish @param {HTMLElement} busy @returns {Promise<any>} what became of it, or null */
  async #send(wish, busy) {
    const shown = wish.kind === "question" ? before(wish.shown) : wish.form.dataset.was;
    const row = wish.about.startsWith("question-") ? wish.about : "";
    busy.setAttribute("aria-busy", "true");
    note(busy, "");
    if (row) setMine(row, true);
    const { ok, body } = await this.#delivered(wish, busy);
    busy.removeAttribute("aria-busy");
    note(busy, "");
    if (ok) this.#done(wish, body, shown);
    else await this.#refused(wish, busy, body.error ?? {});
    setTimeout(() => row && setMine(row, false), AFTERGLOW);
    release();
    return ok ? body : null;
  }

  async #delivered(wish, busy) {
    const late = (status) => {
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

  #done(wish, body, was) {
    for (const { id } of body.questions ?? []) free(`question-${id}`);
    if (wish.about.startsWith("question-")) free(wish.about);
    if (wish.form.matches("[data-words]") && wish.kind !== "label") settle(wish.form);
    if (wish.kind === "reply") fold(wish.form);
    this.#desk.reached(body.cursor);
    if (wish.kind === "tell") document.getElementById(`retract-${body.announcement.id}`)?.focus(); // its own button goes
    const { what, back } = outcome(wish, body, was);
    const why = wish.does === "dismiss" && !wish.fields.reason ? () => askWhy(body.question.id) : null;
    if (!wish.isBack) this.#desk.undo.show(what, back && this.#wayBack(wish, body, back), why);
    if (!TOLD.includes(wish.kind)) this.#desk.region.say(what);
    document.dispatchEvent(new CustomEvent(wish.kind === "label" ? "live:labelled" : "live:done"));
  }

  /** A step to undo: sent with the revision it has by then. */
  #wayBack({ about, was }, body, { kind, path, fields, does }) {
    const run = async ([{ now }]) => {
      const form = document.createElement("form");
      const shown = kind === "question" ? (rowOf(about.slice("question-".length)) ?? chosen() ?? form) : null;
      const revised = { ...fields, ...(now ? { revision: String(now) } : {}) };
      const wish = this.#wish(kind, does, form, shown, `${this.#desk.base}/${path}`, revised);
      const answer = await this.#send({ ...wish, isBack: true }, shown ?? form);
      return answer && [{ about, now: revisionOf(answer) }];
    };
    return { parts: [{ about, was, now: revisionOf(body) }], run };
  }

  async #refused(wish, busy, error) {
    const current = error.current;
    const isDone = wish.kind === "question" && current?.status === TARGETS[wish.does];
    if (isDone && !wish.fields.text && !wish.fields.reason) return this.#desk.tell(error.message);
    this.#desk.region.say(error.message);
    if (wish.kind === "label" && wish.form.elements.label && !wish.fields.on)
      wish.form.elements.label.value = wish.fields.label;
    if (!current || error.code !== "conflict") {
      if (!note(busy, error.message)) this.#desk.undo.show(error.message, null);
      return;
    }
    const place =
      wish.form.isConnected && wish.form.matches("[data-words]") ? wish.form : document.querySelector(".desk__foot");
    this.#desk.undo.hide();
    if (!(await ask(place, error, this.#desk.clock))) {
      if (!wish.fields.text) release();
      return;
    }
    const revision = String(current.agenda?.revision ?? current.revision);
    this.#send({ ...wish, fields: { ...wish.fields, revision } }, busy);
  }
}

/** The number of the thing as it is after a move. */
const revisionOf = ({ question, mark, agenda, event }) => (question ?? mark ?? agenda ?? event)?.revision ?? 0;

/** What was wished for a question that was still being moved is about what that has become. @param {Wish} wish @returns {Wish} */
function renewed(wish) {
  const now = wish.kind === "question" && rowOf(wish.about.slice("question-".length))?.dataset.revision;
  return now ? { ...wish, was: Number(now), fields: { ...wish.fields, revision: now } } : wish;
}

let last = { x: 0, y: 0 }; // where the last click was

/** The second half of a double click: what has come under the pointer meanwhile is not meant. A second tap elsewhere is, however soon. */
function isSecond({ detail, clientX: x, clientY: y }) {
  const isThere = Math.hypot(x - last.x, y - last.y) < SAME;
  last = { x, y };
  return detail > 1 && isThere;
}

/** Where it is seen that something is under way. @param {Wish} wish */
const placeOf = ({ shown, form }) => (shown?.matches(".row, .slot") ? shown : form);

/** The revision the moderator has seen: of the programme as a whole for its moves, unless this row has changed unseen. */
function revision({ kind, form, shown }) {
  if (kind === "question") return form.id === "act" ? "" : (form.elements.revision?.value ?? shown.dataset.revision);
  if (kind === "setting") return form.closest("[data-revision]").dataset.revision;
  if (!["session", "insert", "undo"].includes(kind)) return "";
  return shown && isHeld(shown.id) ? form.elements.revision.value : head().dataset.revision;
}

/** Sent: nothing is being written here any more, and the panel closes. @param {HTMLFormElement} form */
function settle(form) {
  form.reset();
  const panel = form.closest("details");
  if (!panel && !form.contains(document.activeElement)) return;
  const pane = form.closest("[data-chosen]");
  if (form.contains(document.activeElement) || panel?.contains(document.activeElement)) {
    (pane
      ? (rowOf(pane.dataset.question) ?? document.getElementById("chosen-heading"))
      : (rowAt(form) ?? panel?.querySelector("summary"))
    )?.focus();
  }
  if (panel) panel.open = false;
}

function fold(form) {
  const panel = form.closest("details.alarm");
  if (panel) panel.open = false;
}

/** @returns {boolean} whether there is a place for it */
function note(place, text) {
  const slot =
    place.querySelector(':scope [data-slot="note"]') ??
    place.closest?.("[data-chosen]")?.querySelector('[data-slot="note"]');
  if (!slot) return false;
  write(slot, text);
  slot.hidden = !text;
  return true;
}

/** Opens the dismissed question where a reason can be given. */
async function askWhy(id) {
  const pane = await choose(id);
  const field = pane?.querySelector(`#reason-${CSS.escape(id)}`);
  if (!field) return;
  field.closest("details").open = true;
  field.focus();
}
