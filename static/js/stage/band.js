/** The band of an urgent word: the newest one that stands, on whatever is shown. */

import { the } from "../dom.js";
import { write } from "../words.js";

/** @param {HTMLElement} band @param {State} state @param {number} now ms */
export function drawBand(band, { announcements }, now) {
  const urgent = announcements
    .filter(
      ({ level, retracted, expires_at: end }) => level === "urgent" && !retracted && !(end && Date.parse(end) <= now),
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  band.hidden = !urgent;
  write(the("[data-band-text]", band), urgent?.text);
}
