/** The organisers' page: a file can be dropped on the text, a notice shows its line, sessions are corrected. */

import { around, the } from "../dom.js";
import "./copy.js";
import "../rehearsal.js";
import { tryOnce } from "../sending.js";
import { tokenIn } from "../token.js";
import { startCorrecting } from "./correcting.js";
import { startGrowing } from "./growing.js";
import { startLines } from "./lines.js";

/** @type {HTMLFormElement} */
const form = the("[data-programme]");
/** @type {HTMLTextAreaElement} */
const text = form.elements.text;
/** @type {HTMLInputElement} */
const file = form.elements.file;

/** @param {DragEvent} drag */
function dragged(drag) {
  const carried = drag.dataTransfer;
  if (!carried?.types.includes("Files")) return;
  drag.preventDefault();
  text.classList.toggle("is-over", drag.type === "dragover");
  if (drag.type !== "drop") return;
  file.files = carried.files;
  form.requestSubmit();
}

text.addEventListener("dragover", dragged);
text.addEventListener("dragleave", dragged);
text.addEventListener("drop", dragged);
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

document.addEventListener("click", (click) => {
  const line = around(click, "[data-line]")?.dataset.line;
  if (!line) return;
  click.preventDefault();
  showLine(Number(line));
});

/** The organiser's link pasted over this page: what is typed stays, and a link that was renewed opens it again. */
function openAgain() {
  if (!isLink()) return;
  const token = tokenIn(location.hash);
  history.replaceState(null, "", location.pathname);
  tryOnce("/new/badge", { token });
}

/** Whether the address ends in a token, and not in a place on this page. */
function isLink() {
  return tokenIn(location.hash).length >= 30 && !document.getElementById(location.hash.slice(1));
}

addEventListener("hashchange", openAgain);
startGrowing();
startCorrecting();
startLines();
(
  document.getElementById("programme-error") ??
  document.querySelector(".organiser__event [aria-invalid]") ??
  document.querySelector("#made-heading, #understood-heading, .made__done")
)?.focus();
if (isLink()) history.replaceState(null, "", location.pathname);
