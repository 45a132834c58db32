/** Announcements on the desk: how many people have seen each, phrases to begin with, and which version is being corrected. */

import { asked } from "../sending.js";
import { fill, write } from "../words.js";

const EVERY = 5000; // ms
const address = `/${document.documentElement.dataset.event}/desk/announcements/shown`;
const corrected = new WeakMap(); // form → the revision that was seen when the first word was changed

async function count() {
  const slots = document.querySelectorAll("[data-receipts]");
  if (!slots.length || document.hidden) return;
  const told = await asked(address);
  if (!told) return;
  const { shown, people } = told;
  for (const slot of slots) {
    const n = shown[slot.dataset.receipts];
    slot.hidden = n === undefined;
    if (n !== undefined) write(slot, fill(slot.dataset.words, { n, people }));
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest('[data-send="correct"]');
  if (form && !corrected.has(form)) corrected.set(form, form.elements.revision.value);
});
document.addEventListener(
  "formdata",
  ({ target, formData }) => corrected.has(target) && formData.set("revision", corrected.get(target)),
);
document.addEventListener("reset", ({ target }) => corrected.delete(target));

/** A phrase takes the place of the words it is chosen over; they can still be changed. */
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-phrases] select") || !target.value) return;
  const words = target.form.elements.text;
  words.value = target.value;
  words.dispatchEvent(new Event("input", { bubbles: true }));
  target.value = "";
  words.focus();
});

count();
setInterval(count, EVERY);
