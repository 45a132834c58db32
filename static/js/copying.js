/** Buttons that copy the words beside them, for words that cannot be sent from here any more. */

import { around } from "./dom.js";
import { write } from "./words.js";

const BACK = 2000; // ms the button says that it did

/** @param {string} text @param {HTMLElement} source what shows it @returns {Promise<boolean>} whether it is on the clipboard */
export async function copy(text, source) {
  if (navigator.clipboard) {
    const isDone = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isDone) return true;
  }
  const selection = getSelection();
  selection?.selectAllChildren(source);
  return document.execCommand("copy"); // also in pages without a secure context, where the words are now selected
}

export function startCopying() {
  document.addEventListener("click", copied);
}

/** @param {MouseEvent} click */
async function copied(click) {
  const button = around(click, "[data-copy-words]");
  const words = button?.closest("[data-copied-from]")?.querySelector("[data-text]");
  if (!button || !words) return;
  const before = button.textContent;
  if (!(await copy(words.textContent ?? "", words))) return;
  write(button, button.dataset.copied);
  setTimeout(() => write(button, before), BACK);
}
