/** A word to the speaker: sent in place, shown here until it is taken back, with when it was seen. */

import { the } from "../dom.js";
import { newKey } from "../patience.js";
import { deliver } from "../sending.js";
import { fill, write } from "../words.js";
import { fieldsOf } from "./fields.js";
import { close } from "./panels.js";

const words = the("[data-desk-words]").dataset;
const given = the("[data-cue-given]");
const note = the('[data-slot="cue-note"]');
/** @param {string} name */
const slot = (name) => the(`[data-slot="${name}"]`, given);
/** The cue of which it was said that it was seen. @type {string | undefined} */
let seen = given.hidden ? undefined : "";

/** @param {TimeOfDay} time @param {Say} say */
export function startCue(time, say) {
  document.addEventListener("submit", async (submit) => {
    if (!submit.target.matches("[data-cue]")) return;
    submit.preventDefault();
    const fields = fieldsOf(submit.target, submit.submitter);
    /** @type {Sent} */
    const { ok, body } = await deliver({ key: newKey(), action: submit.target.action, fields });
    note.hidden = ok;
    write(note, ok ? "" : body.error?.message);
    if (!ok) return say(body.error?.message);
    if (!submit.target.matches("[data-cue-given]")) submit.target.reset();
    close(submit.target);
    showCue(body.cue, time, say);
    say(body.cue ? `${body.cue.text}: ${slot("cue-fate").textContent}` : words.retracted);
  });
}

/** @param {Cue | null | undefined} cue @param {TimeOfDay} time @param {Say} say */
export function showCue(cue, time, say) {
  if (cue === undefined) return;
  if (!cue && given.contains(document.activeElement)) the("[data-tool=cue] > summary").focus();
  given.hidden = !cue;
  if (!cue) return;
  const fate = cue.seen_at
    ? fill(given.dataset.seen, { time: time(cue.seen_at) })
    : fill(given.dataset.given, { time: time(cue.given_at) });
  write(slot("cue"), cue.text);
  write(slot("cue-fate"), fate);
  given.title = `${cue.text} · ${fate}`;
  given.classList.toggle("is-seen", Boolean(cue.seen_at));
  if (cue.seen_at && seen !== undefined && seen !== cue.id) say(`${cue.text}: ${fate}`);
  seen = cue.seen_at ? cue.id : (seen ?? "");
}
