/** Fields as high as what is in them. One that holds a line takes no other: Enter sends its form, as in any field of one line. */

import { all, around } from "../dom.js";

/** @param {HTMLTextAreaElement} field */
function fit(field) {
  if (field.parentElement) field.parentElement.dataset.value = field.value;
}

/** Line breaks that were pasted become spaces, and the caret stays. @param {HTMLTextAreaElement} field */
function joinLines(field) {
  if (!field.value.includes("\n")) return;
  const at = field.selectionStart;
  field.value = field.value.replaceAll("\n", " ");
  field.setSelectionRange(at, at);
}

/** @param {KeyboardEvent} press */
function sendOnEnter(press) {
  const field = /** @type {HTMLTextAreaElement | null} */ (around(press, "[data-line]"));
  if (!field || press.key !== "Enter" || press.isComposing) return;
  press.preventDefault();
  const buttons = [...(field.form?.elements ?? [])].filter((one) => one.matches("button:not([type=button])"));
  field.form?.requestSubmit(/** @type {HTMLButtonElement} */ (buttons[0]));
}

function fitAll() {
  for (const field of all(".grows > textarea")) fit(/** @type {HTMLTextAreaElement} */ (field));
}

export function startGrowing() {
  document.addEventListener("keydown", sendOnEnter);
  document.addEventListener("input", (input) => {
    const field = /** @type {HTMLTextAreaElement | null} */ (around(input, ".grows > textarea"));
    if (!field) return;
    if (field.dataset.line !== undefined) joinLines(field);
    fit(field);
  });
  addEventListener("pageshow", fitAll); // what the browser kept of a page one comes back to
}
