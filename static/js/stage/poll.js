/** The poll on the stage: what can be chosen while the results are not shown, then the bars. */

import { draw, hereAre, soFar } from "../polls.js";
import { write } from "../words.js";
import { size } from "./text.js";

/** @param {HTMLElement} panel @param {object} poll POLL of the contract @param {number} people here */
export function drawPoll(panel, { text, kind, options, status, results, answered }, people) {
  const slot = (name) => panel.querySelector(`[data-slot="${name}"]`);
  const [word, title, box] = [slot("poll-word"), slot("poll-text"), slot("poll-box")];
  write(word, status === "open" ? word.dataset.open : word.dataset.closed);
  slot("poll-join").hidden = status !== "open";
  write(title, text);
  title.dataset.size = Math.min(6, size(text) + 1);
  box.dataset.counted = String(Boolean(results));
  const list = box.firstElementChild;
  list.className = `results results--${kind}`;
  list.dataset.kind = kind;
  list.toggleAttribute("data-open", status === "open");
  hereAre(people);
  draw(
    list,
    results ?? (options.length ? { people: 0, counts: options.map((option) => [option.id, option.text, 0]) } : null),
  );
  const line = box.querySelector("[data-so-far]");
  line.hidden = Boolean(results);
  soFar(line, answered ?? 0);
}
