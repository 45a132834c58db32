/** The desk's word to the speaker, large until the speaker says that it was seen. */

import { deliver } from "../outbox.js";
import { write } from "../words.js";

const place = document.querySelector('[data-slot="cue"]');
const form = place.querySelector("form");

/** @param {{id: string, text: string, seen_at: number} | null | undefined} cue */
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
  const id = form.elements.id.value;
  const { ok, body } = await deliver({ key: id, action: form.getAttribute("action"), fields: { id } });
  if (!ok) return;
  const isHere = form.contains(document.activeElement);
  showCue(body.cue);
  if (isHere) place.focus({ preventScroll: true }); // its button is gone
});
