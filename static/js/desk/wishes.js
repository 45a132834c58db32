/** What a press means: the move, what it is a move of, where it is sent, and the revision the moderator has seen. */

import { the } from "../dom.js";
import { fieldsOf } from "./fields.js";
import { isHeld } from "./hold.js";
import { isChanged, rowAt, rowOf } from "./rows.js";

const RESTED = ["delay", "extend", "start", "end"]; // moves after which the rest of the programme follows in some way

/**
 * @param {string} kind
 * @param {string} does
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} shown
 * @param {string} action
 * @param {Record<string, string>} fields
 * @returns {Wish}
 */
export function wished(kind, does, form, shown, action, fields) {
  const question = ["question", "label"].includes(kind) ? action.split("/").at(-2) : "";
  /** @type {Record<string, string>} */
  const things = { question: `question-${question}`, label: `mark-${question}`, setting: "event" };
  const was = Number(fields.revision ?? shown?.dataset.mark ?? 0);
  return { kind, does, form, shown, action, fields, about: things[kind] ?? "agenda", was };
}

/** What a form, pressed by one of its buttons, is for. @param {HTMLFormElement} form @param {HTMLElement | null} button */
export function wishOf(form, button) {
  const isRow = form.id === "act"; // the form that the buttons of all lines share
  const action = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  const shown = isRow ? rowAt(button) : (form.closest("[data-chosen]") ?? rowAt(form));
  const does = button?.dataset.does ?? (isRow ? (action.split("/").at(-1) ?? "") : "");
  const fields = fieldsOf(form, button);
  if ("changedOnly" in form.dataset) leaveOut(form, button, fields);
  const wish = wished(isRow ? "question" : (form.dataset.send ?? ""), does, form, shown, action, fields);
  const seen = revision(wish);
  if (seen) fields.revision = seen;
  const rest = /** @type {HTMLSelectElement | null} */ (document.getElementById("rest-for-all"))?.value;
  if (rest && RESTED.includes(does) && !fields.rest) fields.rest = rest;
  return { ...wish, was: Number(fields.revision ?? wish.was) };
}

/**
 * What has not been changed is not sent: somebody else may have changed it.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {Record<string, string>} fields
 */
function leaveOut(form, button, fields) {
  for (const field of /** @type {Iterable<import("./rows.js").Field>} */ (form.elements)) {
    if (field.name && field.type !== "hidden" && field !== button && !isChanged(field)) delete fields[field.name];
  }
}

/** What was wished for a question that was still being moved is about what that has become. @param {Wish} wish @returns {Wish} */
export function renewed(wish) {
  const now = wish.kind === "question" && rowOf(wish.about.slice("question-".length))?.dataset.revision;
  return now ? { ...wish, was: Number(now), fields: { ...wish.fields, revision: now } } : wish;
}

/**
 * The revision the moderator has seen: of the programme as a whole for its moves, unless this row has changed unseen.
 * @param {Wish} wish
 * @returns {string | undefined}
 */
function revision({ kind, form, shown }) {
  if (kind === "question") return form.id === "act" ? "" : (form.elements.revision?.value ?? shown?.dataset.revision);
  if (kind === "setting") return form.closest("[data-revision]")?.dataset.revision;
  if (!["session", "insert", "undo"].includes(kind)) return "";
  return shown && isHeld(shown.id) ? form.elements.revision.value : the("#desk-programme-head").dataset.revision;
}

/** Where it is seen that something is under way. @param {Wish} wish */
export const placeOf = ({ shown, form }) => (shown?.matches(".row, .slot") ? shown : form);
