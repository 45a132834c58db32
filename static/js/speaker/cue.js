/** The desk's word to the speaker, large until the speaker says that it was seen. */

import { the } from "../dom.js";
import { deliver } from "../sending.js";
import { write } from "../words.js";

const place = the('[data-slot="cue"]');
/** @type {HTMLFormElement} */
const form = the("form", place);

/** @param {Cue | null | undefined} cue */
export function showCue(cue) {
  if (cue === undefined) return;
  place.hidden = !cue;
  if (!cue) return;
  if (form.elements.id.value !== cue.id) {
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(200);
  }
  form.elements.id.value = cue.id;
  write(place.querySelector('[data-slot="cue-text"]'), cue.text);
  place.classList.toggle("cue--seen", Boolean(cue.seen_at));
  form.hidden = Boolean(cue.seen_at);
}

form.addEventListener("submit", async (submit) => {
  submit.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const id = form.elements.id.value;
  const { ok, body } = await deliver({ key: id, action: form.getAttribute("action") ?? "", fields: { id } });
  form.removeAttribute("aria-busy");
  if (!ok) return;
  const isHere = form.contains(document.activeElement);
  showCue(body.cue);
  if (isHere) place.focus({ preventScroll: true }); // its button is gone
});
