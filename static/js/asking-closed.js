/** When asking closes, half a question stays in sight and can be copied; opened again, it stands in the composer as before. */

import { printed, the } from "./dom.js";
import { write } from "./words.js";

/** @type {HTMLFormElement} */
const form = the("[data-ask]");

/** @param {(text: string | undefined) => void} said */
export function startAskingClosed(said) {
  look(said);
  document.addEventListener("live:put", ({ target }) => target.id === "asking" && look(said));
}

/** @param {(text: string | undefined) => void} said */
function look(said) {
  const line = the("#asking");
  const words = form.elements.text.value.trim();
  const isOpen = line.dataset.open === "true";
  const before = document.querySelector("[data-unasked]");
  if (isOpen || !words) return before?.remove();
  const kept = before ?? printed("template[data-unasked-words]");
  write(the("[data-text]", kept), words);
  if (before) return;
  form.after(kept);
  said(the("p", kept).textContent ?? "");
}
