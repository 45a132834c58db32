/** The desk hears the room: counts beside the clock, and an alarm, said once, when too many cannot hear. */

import { hear } from "../heard.js";
import { fill, write } from "../words.js";

const banner = document.querySelector("[data-unheard]");

/** @param {{signals?: Record<string, number>, unheard?: boolean}} pulse @param {(text: string, urgent: boolean) => void} say */
export function showSignals({ signals, unheard }, say) {
  hear(signals);
  if (unheard === undefined) return;
  const text = fill(banner.dataset.pattern, { n: signals.sound ?? 0 });
  if (unheard) write(banner.querySelector('[data-slot="unheard"]'), text);
  if (unheard && banner.hidden) say(text, true);
  banner.hidden = !unheard;
}
