/** Which starred sessions are to be reminded of. Pure: no document, no clock of its own. */

const BEFORE = 5 * 60_000; // ms before a session starts

/**
 * @template {import("./agenda.js").Session} S
 * @typedef {{key: string, session: S, kind: "starts" | "cancelled"}} Reminder
 */

/**
 * What stands as reminders now, by the present times: a session that is moved is reminded of before its new start.
 * The key is the same for the same start, so that nobody is told twice.
 * @template {import("./agenda.js").Session} S
 * @param {S[]} sessions
 * @param {(id: string) => boolean} starred
 * @param {number} now ms
 * @returns {Reminder<S>[]}
 */
export function due(sessions, starred, now) {
  return sessions.filter((session) => starred(session.id)).flatMap((session) => reminder(session, now));
}

/**
 * @template {import("./agenda.js").Session} S
 * @param {S} session
 * @param {number} now
 * @returns {Reminder<S>[]} one or none
 */
function reminder(session, now) {
  if (session.status === "cancelled" && now < session.ends)
    return [{ key: `${session.id} cancelled`, session, kind: "cancelled" }];
  const isNear = session.status === "scheduled" && session.starts - BEFORE <= now && now < session.starts;
  return isNear ? [{ key: `${session.id} ${session.starts}`, session, kind: "starts" }] : [];
}
