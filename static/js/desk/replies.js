/** Saved replies: one that is chosen is put into the answer, which stays the moderator's to change. */

import { around, the } from "../dom.js";

document.addEventListener("change", (change) => {
  const select = /** @type {HTMLSelectElement | null} */ (around(change, "[data-replies]"));
  if (!select?.value) return;
  /** @type {HTMLTextAreaElement} */
  const field = the("textarea", /** @type {HTMLElement} */ (select.closest("form")));
  field.value = [field.value.trim(), select.value].filter(Boolean).join("\n");
  select.selectedIndex = 0;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
