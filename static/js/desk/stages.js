/** The big screens: how many report, and an alarm, said once, when one has fallen silent without a goodbye. */

import { tryOnce } from "../sending.js";
import { count, fill, write } from "../words.js";
import { handBack } from "./rows.js";

const line = document.querySelector("[data-screens]");
const banner = document.querySelector("[data-stale]");

/** @param {{seen: number, stale: number, heard_at: number} | undefined} stages @param {(ms: number) => string} time @param {(text: string, urgent: boolean) => void} say */
export function showStages(stages, time, say) {
  if (!stages) return;
  line.hidden = !stages.seen;
  if (stages.seen) write(line.querySelector('[data-slot="screens"]'), count(line, "", stages.seen));
  const text = fill(banner.dataset.pattern, { time: time(stages.heard_at) });
  if (stages.stale) write(banner.querySelector('[data-slot="stale"]'), text);
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
