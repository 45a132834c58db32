/** What is half written stays with its question, whatever the pane shows meanwhile, for as long as this tab lives. */

import { isChanged, rowOf } from "./rows.js";

const drafts = new Map(); // "question form" → the words

const FIELD = "textarea, input:not([type=hidden])";
const nameOf = (form) => `${form.closest("[data-question]").dataset.question} ${form.dataset.draft}`;

/** @param {Element} pane in which a question has just been put */
export function restore(pane) {
  for (const form of pane.querySelectorAll("[data-draft]")) {
    const words = drafts.get(nameOf(form));
    if (words === undefined) continue;
    form.querySelector(FIELD).value = words;
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }
}

/** @param {string} question id @returns {boolean} */
export const hasDraft = (question) => [...drafts.keys()].some((name) => name.startsWith(`${question} `));

function keep({ target }) {
  const form = target.closest?.("[data-draft]");
  if (!form) return;
  if (isChanged(target)) drafts.set(nameOf(form), target.value);
  else drafts.delete(nameOf(form));
  mark(form.closest("[data-question]").dataset.question);
}

/** The line says that something is half written about it. */
function mark(question) {
  rowOf(question)?.classList.toggle("has-draft", hasDraft(question));
}

document.addEventListener("input", keep);
document.addEventListener("reset", ({ target }) => setTimeout(() => forget(target)));
document.addEventListener("live:put", ({ target }) => target.matches(".row") && mark(target.dataset.question));

function forget(form) {
  if (!form.matches("[data-draft]") || !form.isConnected) return;
  drafts.delete(nameOf(form));
  mark(form.closest("[data-question]").dataset.question);
}
