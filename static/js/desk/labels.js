/** Labels: pressing one shows only the questions that have it, pressing it again shows all. */

import { all, around, the } from "../dom.js";

/** @type {HTMLInputElement} */
const find = the("[data-filter]");

export function startLabels() {
  document.addEventListener("click", (click) => {
    const only = around(click, "[data-only]")?.dataset.only;
    if (!only) return;
    find.value = find.value === only ? "" : only;
    find.dispatchEvent(new Event("input", { bubbles: true }));
  });
  find.addEventListener("input", look);
  document.addEventListener("live:put", ({ target }) => target.id === "desk-labels" && look());
}

function look() {
  for (const button of all("[data-only]")) {
    button.setAttribute("aria-pressed", String(button.dataset.only === find.value));
  }
}
