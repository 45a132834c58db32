/** Which scene, and what it says of the time. The same as live/rules/stage.py. Pure. */

import { moment } from "../agenda.js";
import { STAGE_ROWS } from "../shared.js";

/** @type {Record<string, string>} */
const BY_PHASE = { before: "join", live: "now", break: "break", between: "break" };

/**
 * STATE's sessions with times in ms and the status somebody decided.
 * @param {State} state
 */
export const sessionsOf = (state) =>
  state.agenda.sessions.map((session) => ({
    ...session,
    starts: Date.parse(session.starts),
    ends: Date.parse(session.ends),
    planned: Date.parse(session.planned_starts),
    status: session.by_hand ? session.status : "scheduled",
  }));

/** @typedef {ReturnType<typeof sessionsOf>[number]} Placed @typedef {ReturnType<typeof momentOf>} Moment */

/** @param {State} state @param {number} now ms */
export const momentOf = (state, now) => moment(sessionsOf(state), now, state.event.advance);

/**
 * "" is an empty screen.
 * @param {string} wish
 * @param {string} phase
 * @param {{answering: boolean, transparent: boolean, polling?: boolean}} now
 */
export function scene(wish, phase, { answering, transparent, polling }) {
  if (answering && (wish === "auto" || wish === "question")) return "question";
  if (polling && wish === "poll") return "poll";
  if (wish === "question" || wish === "poll") return transparent ? "" : "join";
  if (wish === "join") return "join";
  if (phase === "after" || phase === "empty") return phase === "after" ? "end" : "join";
  if (wish === "agenda" || wish === "break") return wish;
  return BY_PHASE[phase];
}

/** The question taken last. @param {State} state @returns {StateQuestion | undefined} */
export function answering(state) {
  const taken = state.questions.filter(({ status }) => status === "live");
  return taken.sort((a, b) => Date.parse(b.changed_at) - Date.parse(a.changed_at) || b.number - a.number)[0];
}

/** The poll opened last, one that can be answered before one that is closed. @param {{polls?: StatePoll[]}} state */
export function polling({ polls = [] }) {
  const openness = (/** @type {StatePoll} */ { status }) => (status === "open" ? 1 : 0);
  const at = (/** @type {StatePoll} */ { opened_at: opened }) => Date.parse(opened ?? "");
  return [...polls].sort((a, b) => openness(b) - openness(a) || at(b) - at(a) || (a.id < b.id ? 1 : -1))[0];
}

/** When it goes on, in ms; undefined when that has passed. @param {Moment} seen @param {number} now ms */
export function backAt({ phase, session, next, starts }, now) {
  const back = phase === "break" && session ? session.ends : (next?.starts ?? starts);
  return back !== undefined && back > now ? back : undefined;
}

/**
 * The agenda from now on.
 * @template S
 * @param {S[]} sessions
 * @param {(session: S) => string} shown
 */
export const rows = (sessions, shown) => sessions.filter((session) => shown(session) !== "done").slice(0, STAGE_ROWS);
