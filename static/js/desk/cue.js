/** A word to the speaker: sent in place, shown here until it is taken back, with when it was seen. */

import { deliver, newKey } from "../sending.js";
import { fill, write } from "../words.js";
import { fieldsOf } from "./fields.js";

const words = document.querySelector("[data-desk-words]").dataset;
const given = document.querySelector("[data-cue-given]");
const note = document.querySelector('[data-slot="cue-note"]');
const slot = (name) => given.querySelector(`[data-slot="${name}"]`);
let seen = given.hidden ? undefined : ""; // the cue of which it was said that it was seen

/** @param {(ms: number) => string} time @param {(text: string) => void} say */
export function startCue(time, say) {
  document.addEventListener("submit", async (submit) => {
    if (!submit.target.matches("[data-cue]")) return;
    submit.preventDefault();
    const fields = fieldsOf(submit.target, submit.submitter);
    const { ok, body } = await deliver({ key: newKey(), action: submit.target.getAttribute("action"), fields });
    note.hidden = ok;
    write(note, ok ? "" : body.error?.message);
    if (!ok) return say(body.error?.message);
    if (!submit.target.matches("[data-cue-given]")) submit.target.reset();
    close(submit.target);
    showCue(body.cue, time, say);
    say(body.cue ? `${body.cue.text}: ${slot("cue-fate").textContent}` : words.retracted);
  });
}

/** @param {{id: string, text: string, given_at: number, seen_at: number} | null | undefined} cue @param {(ms: number) => string} time @param {(text: string) => void} say */
export function showCue(cue, time, say) {
  if (cue === undefined) return;
  if (!cue && given.contains(document.activeElement)) document.querySelector("[data-tool=cue] > summary").focus();
  given.hidden = !cue;
  if (!cue) return;
  const fate = cue.seen_at
    ? fill(given.dataset.seen, { time: time(cue.seen_at) })
    : fill(given.dataset.given, { time: time(cue.given_at) });
  write(slot("cue"), cue.text);
  write(slot("cue-fate"), fate);
  given.classList.toggle("is-seen", Boolean(cue.seen_at));
  if (cue.seen_at && seen !== undefined && seen !== cue.id) say(`${cue.text}: ${fate}`);
  seen = cue.seen_at ? cue.id : (seen ?? "");
}

/** The panel has done its work; the focus stays where a keyboard finds it. @param {HTMLFormElement} form */
function close(form) {
  const panel = form.closest("details");
  if (!panel) return;
  if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
  panel.open = false;
}
