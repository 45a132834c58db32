/** Buttons that copy an address; shown only when there is a script to do it. */

import { all, the } from "../dom.js";
import { write } from "../words.js";

const BACK = 2000; // ms the button says that it did

for (const button of all("[data-copy]")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    /** @type {HTMLInputElement} */
    const field = the(`#${button.dataset.copy}`);
    field.select();
    document.execCommand("copy"); // also where the page has no clipboard, or may not use it
    await navigator.clipboard?.writeText(field.value).catch(() => {});
    write(button, button.dataset.copied ?? the("[data-desk-words]").dataset.copied);
    setTimeout(() => write(button, words), BACK);
  });
}
