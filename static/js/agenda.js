/** What is on and what is next, by the same rules as live/rules/agenda/__init__.py. Pure: no document, no clock of its own. */

import { COUNTS_HOURS, COUNTS_MINUTES } from "./shared.js";

/**
 * Times in ms. Which further things are known of it depends on the page.
 * @typedef {{id: string, starts: number, ends: number, status: string, kind: string, track: string}} Session
 */

const all = () => true;
const shareLane = (/** @type {Session} */ one, /** @type {Session} */ other) =>
  !one.track || !other.track || one.track === other.track;

/**
 * @template {Session} S
 * @param {S[]} sessions in their order
 * @param {number} now ms
 * @param {string} advance "clock" or "hand"
 */
export function current(sessions, now, advance) {
  const byHand = sessions.filter((s) => s.status === "live");
  if (advance === "hand") return byHand;
  const byClock = sessions.filter(
    (s) => s.status === "scheduled" && s.starts <= now && now < s.ends && !byHand.some((busy) => shareLane(s, busy)),
  );
  return sessions.filter((s) => byHand.includes(s) || byClock.includes(s));
}

/**
 * @template {Session} S
 * @param {S[]} sessions
 * @param {number} now
 * @param {string} advance
 * @param {(track: string) => boolean} [wants]
 */
export function following(sessions, now, advance, wants = all) {
  const on = current(sessions, now, advance);
  const waiting = sessions.filter((s) => wants(s.track) && s.status === "scheduled" && !on.includes(s));
  if (advance === "hand") return waiting[0];
  const busy = on.filter((s) => s.status === "live");
  return waiting.find((s) => s.starts > now || (s.ends > now && busy.some((b) => shareLane(s, b))));
}

/** @param {Session} session @param {Session[]} on what is on @param {number} now @param {string} advance */
export function shown(session, on, now, advance) {
  if (session.status !== "scheduled") return session.status;
  if (on.includes(session)) return "live";
  return advance === "clock" && session.ends <= now ? "done" : "scheduled";
}

/**
 * Which card the page shows, and about what.
 * @template {Session} S
 * @param {S[]} sessions
 * @param {number} now
 * @param {string} advance
 * @param {(track: string) => boolean} [wants] whether the reader follows a track
 * @param {boolean} [begun] there were sessions before these
 */
export function moment(sessions, now, advance, wants = all, begun = false) {
  const on = current(sessions, now, advance).filter((s) => wants(s.track));
  const next = following(sessions, now, advance, wants);
  const session = on.find((s) => s.kind !== "break") ?? on[0];
  const standing = sessions.filter((s) => wants(s.track) && s.status !== "cancelled").map((s) => s.starts);
  const starts = standing.length ? Math.min(...standing) : undefined;
  const since = begun ? -Infinity : starts;
  return { on, next, session, starts, also: on.filter((s) => s !== session), phase: phase(session, next, since, now) };
}

/**
 * @param {Session | undefined} session
 * @param {Session | undefined} next
 * @param {number | undefined} starts
 * @param {number} now
 */
function phase(session, next, starts, now) {
  if (session) return session.kind === "break" ? "break" : "live";
  if (starts === undefined) return "empty";
  if (now < starts) return "before";
  return next ? "between" : "after";
}

/**
 * Until something: minutes rounded up, hours and days to the nearest.
 * @param {number} left ms
 * @returns {[string, number]}
 */
export function countdown(left) {
  const seconds = Math.max(0, Math.floor(left / 1000));
  if (left < COUNTS_MINUTES) return ["minutes", Math.ceil(seconds / 60)];
  if (left < COUNTS_HOURS) return ["hours", Math.floor((seconds + 1800) / 3600)];
  return ["days", Math.floor((seconds + 43_200) / 86_400)];
}
