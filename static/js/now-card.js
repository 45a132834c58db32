/** Paints the now-card for a moment: which card, and what stands in its places. While it is out of sight, a line stands in for it. */

import { countdown } from "./agenda.js";
import { count, fill, write } from "./words.js";

const card = document.getElementById("now");
const line = document.querySelector("[data-nowline]");
const slots = (name, paint) => document.querySelectorAll(`[data-now] [data-slot="${name}"]`).forEach(paint);
const titleOf = (session) => session.element.querySelector("[data-title]");

new IntersectionObserver(([entry]) => line.classList.toggle("is-shown", !entry.isIntersecting)).observe(card);

/** @param {ReturnType<typeof import("./agenda.js").moment>} moment @param {number} now ms @param {(ms: number) => string} time */
export function paint(moment, now, time) {
  const { phase, session, next, starts } = moment;
  if (card.dataset.phase !== phase) turn(phase);
  if (session) paintSession(moment, now, time);
  if (next) paintNext(next, time);
  slots("has-next", (slot) => {
    slot.hidden = !next;
  });
  slots("last", (slot) => {
    slot.hidden = Boolean(next);
  });
  if (starts) slots("start", (slot) => write(slot, fill(slot.dataset.pattern, { time: time(starts) })));
  if (next ?? starts) paintWait((next?.starts ?? starts) - now);
  slots("summary", (slot) =>
    optional(slot, document.querySelector("#about .about__words > p:first-child")?.textContent ?? ""),
  );
}

function turn(phase) {
  card.dataset.phase = phase;
  for (const part of document.querySelectorAll("[data-now] [data-when]"))
    part.hidden = !part.dataset.when.split(" ").includes(phase);
}

function paintSession({ session, also }, now, time) {
  const left = session.ends - now;
  slots("title", (slot) => copy(slot, titleOf(session)));
  slots("until", (slot) => write(slot, fill(slot.dataset.pattern, { time: time(session.ends) })));
  slots("left", (slot) =>
    write(slot, left > 0 ? fill(slot.dataset.pattern, { n: Math.ceil(left / 60_000) }) : slot.dataset.over),
  );
  slots("speakers", (slot) => optional(slot, session.element.querySelector("[data-speakers]")?.textContent ?? ""));
  slots("track", (slot) => optional(slot, session.track));
  slots("also", (slot) => paintLanes(slot, also, time));
  slots("progress", (slot) => {
    slot.max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
    slot.value = Math.min(slot.max, Math.max(0, Math.floor((now - session.starts) / 1000)));
  });
  slots("ask", (slot) => {
    slot.dataset.about = session.id;
    slot.href = `?about=${session.id}#ask`;
  });
}

/** One row for each session that is on beside the main one; rows stay where they are, so that nothing that has the focus goes. */
function paintLanes(slot, also, time) {
  slot.hidden = !also.length;
  const [pattern, list] = [slot.querySelector("template"), slot.querySelector("ul")];
  while (list.children.length > also.length) list.lastElementChild.remove();
  while (list.children.length < also.length) list.append(pattern.content.cloneNode(true));
  also.forEach((session, i) => {
    const [track, link, until] = list.children[i].children;
    write(track, session.track);
    copy(link, titleOf(session));
    if (link.getAttribute("href") !== `#${session.element.id}`) link.href = `#${session.element.id}`;
    write(until, fill(pattern.dataset.until, { time: time(session.ends) }));
  });
}

function paintNext(next, time) {
  slots("next-time", (slot) => write(slot, fill(slot.dataset.pattern, { time: time(next.starts) })));
  slots("next-title", (slot) => {
    copy(slot, titleOf(next));
    slot.hash = `session-${next.id}`;
  });
}

function paintWait(left) {
  const [unit, n] = countdown(left);
  slots("wait", (slot) => write(slot, count(slot, unit, n)));
}

function copy(slot, source) {
  write(slot, source.textContent);
  const language = source.closest("[lang]")?.lang ?? "";
  if (slot.lang !== language) slot.lang = language;
  if (slot.dataset.long) slot.classList.toggle("is-long", slot.textContent.length > Number(slot.dataset.long));
}

function optional(slot, text) {
  write(slot, text);
  slot.hidden = !text;
}
