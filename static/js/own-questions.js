/** What an asker can do with a question of their own: correct it while it waits, and take it back, which gives the words back. */

import { the } from "./dom.js";
import { newKey } from "./patience.js";
import { deliver } from "./sending.js";
import { write } from "./words.js";

/**
 * @typedef {{
 *   refresh: () => void,
 *   takenBack: (fields: Record<string, string>) => void,
 *   failed: (text: string | undefined) => void,
 * }} Around `refresh`: my questions have changed
 */

/** @param {Around} around */
export function startOwnQuestions(around) {
  document.addEventListener("submit", (submit) => {
    const row = submit.target.closest("[data-question]");
    if (!row || !submit.target.matches("[data-withdraw], [data-reword]")) return;
    submit.preventDefault();
    if (submit.target.getAttribute("aria-busy") === "true") return;
    if (submit.target.matches("[data-withdraw]")) withdraw(submit, row, around);
    else reword(submit.target, around);
  });
}

/** @param {SubmitEvent} submit @param {HTMLElement} row @param {Around} around */
async function withdraw(submit, row, { refresh, takenBack, failed }) {
  const text = the(".question__text", row).innerText;
  row.focus({ preventScroll: true }); // the button is about to go
  const { ok, body } = await sent(submit.target, `withdraw-${row.dataset.question}`, {}, () => {});
  if (!ok) return failed(body.error?.message);
  takenBack({ text });
  refresh();
}

/** @param {HTMLFormElement} form @param {Around} around */
async function reword(form, { refresh }) {
  const note = the('[data-slot="note"]', form);
  write(note, "");
  const text = form.elements.text.value;
  const words = document.querySelector("[data-ask]")?.dataset;
  const { ok, body } = await sent(form, newKey(), { text }, () => write(note, words?.kept));
  write(note, ok ? "" : body.error?.message);
  const panel = form.closest("details");
  if (!ok || !panel || form.elements.text.value !== text) return;
  if (panel.contains(document.activeElement)) the("summary", panel).focus();
  panel.open = false;
  refresh();
}

/** @param {HTMLFormElement} form @param {string} key @param {Record<string, string>} fields @param {() => void} late */
async function sent(form, key, fields, late) {
  form.setAttribute("aria-busy", "true");
  const outcome = await deliver({ key, action: form.getAttribute("action") ?? "", fields }, late);
  form.removeAttribute("aria-busy");
  return outcome;
}
