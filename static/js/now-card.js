/**
 * Paints the now-card for a moment: which card, and what stands in its places. While it is out of sight, a line stands
 * in for it.
 */

import { countdown } from "./agenda.js";
import { withDay } from "./day-words.js";
import { all, the } from "./dom.js";
import { count, fill, write, writeLeft } from "./words.js";

/** @typedef {import("./clock.js").Moment} Moment @typedef {import("./clock.js").Shown} Shown */
/** @typedef {(ms: number) => string} Time */

const card = the("#now");
const line = the("[data-nowline]");
/**
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} name
 * @param {(slot: E) => void} paint
 */
const slots = (name, paint) => /** @type {E[]} */ (all(`[data-now] [data-slot="${name}"]`)).forEach(paint);
/** @param {Shown} session */
const titleOf = (session) => the("[data-title]", session.element);

/* In this document: of a frame, only a part may be in sight. */
new IntersectionObserver(([entry]) => line.classList.toggle("is-shown", !entry.isIntersecting), {
  root: document,
}).observe(card);

/** @param {Moment} moment @param {number} now ms @param {Time} time */
export function paint(moment, now, time, wall = now) {
  const { phase, session, next, starts } = moment;
  if (card.dataset.phase !== phase) turn(phase);
  if (session) paintSession(session, moment.also, now, time);
  if (next) paintNext(next, now, time);
  slots("clock", (slot) => write(slot, time(wall)));
  slots("has-next", (slot) => {
    slot.hidden = !next;
  });
  slots("last", (slot) => {
    slot.hidden = Boolean(next);
  });
  if (starts) slots("start", (slot) => write(slot, fill(slot.dataset.pattern, { time: time(starts) })));
  const wait = next?.starts ?? starts;
  if (wait !== undefined) paintWait(wait - now);
  slots("summary", (slot) =>
    optional(slot, document.querySelector("#about .about__words > p:first-child")?.textContent ?? ""),
  );
}

/** @param {string} phase */
function turn(phase) {
  card.dataset.phase = the(".layout").dataset.phase = phase;
  for (const part of all("[data-now] [data-when]")) part.hidden = !part.dataset.when?.split(" ").includes(phase);
}

/** @param {Shown} session @param {Shown[]} also @param {number} now @param {Time} time */
function paintSession(session, also, now, time) {
  slots("title", (slot) => copy(slot, titleOf(session)));
  slots("until", (slot) => write(slot, fill(slot.dataset.pattern, { time: time(session.ends) })));
  slots("left", (slot) => writeLeft(slot, session.ends - now));
  slots("speakers", (slot) => optional(slot, session.element.querySelector("[data-speakers]")?.textContent ?? ""));
  slots("track", (slot) => optional(slot, session.track));
  slots("also", (slot) => paintLanes(slot, also, time));
  slots("progress", (/** @type {HTMLProgressElement} */ slot) => {
    slot.max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
    slot.value = Math.min(slot.max, Math.max(0, Math.floor((now - session.starts) / 1000)));
  });
  slots("ask", (/** @type {HTMLAnchorElement} */ slot) => {
    slot.dataset.about = session.id;
    slot.href = `?about=${session.id}#ask`;
  });
}

/**
 * One row for each session that is on beside the main one; rows stay where they are, so that nothing that has the focus
 * goes.
 * @param {HTMLElement} slot
 * @param {Shown[]} also
 * @param {Time} time
 */
function paintLanes(slot, also, time) {
  slot.hidden = !also.length;
  /** @type {HTMLTemplateElement} */
  const pattern = the("template", slot);
  const list = the("ul", slot);
  while (list.children.length > also.length) list.lastElementChild?.remove();
  while (list.children.length < also.length) list.append(pattern.content.cloneNode(true));
  also.forEach((session, i) => {
    const [track, link, until] = /** @type {[HTMLElement, HTMLAnchorElement, HTMLElement]} */ ([
      ...list.children[i].children,
    ]);
    write(track, session.track);
    copy(link, titleOf(session));
    if (link.getAttribute("href") !== `#${session.element.id}`) link.href = `#${session.element.id}`;
    write(until, fill(pattern.dataset.until, { time: time(session.ends) }));
  });
}

/** @param {Shown} next @param {number} now @param {Time} time */
function paintNext(next, now, time) {
  const at = withDay(next.starts, now, time);
  const isLate = next.starts <= now; // by hand: it waits for somebody, not for the clock
  slots("next-time", (slot) => {
    write(slot, fill(slot.dataset.pattern, { time: at }));
    slot.hidden = isLate;
  });
  slots("on-at", (slot) => write(slot, isLate ? slot.dataset.late : fill(slot.dataset.pattern, { time: at })));
  slots("late", (slot) => optional(slot, isLate ? fill(slot.dataset.pattern, { time: at }) : ""));
  slots("waits", (slot) => {
    slot.hidden = isLate;
  });
  slots("next-title", (/** @type {HTMLAnchorElement} */ slot) => {
    copy(slot, titleOf(next));
    slot.hash = `session-${next.id}`;
  });
}

/** @param {number} left ms */
function paintWait(left) {
  const [unit, n] = countdown(left);
  slots("wait", (slot) => write(slot, count(slot, unit, n)));
}

/** @param {HTMLElement} slot @param {HTMLElement} source */
function copy(slot, source) {
  write(slot, source.textContent);
  const language = source.closest("[lang]")?.lang ?? "";
  if (slot.lang !== language) slot.lang = language;
  if (slot.dataset.long) slot.classList.toggle("is-long", (slot.textContent ?? "").length > Number(slot.dataset.long));
}

/** @param {HTMLElement} slot @param {string} text */
function optional(slot, text) {
  write(slot, text);
  slot.hidden = !text;
}

/** The clock says when it was stopped. @param {string} time */
export function stand(time) {
  slots("clock", (slot) => write(slot, fill(slot.dataset.stale, { time })));
}
