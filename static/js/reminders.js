/** Reminders of starred sessions: a quiet notice with a link, said once for each start in all tabs together. */

import { the } from "./dom.js";
import { due } from "./due.js";
import { handOn } from "./focus.js";
import { told as ownTime } from "./my-time.js";
import { notify } from "./outside.js";
import { device } from "./storage.js";
import { fill, write } from "./words.js";

/**
 * @typedef {import("./clock.js").Clock} Clock
 * @typedef {import("./due.js").Reminder<import("./clock.js").Shown>} Reminder
 * @typedef {(text: string | undefined) => void} Say
 */

const MOST_KEPT = 200; // starts that have been told of
const place = the("[data-reminders]");
const pattern = /** @type {HTMLTemplateElement} */ (the("template", place)).content;
/** Key → its notice. @type {Map<string, HTMLElement>} */
const rows = new Map();
/** Keys of what was told; where nothing can be kept it is at least once in this tab. @type {Set<string>} */
const told = new Set();
/** @param {string} name @returns {string[]} */
const kept = (name) => device.read(name, []);

/** @param {Clock} clock @param {import("./stars.js").Stars} stars @param {Say} say */
export function startReminders(clock, stars, say) {
  clock.on("tick", ({ sessions, now }) => {
    const standing = due(sessions, (id) => stars.has(id), now);
    const keys = new Set(standing.map(({ key }) => key));
    for (const key of rows.keys()) if (!keys.has(key)) remove(key);
    const away = standing.length ? new Set(kept("put-away")) : new Set();
    for (const reminder of standing) if (!away.has(reminder.key)) remind(reminder, clock, say);
  });
}

/** @param {Reminder} reminder @param {Clock} clock @param {Say} say */
function remind({ key, session, kind }, clock, say) {
  const title = the("[data-title]", session.element).textContent ?? "";
  const text = fill(place.dataset[kind], { title, time: clock.time(session.starts) });
  const row = rows.get(key) ?? made(key, session.id);
  const mine = kind === "starts" ? ownTime(session.starts) : "";
  write(row.querySelector("a"), mine ? `${text} · ${mine}` : text);
  write(row.querySelector("button span"), `${place.dataset.away} ${title}`);
  if (!isNew(key)) return;
  say(text);
  notify(text, key);
}

/** @param {string} key @param {string} id */
function made(key, id) {
  place.append(pattern.cloneNode(true));
  const row = /** @type {HTMLElement} */ (place.lastElementChild);
  /** @type {HTMLAnchorElement} */ (the("a", row)).href = `#session-${id}`;
  the("button", row).addEventListener("click", () => {
    device.keep("put-away", [...kept("put-away"), key].slice(-MOST_KEPT));
    remove(key);
  });
  rows.set(key, row);
  return row;
}

/** @param {string} key */
function remove(key) {
  const row = rows.get(key);
  if (row) handOn(row);
  row?.remove();
  rows.delete(key);
}

/** True once for each start, whichever tab comes first. @param {string} key */
function isNew(key) {
  const before = kept("reminded");
  if (told.has(key) || before.includes(key)) return false;
  told.add(key);
  device.keep("reminded", [...before, key].slice(-MOST_KEPT));
  return true;
}
