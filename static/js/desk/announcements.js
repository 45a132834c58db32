/** Announcements on the desk: how many people have seen each, phrases to begin with, and which version is being corrected. */

import { all, around } from "../dom.js";
import { asked } from "../sending.js";
import { fill, write } from "../words.js";

const EVERY = 5000; // ms
const address = `/${document.documentElement.dataset.event}/desk/announcements/shown`;
/** The revision that was seen when the first word was changed. @type {WeakMap<EventTarget, string>} */
const corrected = new WeakMap();

async function count() {
  const slots = all("[data-receipts]");
  if (!slots.length || document.hidden) return;
  /** @type {{shown: Record<string, number>, people: number} | null} */
  const told = await asked(address);
  if (!told) return;
  const { shown, people } = told;
  for (const slot of slots) {
    /** @type {number | undefined} */
    const n = shown[slot.dataset.receipts ?? ""];
    slot.hidden = n === undefined;
    if (n !== undefined) write(slot, fill(slot.dataset.words, { n, people }));
  }
}

document.addEventListener("input", (event) => {
  const form = /** @type {HTMLFormElement | null} */ (around(event, '[data-send="correct"]'));
  if (form && !corrected.has(form)) corrected.set(form, form.elements.revision.value);
});
document.addEventListener("formdata", ({ target, formData }) => {
  const revision = corrected.get(target);
  if (revision !== undefined) formData.set("revision", revision);
});
document.addEventListener("reset", ({ target }) => target && corrected.delete(target));

/** A phrase takes the place of the words it is chosen over; they can still be changed. */
document.addEventListener("change", ({ target: phrases }) => {
  if (!(phrases instanceof HTMLSelectElement) || !phrases.closest("[data-phrases]") || !phrases.value) return;
  const words = phrases.form?.elements.text;
  words.value = phrases.value;
  words.dispatchEvent(new Event("input", { bubbles: true }));
  phrases.value = "";
  words.focus();
});

count();
setInterval(count, EVERY);
