/** What a move has done, in words, and the move that takes it back. */

import { clockIn, fill } from "../words.js";
import { inverse } from "./inverse.js";
import { outcome as ofPoll } from "./polls.js";

const words = document.querySelector("[data-desk-words]").dataset;
const time = clockIn(document.documentElement.dataset.zone);

/** `path` is below the desk's address. @typedef {{kind: string, path: string, fields: Record<string, string>, does: string}} Back */

/** @param {import("./moves.js").Wish} wish @param {any} body @param {any} was @returns {{what: string, back: Back | null}} */
export function outcome(wish, body, was) {
  return (OF[wish.kind] ?? setting)(wish, body, was);
}

function question({ does, fields }, body, was) {
  const { id, number, merged_into: into } = body.question;
  const back = inverse(does, was);
  const what = fill((fields.on === "false" && words[`${does}Off`]) || words[does], { n: number });
  const sent = { ...back?.fields, ...(back?.move === "merge" ? { into: into ?? "" } : {}) };
  return {
    what,
    back: back && { kind: "question", path: `questions/${id}/${back.move}`, fields: sent, does: back.move },
  };
}

function label(_, { mark }, was) {
  const back = { kind: "label", path: `questions/${mark.id}/labels`, fields: { labels: was }, does: "" };
  return { what: words.label, back: was === undefined ? null : back };
}

function poll({ does, fields }, body) {
  const { what, back } = ofPoll(does, body.poll, fields);
  const path = `polls/${body.poll.id}/${back?.move}`;
  return { what, back: back && { kind: "poll", path, fields: back.fields, does: back.move } };
}

function session(_, body) {
  const about = body.session;
  const at = about && `${about.title} ${time(Date.parse(about.starts))}–${time(Date.parse(about.ends))}`;
  return { what: at ?? words.saved, back: { kind: "undo", path: "undo", fields: {}, does: "undo" } };
}

function announce(_, { announcement: { id, due_at: due } }) {
  const back = { kind: "retract", path: `announcements/${id}/retract`, fields: {}, does: "retract" };
  return { what: due ? words.scheduled : words.made, back };
}

const saved = () => ({ what: words.saved, back: null });
const undo = () => ({ what: words.undone, back: null });
const retract = () => ({ what: words.retracted, back: null });

function setting({ fields }, _, was) {
  const [name, value] = Object.entries(fields).find(([field]) => field !== "revision") ?? [];
  const off = { true: "false", false: "true", clock: "hand", hand: "clock" }[value] ?? was;
  return {
    what: words.saved,
    back: off ? { kind: "setting", path: "settings", fields: { [name]: off }, does: "" } : null,
  };
}

const OF = {
  question,
  label,
  poll,
  session,
  insert: session,
  announce,
  reply: announce,
  tell: saved,
  correct: saved,
  undo,
  retract,
};
