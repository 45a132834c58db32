/** The big screens: how many report, and an alarm, said once, when one has fallen silent without a goodbye. */

import { the } from "../dom.js";
import { tryOnce } from "../sending.js";
import { count, fill, write } from "../words.js";
import { handBack } from "./rows.js";

const line = the("[data-screens]");
/** @type {HTMLFormElement} */
const banner = the("[data-stale]");

/** @param {Pulse["stages"]} stages @param {TimeOfDay} time @param {Say} say */
export function showStages(stages, time, say) {
  if (!stages) return;
  line.hidden = !stages.seen;
  if (stages.seen) write(the('[data-slot="screens"]', line), count(line, "", stages.seen));
  const text = fill(banner.dataset.pattern, { time: time(stages.heard_at) });
  if (stages.stale) write(the('[data-slot="stale"]', banner), text);
  if (stages.stale && banner.hidden) say(text, true);
  banner.hidden = !stages.stale;
}

banner.addEventListener("submit", async (submit) => {
  submit.preventDefault();
  const { ok } = await tryOnce(banner.action, {});
  if (!ok) return;
  handBack(banner);
  banner.hidden = true;
});
