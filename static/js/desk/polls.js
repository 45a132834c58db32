/** Polls on the desk: what was done in words and how to take it back; answers to choose from are asked for where there are some. */

import { hereAre } from "../polls.js";

const BACK = { open: "close", close: "open", show: "hide", hide: "show", remove: "restore", make: "remove" };
const kind = document.getElementById("poll-kind");

/** @param {string} does @param {{id: string}} poll @param {Record<string, string>} fields
 *  @returns {{what: string, back: {move: string, fields: Record<string, string>} | null}} */
export function outcome(does, poll, fields) {
  const what = document.querySelector("[data-poll-words]").dataset[does] ?? "";
  if (does === "hide_word")
    return { what, back: { move: does, fields: { text: fields.text, on: String(fields.on !== "true") } } };
  return { what, back: BACK[does] ? { move: BACK[does], fields: {} } : null };
}

function offer() {
  for (const part of document.querySelectorAll("[data-poll-options]"))
    part.hidden = !["single", "multiple"].includes(kind.value);
}

kind.addEventListener("change", offer);
document.addEventListener("live:put", () => hereAre());
document.addEventListener("reset", ({ target }) => target.contains(kind) && setTimeout(offer));
offer();
