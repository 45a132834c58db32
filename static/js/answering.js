/** The page on which a set of polls is answered: what is half written stays in this tab until it has been sent. */

import { all } from "./dom.js";
import { tab } from "./storage.js";

const KEPT = "answering";
const form = document.querySelector("form.answering");
const fields = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ (
  form ? all("input[name], textarea[name]", form) : []
);

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
const isChoice = (field) => ["radio", "checkbox"].includes(field.type);

function keep() {
  const data = new FormData(/** @type {HTMLFormElement} */ (form));
  tab.keep(KEPT, Object.fromEntries(fields.map(({ name }) => [name, data.getAll(name)])));
}

/** A poll that was not here when it was kept has what the page says. @param {Record<string, string[]>} kept */
function restore(kept) {
  for (const field of fields) {
    const values = kept[field.name];
    if (!values) continue;
    if (isChoice(field) && field instanceof HTMLInputElement) field.checked = values.includes(field.value);
    else field.value = values.shift() ?? "";
  }
}

if (form) {
  const kept = tab.read(KEPT, /** @type {Record<string, string[]>} */ ({}));
  if (form.hasAttribute("data-sent")) tab.forget(KEPT);
  else if (Object.keys(kept).length) restore(kept);
  form.addEventListener("input", keep);
}
