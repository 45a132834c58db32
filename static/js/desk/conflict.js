/** Two moderators, one thing: shows how it is now beside what was meant, and lets the second decide. Nothing typed is lost. */

import { fill, write } from "../words.js";

const template = document.querySelector("template[data-conflict]");
const words = document.querySelector("[data-desk-words]").dataset;

/** @param {HTMLElement} place a row or a form @param {{message: string, current: any}} error @param {{time: (ms: number) => string}} clock
 *  @returns {Promise<boolean>} whether to do it anyway */
export function ask(place, { message, current }, clock) {
  place.querySelector(".conflict")?.remove();
  const panel = template.content.firstElementChild.cloneNode(true);
  const what = current?.moved_by ? fill(words.byChanged, { name: current.moved_by }) : message;
  panel.setAttribute("aria-label", what);
  write(panel.querySelector('[data-slot="message"]'), what);
  write(panel.querySelector('[data-slot="now"]'), told(current, clock));
  place.append(panel);
  panel.scrollIntoView({ block: "nearest" });
  return new Promise((decide) => {
    const end = (anyway) => () => {
      keepFocus(panel, place);
      panel.remove();
      decide(anyway);
    };
    panel.querySelector("[data-anyway]").addEventListener("click", end(true));
    panel.querySelector("[data-leave]").addEventListener("click", end(false));
  });
}

/** The panel goes; the focus stays where it was about. */
function keepFocus(panel, place) {
  if (panel.contains(document.activeElement))
    (place.matches("[tabindex]") ? place : place.querySelector("textarea, input:not([type=hidden]), button"))?.focus();
}

/** The thing as it is now, in a few words. @param {any} current @param {{time: (ms: number) => string}} clock */
function told(current, clock) {
  if (!current) return "";
  if (current.labels) return current.labels.join(", ");
  if (current.ids)
    return current.ids
      .map((id) => document.getElementById(`question-${id}`)?.dataset.number)
      .filter(Boolean)
      .join(", ");
  if (current.starts)
    return `${clock.time(Date.parse(current.starts))}–${clock.time(Date.parse(current.ends))} ${current.title ?? ""}`;
  const fate = words[`is${current.status?.[0].toUpperCase()}${current.status?.slice(1)}`];
  return [current.text ?? current.title, fate, current.answer, current.reason].filter(Boolean).join("\n");
}
