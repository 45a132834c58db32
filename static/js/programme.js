/** The programme as this reader has arranged it: stars, tracks, own time, reminders. */

import { Chosen } from "./chosen.js";
import { the } from "./dom.js";
import { startMyTime } from "./my-time.js";
import { startOutside } from "./outside.js";
import { startReminders } from "./reminders.js";
import { Stars } from "./stars.js";
import { Tracks } from "./tracks.js";

/** @param {import("./clock.js").Clock} clock @param {(text: string | undefined) => void} say */
export function startProgramme(clock, say) {
  const stars = new Stars(the("#programme"));
  const chosen = new Chosen(new Tracks(the("[data-choose]")), stars);
  clock.wants = (track) => chosen.wants(track);
  chosen.addEventListener("change", () => clock.tick());
  startMyTime(clock);
  startReminders(clock, stars, say);
  startOutside(say, stars);
}
