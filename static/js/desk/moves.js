/** Everything moderators do, sent in place: the same forms that work without script, with a key, a revision, and a way back. */

import { deliver, newKey } from "../sending.js";
import { fill, write } from "../words.js";
import { ask } from "./conflict.js";
import { outcome } from "./polls.js";
import { free, isHeld, release, setMine } from "./hold.js";
import { before, inverse } from "./inverse.js";
import { isChanged, rowAt } from "./rows.js";

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
const RESTED = ["delay", "extend", "start", "end"];
const words = document.querySelector("[data-desk-words]").dataset;
const head = () => document.getElementById("desk-programme-head");

/** @typedef {{kind: string, does: string, form: HTMLFormElement, row: HTMLElement | null, action: string, fields: Record<string, string>}} Wish */

export class Moves {
  #base;
  #undo;
  #region;
  #clock;
  #reached;
  #store;

  /** @param {{base: string, undo: import("./undo.js").Undo, region: any, clock: any, reached: (cursor: string) => void, store: (away: boolean) => void}} desk */
  constructor({ base, undo, region, clock, reached, store }) {
    this.#base = base;
    this.#undo = undo;
    this.#region = region;
    this.#clock = clock;
    this.#reached = reached;
    this.#store = store;
    document.addEventListener("submit", (submit) => this.#submit(submit));
    document.addEventListener(
      "click",
      (click) => isSecond(click) && click.target.closest("[data-send] button") && click.preventDefault(),
    );
  }

  /** Offers to take back the last move of the programme, whoever made it. */
  offer() {
    const form = document.querySelector('[data-send="undo"]');
    const what = form.querySelector("[data-undoes]").textContent;
    if (!what) return this.#tell(words.nothing, null);
    this.#tell(fill(words.takesBack, { what }), () => form.requestSubmit());
  }

  #submit(submit) {
    const form = submit.target;
    if (!form.matches("[data-send]")) return;
    submit.preventDefault();
    if (submit.submitter?.ariaDisabled === "true") return;
    const wish = read(form, submit.submitter);
    const busy = wish.row ?? form;
    if (busy.getAttribute("aria-busy") === "true") return;
    if (wish.kind === "label") settle(form); // done with at once: the next key is not meant for the field
    this.#send(wish, busy);
  }

  /** @param {Wish} wish @param {HTMLElement} busy */
  async #send(wish, busy) {
    const was = wish.kind === "question" ? before(wish.row) : wish.form.dataset.was;
    busy.setAttribute("aria-busy", "true");
    note(busy, "");
    if (wish.row) setMine(wish.row.id, true);
    const late = (status) => {
      note(busy, words.unsent);
      this.#region.say(words.unsent);
      this.#store(status === 503);
    };
    const sent = deliver({ key: newKey(), action: wish.action, fields: wish.fields }, late);
    this.#undo.expect(sent);
    const { ok, body } = await sent;
    this.#store(false);
    busy.removeAttribute("aria-busy");
    note(busy, "");
    if (ok) this.#done(wish, body, was);
    else await this.#refused(wish, busy, body.error ?? {});
    setTimeout(() => wish.row && setMine(wish.row.id, false), 2000);
    release();
  }

  #done(wish, body, was) {
    for (const { id } of body.questions ?? []) free(`question-${id}`);
    if (wish.form.matches("[data-words]") && wish.kind !== "label") settle(wish.form);
    this.#reached(body.cursor);
    if (wish.kind === "tell") document.getElementById(`retract-${body.announcement.id}`)?.focus(); // its own button goes
    const [what, back, reason] = this.#outcome(wish, body, was);
    this.#undo.show(what, back, reason);
    if (!TOLD.includes(wish.kind)) this.#region.say(what);
  }

  /** What was done in words, how to take it back, and how to say why. */
  #outcome({ kind, does, row, fields, action }, body, was) {
    if (kind === "question") {
      const { id, number, revision } = body.question;
      const back = inverse(does, was);
      const undo =
        back &&
        (() =>
          this.#act(
            "question",
            `${this.#base}/questions/${id}/${back.move}`,
            { ...back.fields, revision: String(revision) },
            back.move,
          ));
      const why = does === "dismiss" && !fields.reason ? () => askWhy(id) : null;
      return [fill((fields.on === "false" && words[`${does}Off`]) || words[does], { n: number }), undo, why];
    }
    if (kind === "label") {
      const { id, revision } = body.mark;
      return [
        words.label,
        was === undefined
          ? null
          : () =>
              this.#act(
                "label",
                `${this.#base}/questions/${id}/labels`,
                { labels: was, revision: String(revision) },
                "",
              ),
      ];
    }
    if (kind === "poll") {
      const { what, back } = outcome(does, body.poll, fields);
      return [
        what,
        back && (() => this.#act("poll", `${this.#base}/polls/${body.poll.id}/${back.move}`, back.fields, back.move)),
      ];
    }
    if (kind === "session" || kind === "insert") {
      return [
        body.agenda && row
          ? `${row.querySelector("[data-title]").textContent} ${this.#time(body.session)}`
          : words.saved,
        () => this.#act("undo", `${this.#base}/undo`, { revision: String(body.agenda.revision) }, "undo"),
      ];
    }
    if (kind === "announce" && body.announcement.due_at)
      return [
        words.scheduled,
        () => this.#act("retract", `${this.#base}/announcements/${body.announcement.id}/retract`, {}, "retract"),
      ];
    if (kind === "tell" || kind === "correct") return [words.saved, null];
    if (kind === "announce")
      return [
        words.made,
        () => this.#act("retract", `${this.#base}/announcements/${body.announcement.id}/retract`, {}, "retract"),
      ];
    if (kind === "undo") return [words.undone, null];
    if (kind === "retract") return [words.retracted, null];
    const [name, value] = Object.entries(fields).find(([field]) => field !== "revision") ?? [];
    const off = { true: "false", false: "true", clock: "hand", hand: "clock" }[value] ?? was;
    return [
      words.saved,
      off ? () => this.#act("setting", action, { [name]: off, revision: String(body.event.revision) }, "") : null,
    ];
  }

  /** A move without a form: an undo. */
  #act(kind, action, fields, does) {
    const form = document.createElement("form");
    const row = ["question", "label"].includes(kind)
      ? document.getElementById(`question-${action.split("/").at(-2)}`)
      : null;
    this.#send({ kind, does, form, row, action, fields }, row ?? form);
  }

  async #refused(wish, busy, error) {
    const current = error.current;
    if (
      wish.kind === "question" &&
      current?.status === TARGETS[wish.does] &&
      !wish.fields.text &&
      !wish.fields.reason
    ) {
      return this.#tell(error.message, null);
    }
    this.#region.say(error.message);
    if (wish.kind === "label" && wish.form.elements.label && !wish.fields.on)
      wish.form.elements.label.value = wish.fields.label;
    if (!current || error.code !== "conflict") return void note(busy, error.message);
    const place =
      wish.form.isConnected && wish.form.matches("[data-words]")
        ? wish.form
        : (wish.row ?? document.querySelector(".programme__top"));
    this.#undo.hide();
    if (!(await ask(place, error, this.#clock))) {
      if (wish.row && !wish.fields.text) release();
      return;
    }
    const revision = String(current.agenda?.revision ?? current.revision);
    this.#send({ ...wish, fields: { ...wish.fields, revision } }, busy);
  }

  #tell(what, back, reason) {
    this.#undo.show(what, back, reason);
    this.#region.say(what);
  }

  #time(session) {
    return `${this.#clock.time(Date.parse(session.starts))}–${this.#clock.time(Date.parse(session.ends))}`;
  }
}

let last = { x: 0, y: 0 }; // where the last click was

/** The second half of a double click: what has come under the pointer meanwhile is not meant. A second tap elsewhere is, however soon. */
function isSecond({ detail, clientX: x, clientY: y }) {
  const isThere = Math.hypot(x - last.x, y - last.y) < SAME;
  last = { x, y };
  return detail > 1 && isThere;
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button @returns {Wish} */
function read(form, button) {
  const does = button?.dataset.does ?? "";
  const row = rowAt(form);
  const fields = Object.fromEntries([...new FormData(form, button)].map(([name, value]) => [name, String(value)]));
  if ("changedOnly" in form.dataset) {
    for (const field of form.elements)
      if (field.name && field.type !== "hidden" && field !== button && !isChanged(field)) delete fields[field.name];
  }
  const seen = revision(form, row);
  if (seen) fields.revision = seen;
  const rest = document.getElementById("rest-for-all")?.value;
  if (rest && RESTED.includes(does) && !fields.rest) fields.rest = rest;
  return {
    kind: form.dataset.send,
    does,
    form,
    row,
    action: button?.getAttribute("formaction") ?? form.getAttribute("action"),
    fields,
  };
}

/** The revision the moderator has seen: of the programme as a whole for its moves, unless this row has changed unseen. */
function revision(form, row) {
  const kind = form.dataset.send;
  if (kind === "question") return row.dataset.revision;
  if (kind === "setting") return form.closest("[data-revision]").dataset.revision;
  if (!["session", "insert", "undo"].includes(kind)) return "";
  return row && isHeld(row.id) ? form.elements.revision.value : head().dataset.revision;
}

/** Sent: nothing is being written here any more, and the panel closes. @param {HTMLFormElement} form */
function settle(form) {
  form.reset();
  const panel = form.closest("details");
  if (panel?.contains(document.activeElement)) (rowAt(form) ?? panel.querySelector("summary")).focus();
  if (panel) panel.open = false;
}

function note(place, text) {
  const slot = place.querySelector(':scope [data-slot="note"]');
  if (!slot) return;
  write(slot, text);
  slot.hidden = !text;
}

/** Opens the dismissed question where a reason can be given. */
function askWhy(id) {
  const field = document.getElementById(`reason-${id}`);
  if (!field) return;
  field.closest("[data-panel]").dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  field.closest("details").open = true;
  field.focus();
}
