/** The desk hears the audience: counts beside the clock, and an alarm when too many cannot hear: a chip with a ready answer,
 * a mark in the tab's title, and a sound where one is wanted. */

import { the } from "../dom.js";
import { hear } from "../heard.js";
import { device } from "../storage.js";
import { fill, write } from "../words.js";

const KEPT = "alarm-sound";
const TONES = [660, 880]; // Hz
const LONG = 0.25; // s
const chip = the("[data-unheard]");
const words = the('[data-slot="unheard"]', chip);
/** @type {HTMLInputElement} */
const wanted = the("[data-sound]", chip);

wanted.checked = device.read(KEPT, false);
wanted.addEventListener("change", () => {
  device.keep(KEPT, wanted.checked);
  ring(); // so that one hears what it is, and the browser lets it sound later
});

/** @param {Pulse} pulse @param {Say} say */
export function showSignals({ signals, unheard }, say) {
  hear(signals);
  if (unheard === undefined) return;
  const text = fill(chip.dataset.pattern, { n: signals?.sound ?? 0 });
  if (unheard) write(words, text);
  if (unheard && chip.hidden) {
    say(text, true);
    ring();
  }
  chip.hidden = !unheard;
}

/** What the tab's title begins with; empty when all can hear. */
export const alarm = () => (chip.hidden ? "" : words.textContent);

function ring() {
  if (!wanted.checked) return;
  const context = new AudioContext();
  TONES.forEach((tone, i) => {
    const voice = new OscillatorNode(context, { frequency: tone });
    const loud = new GainNode(context, { gain: 0.2 });
    voice.connect(loud).connect(context.destination);
    voice.start(context.currentTime + i * LONG);
    voice.stop(context.currentTime + (i + 1) * LONG);
  });
}
