/** What is half written stays with its question, whatever the pane shows meanwhile and when the page is loaded again. */

import { all, around, the } from "../dom.js";
import { tab } from "../storage.js";
import { idOf, isChanged, rowOf } from "./rows.js";

const KEPT = "drafts";
/** The words, by the question and the form. @type {Map<string, string>} */
const drafts = new Map(tab.read(KEPT, /** @type {[string, string][]} */ ([])));

const FIELD = "textarea, input:not([type=hidden])";
/** @param {HTMLElement} form */
const questionOf = (form) => form.closest("[data-question]")?.dataset.question ?? "";
/** @param {HTMLElement} form */
const nameOf = (form) => `${questionOf(form)} ${form.dataset.draft}`;

/** @param {Element} pane in which a question has just been put */
export function restore(pane) {
  for (const form of all("[data-draft]", pane)) {
    const words = drafts.get(nameOf(form));
    if (words === undefined) continue;
    /** @type {HTMLInputElement | HTMLTextAreaElement} */
    const field = the(FIELD, form);
    field.value = words;
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }
}

/** @param {string} question id @returns {boolean} */
export const hasDraft = (question) => [...drafts.keys()].some((name) => name.startsWith(`${question} `));

/** @param {Event} input */
function keep(input) {
  const form = around(input, "[data-draft]");
  if (!form) return;
  const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (input.target);
  if (isChanged(field)) drafts.set(nameOf(form), field.value);
  else drafts.delete(nameOf(form));
  noted(questionOf(form));
}

/** @param {string} question id */
function noted(question) {
  tab.keep(KEPT, [...drafts]);
  mark(question);
}

/** The line says that something is half written about it. @param {string} question id */
function mark(question) {
  rowOf(question)?.classList.toggle("has-draft", hasDraft(question));
}

document.addEventListener("input", keep);
document.addEventListener("reset", (reset) => {
  const form = around(reset, "[data-draft]");
  if (form) setTimeout(() => forget(form));
});
document.addEventListener("live:put", ({ target }) => target.matches(".row") && mark(idOf(target)));

/** @param {HTMLElement} form */
function forget(form) {
  if (!form.isConnected) return;
  drafts.delete(nameOf(form));
  noted(questionOf(form));
}

for (const name of drafts.keys()) mark(name.split(" ")[0]);
