/** What a move has done, in words, and the move that takes it back. */

import { the } from "../dom.js";
import { clockIn, fill } from "../words.js";
import { inverse } from "./inverse.js";
import { outcome as ofPoll } from "./polls.js";

const words = the("[data-desk-words]").dataset;
const time = clockIn(document.documentElement.dataset.zone);

/** @typedef {(wish: Wish, body: Moved, seen: Seen) => {what: string | undefined, back: WayBack | null}} Outcome */

/** @type {Outcome} */
export const outcome = (wish, body, seen) => (OF[wish.kind] ?? setting)(wish, body, seen);

/** @type {Outcome} */
function question({ does, fields }, body, seen) {
  const { id, number, merged_into: into } = body.question;
  const back = seen.question && inverse(does, seen.question);
  const what = fill((fields.on === "false" && words[`${does}Off`]) || words[does], { n: number });
  const sent = { ...back?.fields, ...(back?.move === "merge" ? { into: into ?? "" } : {}) };
  return {
    what,
    back: back && { kind: "question", path: `questions/${id}/${back.move}`, fields: sent, does: back.move },
  };
}

/** @type {Outcome} */
function label(_, { mark }, { words: labels }) {
  if (labels === undefined) return { what: words.label, back: null };
  return {
    what: words.label,
    back: { kind: "label", path: `questions/${mark.id}/labels`, fields: { labels }, does: "" },
  };
}

/** @type {Outcome} */
function poll({ does, fields }, body) {
  const { what, back } = ofPoll(does, fields);
  const path = `polls/${body.poll.id}/${back?.move}`;
  return { what, back: back && { kind: "poll", path, fields: back.fields, does: back.move } };
}

/** @type {Outcome} */
function set({ does, fields }, body) {
  const back = { open: "close", close: "open" }[does];
  const way =
    back && body.set
      ? { kind: "set", path: `sets/${back}`, fields: { name: body.set, until: fields.until }, does: back }
      : null;
  return { what: the("[data-set-words]").dataset[does], back: way };
}

/** @type {Outcome} */
function session(_, body) {
  const about = body.session;
  const at = about && `${about.title} ${time(Date.parse(about.starts))}–${time(Date.parse(about.ends))}`;
  return { what: at ?? words.saved, back: { kind: "undo", path: "undo", fields: {}, does: "undo" } };
}

/** @type {Outcome} */
function announce(_, { announcement: { id, due_at: due } }) {
  const back = { kind: "retract", path: `announcements/${id}/retract`, fields: {}, does: "retract" };
  return { what: due ? words.scheduled : words.made, back };
}

/** @type {Outcome} */
const saved = () => ({ what: words.saved, back: null });
/** @type {Outcome} */
const undo = () => ({ what: words.undone, back: null });
/** @type {Outcome} */
const retract = () => ({ what: words.retracted, back: null });

/** @type {Record<string, string>} */
const OTHER = { true: "false", false: "true", clock: "hand", hand: "clock" };

/** @type {Outcome} */
function setting({ fields }, _, { words: was }) {
  const [name, value] = Object.entries(fields).find(([field]) => field !== "revision") ?? ["", ""];
  const off = OTHER[value] ?? was;
  return {
    what: words.saved,
    back: off ? { kind: "setting", path: "settings", fields: { [name]: off }, does: "" } : null,
  };
}

/** @type {Record<string, Outcome>} */
const OF = {
  question,
  label,
  poll,
  set,
  session,
  insert: session,
  announce,
  reply: announce,
  tell: saved,
  correct: saved,
  undo,
  retract,
};
