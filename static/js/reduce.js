/**
 * The JSON form of an event, reduced: `reduce(state, frame)` is the state after the frame. Pure; the same as
 * live/rules/state.py. Which lists there are and how they are ordered is in the table of things.
 */
import { THINGS } from "./things.js";

/** @typedef {{ id: string, revision?: number, removed?: boolean, retracted?: boolean, [name: string]: any }} Thing */

const TIME = /^\d{4}-\d\d-\d\dT/;
const FRACTION = /\.\d+/;

/** @param {State} state @param {Frame} frame as=json @returns {State} */
export function reduce(state, frame) {
  if (frame.type === "changes") return { ...frame.changes.reduce(change, state), cursor: frame.cursor };
  if (frame.type === "pulse") return pulse(state, frame);
  if (frame.now) return { ...state, now: frame.now, cursor: frame.cursor };
  return state;
}

/**
 * What became of one's own question (`own`) is told beside it, and is for `you.asked`.
 * @param {State} state
 * @param {Change} change
 * @returns {State}
 */
function change(state, change) {
  if (change.own) return state;
  const after = { ...state, ...things(state, change) };
  if (!change.agenda) return after;
  const sessions = merged(after.agenda.sessions, change.sessions ?? [], change.removed ?? []);
  return { ...after, agenda: { ...change.agenda, sessions } };
}

/** What a change tells as it now is, by its place in the state. @param {Record<string, any>} state @param {Record<string, any>} change */
function things(state, change) {
  const told = THINGS.filter(({ noun }) => change[noun]);
  return Object.fromEntries(
    told.map(({ noun, list, ...as }) =>
      list ? [list, put(state[list] ?? [], change[noun], as)] : [noun, change[noun]],
    ),
  );
}

/**
 * A list with this one as it now is, or without it: what comes without its revision, retracted or removed, is gone.
 * @param {Thing[]} list
 * @param {Thing} thing
 * @param {{ order?: string[][], latestFirst?: boolean }} as
 */
function put(list, thing, { order = [["id"]], latestFirst = false }) {
  const others = list.filter(({ id }) => id !== thing.id);
  if (thing.revision === undefined || thing.removed || thing.retracted) return others;
  const direction = latestFirst ? -1 : 1;
  return [...others, thing].sort((a, b) => direction * compare(place(a, order), place(b, order)));
}

/** By what a list is ordered: of each part the first name that is set. @param {Thing} thing @param {string[][]} order */
const place = (thing, order) =>
  order.map((names) => value(names.map((name) => thing[name]).find((one) => one != null)));

/** A time as an instant. @param {any} found */
const value = (found) => (typeof found === "string" && TIME.test(found) ? instant(found) : found);

/** Milliseconds since 1970, to the microsecond: a Date drops those, and two that came within one would change places. @param {string} time */
const instant = (time) => Date.parse(time.replace(FRACTION, "")) + 1000 * Number(FRACTION.exec(time)?.[0] ?? 0);

/** @param {any[]} one @param {any[]} other */
function compare(one, other) {
  const at = one.findIndex((part, n) => part !== other[n]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

/** @param {StateSession[]} list @param {StateSession[]} changed @param {string[]} removed */
function merged(list, changed, removed) {
  const now = new Map(changed.map((session) => [session.id, session]));
  const stay = list
    .filter(({ id }) => !removed.includes(id))
    .map((session) => {
      const changedTo = now.get(session.id);
      now.delete(session.id);
      return changedTo ?? session;
    });
  return [...stay, ...now.values()].sort((a, b) => compare(start(a), start(b)));
}

/** By what sessions are ordered. @param {StateSession} session */
const start = ({ starts, place, id }) => [instant(starts), place, id];

/**
 * A poll with its results, or how many have answered where these are not shown.
 * @param {StatePoll} poll
 * @param {Results | undefined} results
 * @param {number | undefined} people
 */
function answered(poll, results, people) {
  return { ...poll, results: results ?? poll.results, answered: results?.people ?? people ?? poll.answered ?? 0 };
}

/** @param {State} state @param {Pulse} pulse @returns {State} */
function pulse(state, { people, connections, votes = {}, polls: results = {}, answered: soFar = {} }) {
  return {
    ...state,
    questions: state.questions.map((question) =>
      question.id in votes ? { ...question, votes: votes[question.id] } : question,
    ),
    polls: (state.polls ?? []).map((poll) => answered(poll, results[poll.id], soFar[poll.id])),
    presence: { people, connections },
  };
}
