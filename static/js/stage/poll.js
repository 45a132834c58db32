/** The poll on the stage: what can be chosen while the results are not shown, then the bars. */

import { the } from "../dom.js";
import { draw, hereAre, soFar } from "../polls.js";
import { write } from "../words.js";
import { size } from "./text.js";

/** @param {HTMLElement} panel @param {StatePoll} poll @param {number | undefined} people here */
export function drawPoll(panel, { text, kind, options, status, results, answered }, people) {
  const slot = (/** @type {string} */ name) => the(`[data-slot="${name}"]`, panel);
  const [word, title, box] = [slot("poll-word"), slot("poll-text"), slot("poll-box")];
  write(word, status === "open" ? word.dataset.open : word.dataset.closed);
  slot("poll-join").hidden = status !== "open";
  write(title, text);
  title.dataset.size = String(Math.min(6, size(text) + 1));
  box.dataset.counted = String(Boolean(results));
  const list = the(".results", box);
  list.className = `results results--${kind}`;
  list.dataset.kind = kind;
  list.toggleAttribute("data-open", status === "open");
  hereAre(people);
  draw(list, results ?? choices(options));
  const line = the("[data-so-far]", box);
  line.hidden = Boolean(results);
  soFar(line, answered ?? 0);
}

/** What can be chosen, counted by nobody yet. @param {StatePoll["options"]} options @returns {Results | null} */
const choices = (options) =>
  options.length ? { people: 0, counts: options.map(({ id, text }) => [id, text, 0]) } : null;
