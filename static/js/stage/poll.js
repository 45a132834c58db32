/** The poll on the stage: what can be chosen while the results are not shown, then the bars. */

import { draw } from "../polls.js";
import { write } from "../words.js";
import { size } from "./text.js";

/** @param {HTMLElement} panel @param {object} poll POLL of the contract */
export function drawPoll(panel, { text, kind, options, status, results }) {
  const slot = (name) => panel.querySelector(`[data-slot="${name}"]`);
  const [word, title, box] = [slot("poll-word"), slot("poll-text"), slot("poll-box")];
  write(word, status === "open" ? word.dataset.open : word.dataset.closed);
  slot("poll-join").hidden = status !== "open";
  write(title, text);
  title.dataset.size = Math.min(6, size(text) + 1);
  box.dataset.counted = String(Boolean(results));
  box.firstElementChild.className = `results results--${kind}`;
  draw(box.firstElementChild, results ?? (options.length ? { people: 0, counts: options.map((option) => [option.id, option.text, 0]) } : null));
}
