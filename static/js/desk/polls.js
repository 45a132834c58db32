/** Polls on the desk: what was done in words and how to take it back; answers to choose from are asked for where there are some. */

import { all, the } from "../dom.js";
import { hereAre } from "../polls.js";

/** @type {Record<string, string>} */
const BACK = { open: "close", close: "open", show: "hide", hide: "show", remove: "restore", make: "remove" };
/** @type {HTMLSelectElement} */
const kind = the("#poll-kind");

/**
 * @param {string} does
 * @param {Record<string, string>} fields
 * @returns {{what: string, back: {move: string, fields: Record<string, string>} | null}}
 */
export function outcome(does, fields) {
  const what = the("[data-poll-words]").dataset[does] ?? "";
  if (does === "hide_word")
    return { what, back: { move: does, fields: { text: fields.text, on: String(fields.on !== "true") } } };
  return { what, back: BACK[does] ? { move: BACK[does], fields: {} } : null };
}

function offer() {
  for (const part of all("[data-poll-options]")) part.hidden = !["single", "multiple"].includes(kind.value);
}

kind.addEventListener("change", offer);
document.addEventListener("live:put", () => hereAre());
kind.form?.addEventListener("reset", () => setTimeout(offer));
offer();
