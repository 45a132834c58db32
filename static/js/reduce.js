/**
 * The JSON form of an event, reduced: `reduce(state, frame)` is the state after the frame. Pure; the same as
 * live/rules/state.py.
 */

/** @param {State} state @param {Frame} frame as=json @returns {State} */
export function reduce(state, frame) {
  if (frame.type === "changes") return { ...frame.changes.reduce(change, state), cursor: frame.cursor };
  if (frame.type === "pulse") return pulse(state, frame);
  if (frame.now) return { ...state, now: frame.now, cursor: frame.cursor };
  return state;
}

/** @param {State} state @param {Change} change @returns {State} */
function change(state, { question, own, announcement, poll, mark, order, event, sessions, removed = [], agenda }) {
  let after = state;
  if (question && !own) after = { ...after, questions: questions(after.questions, question) };
  if (announcement) after = { ...after, announcements: announcements(after.announcements, announcement) };
  if (poll) after = { ...after, polls: polls(after.polls ?? [], poll) };
  if (mark) after = { ...after, marks: marks(after.marks ?? [], mark) };
  if (order) after = { ...after, order };
  if (event) after = { ...after, event };
  if (agenda)
    after = { ...after, agenda: { ...agenda, sessions: merged(after.agenda.sessions, sessions ?? [], removed) } };
  return after;
}

/**
 * What comes without its words has left the list. What became of one's own question (`own`) is told beside it, and is for
 * `you.asked`.
 * @param {StateQuestion[]} list
 * @param {StateQuestion} question
 */
function questions(list, question) {
  const others = list.filter(({ id }) => id !== question.id);
  return question.text === undefined ? others : [...others, question].sort((a, b) => a.number - b.number);
}

/** @param {StateAnnouncement[]} list @param {StateAnnouncement} announcement */
function announcements(list, announcement) {
  const others = list.filter(({ id }) => id !== announcement.id);
  if (announcement.retracted) return others;
  return [announcement, ...others].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The latest first; what comes without its words, or removed, is gone. @param {StatePoll[]} list @param {StatePoll} poll */
function polls(list, poll) {
  const others = list.filter(({ id }) => id !== poll.id);
  if (poll.text === undefined || poll.removed) return others;
  const at = (/** @type {StatePoll} */ { opened_at: opened, made_at: made }) => Date.parse(opened ?? made);
  return [poll, ...others].sort((a, b) => at(b) - at(a) || (a.id < b.id ? 1 : -1));
}

/** @param {StateMark[]} list @param {StateMark} mark */
const marks = (list, mark) => [...list.filter(({ id }) => id !== mark.id), mark].sort((a, b) => (a.id < b.id ? -1 : 1));

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
  return [...stay, ...now.values()].sort((a, b) => Date.parse(a.starts) - Date.parse(b.starts) || a.place - b.place);
}

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
