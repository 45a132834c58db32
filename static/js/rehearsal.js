/** How a rehearsal goes: told in a line at its desk and on the organiser's list, as long as somebody looks. */

import { all } from "./dom.js";
import { asked } from "./sending.js";
import { write } from "./words.js";

const EVERY = 3000; // ms

async function look() {
  if (document.hidden) return;
  for (const line of all("[data-rehearsal]")) {
    /** @type {{text: string} | null} */
    const told = await asked(line.dataset.rehearsal ?? "");
    if (told) write(line, told.text);
  }
}

if (all("[data-rehearsal]").length) {
  look();
  setInterval(look, EVERY);
}
