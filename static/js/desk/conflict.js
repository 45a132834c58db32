/** Two moderators, one thing: shows how it is now beside what was meant, and lets the second decide. Nothing typed is lost. */

import { printed, the } from "../dom.js";
import { fill, named, write } from "../words.js";

const words = the("[data-desk-words]").dataset;

/**
 * Whether to do it anyway.
 * @param {HTMLElement} place a row or a form
 * @param {Refusal} error
 * @param {{time: TimeOfDay}} clock
 * @returns {Promise<boolean>}
 */
export function ask(place, { message, current }, clock) {
  place.querySelector(".conflict")?.remove();
  const panel = printed("template[data-conflict]");
  const what = current?.moved_by ? fill(words.byChanged, { name: current.moved_by }) : message;
  panel.setAttribute("aria-label", what);
  write(panel.querySelector('[data-slot="message"]'), what);
  write(panel.querySelector('[data-slot="now"]'), told(current, clock));
  place.append(panel);
  panel.scrollIntoView({ block: "nearest" });
  return new Promise((decide) => {
    const end = (/** @type {boolean} */ anyway) => () => {
      keepFocus(panel, place);
      panel.remove();
      decide(anyway);
    };
    the("[data-anyway]", panel).addEventListener("click", end(true));
    the("[data-leave]", panel).addEventListener("click", end(false));
  });
}

/** The panel goes; the focus stays where it was about. @param {HTMLElement} panel @param {HTMLElement} place */
function keepFocus(panel, place) {
  if (panel.contains(document.activeElement))
    (place.matches("[tabindex]") ? place : place.querySelector("textarea, input:not([type=hidden]), button"))?.focus();
}

/** The thing as it is now, in a few words. @param {Current | undefined} current @param {{time: TimeOfDay}} clock */
function told(current, clock) {
  if (!current) return "";
  if (current.labels) return current.labels.join(", ");
  if (current.ids)
    return current.ids
      .map((id) => document.getElementById(`question-${id}`)?.dataset.number)
      .filter(Boolean)
      .join(", ");
  if (current.starts && current.ends)
    return `${clock.time(Date.parse(current.starts))}–${clock.time(Date.parse(current.ends))} ${current.title ?? ""}`;
  const fate = words[named("is", current.status ?? "")];
  return [current.text ?? current.title, fate, current.answer, current.reason].filter(Boolean).join("\n");
}
