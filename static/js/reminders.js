/** Reminders of starred sessions: a quiet notice with a link, said once for each start in all tabs together. */

import { due } from "./due.js";
import { keep, kept } from "./kept.js";
import { notify } from "./outside.js";
import { fill, write } from "./words.js";
import { told as ownTime } from "./my-time.js";

const MOST_KEPT = 200; // starts that have been told of
const place = document.querySelector("[data-reminders]");
const pattern = place.querySelector("template").content;
const rows = new Map(); // key → its notice
const told = new Set(); // keys; where nothing can be kept it is at least once in this tab

/** @param {import("./clock.js").Clock} clock @param {import("./stars.js").Stars} stars @param {(text: string) => void} say */
export function startReminders(clock, stars, say) {
  clock.addEventListener("tick", ({ detail: { sessions, now } }) => {
    const standing = due(sessions, (id) => stars.has(id), now);
    const keys = new Set(standing.map(({ key }) => key));
    for (const [key, row] of rows)
      if (!keys.has(key)) {
        row.remove();
        rows.delete(key);
      }
    const away = standing.length ? new Set(kept("put-away", [])) : new Set();
    for (const reminder of standing) if (!away.has(reminder.key)) remind(reminder, clock, say);
  });
}

function remind({ key, session, kind }, clock, say) {
  const title = session.element.querySelector("[data-title]").textContent;
  const text = fill(place.dataset[kind], { title, time: clock.time(session.starts) });
  if (!rows.has(key)) rows.set(key, made(key, session.id));
  const [, link, button] = rows.get(key).children;
  const mine = kind === "starts" ? ownTime(session.starts) : "";
  write(link, mine ? `${text} · ${mine}` : text);
  write(button.querySelector("span"), `${place.dataset.away} ${title}`);
  if (!isNew(key)) return;
  say(text);
  notify(text, key);
}

function made(key, id) {
  place.append(pattern.cloneNode(true));
  const row = place.lastElementChild;
  row.querySelector("a").href = `#session-${id}`;
  row.querySelector("button").addEventListener("click", () => {
    keep("put-away", [...kept("put-away", []), key].slice(-MOST_KEPT));
    row.remove();
    rows.delete(key);
  });
  return row;
}

/** True once for each start, whichever tab comes first. */
function isNew(key) {
  const before = kept("reminded", []);
  if (told.has(key) || before.includes(key)) return false;
  told.add(key);
  keep("reminded", [...before, key].slice(-MOST_KEPT));
  return true;
}
