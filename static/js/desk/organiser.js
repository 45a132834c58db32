/** The organisers' page: a file can be dropped on the text, a notice shows its line, sessions are corrected. */

import "./copy.js";
import { startCorrecting } from "./correcting.js";

const form = document.querySelector("[data-programme]");
const text = form.elements.text;
const file = form.elements.file;

for (const type of ["dragover", "dragleave", "drop"]) {
  text.addEventListener(type, (drag) => {
    if (!drag.dataTransfer.types.includes("Files")) return;
    drag.preventDefault();
    text.classList.toggle("is-over", type === "dragover");
    if (type !== "drop") return;
    file.files = drag.dataTransfer.files;
    form.requestSubmit();
  });
}
text.addEventListener("input", () => {
  file.value = "";
});

/** @param {number} line from 1 */
function showLine(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + lines[line - 1].length);
  text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
}

document.addEventListener("click", ({ target }) => {
  const line = target.closest?.("[data-line]")?.dataset.line;
  if (line) showLine(Number(line));
});
startCorrecting();
(document.getElementById("programme-error") ?? document.querySelector("#made-heading, #understood-heading"))?.focus();
if (location.hash.length > 30) history.replaceState(null, "", location.pathname);
