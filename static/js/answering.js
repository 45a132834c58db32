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
  tab.keep(KEPT, Object.fromEntries([...data.keys()].map((name) => [name, data.getAll(name)])));
}

/** @param {Record<string, string[]>} kept */
function restore(kept) {
  /** @type {Map<string, string[]>} */
  const left = new Map(Object.entries(kept).map(([name, values]) => [name, [...values]]));
  for (const field of fields) {
    const values = left.get(field.name);
    if (isChoice(field) && field instanceof HTMLInputElement) field.checked = Boolean(values?.includes(field.value));
    else field.value = values?.shift() ?? "";
  }
}

if (form) {
  const kept = tab.read(KEPT, /** @type {Record<string, string[]>} */ ({}));
  if (form.hasAttribute("data-sent")) tab.forget(KEPT);
  else if (Object.keys(kept).length) restore(kept);
  form.addEventListener("input", keep);
}
