/** Several questions moved in one step, with one way back: for "answered, and the next one up", and for all that are chosen. */

import { newKey } from "../patience.js";
import { deliver } from "../sending.js";
import { free, mineUntil, release } from "./hold.js";
import { inverse } from "./inverse.js";

const action = `/${document.documentElement.dataset.event}/desk/questions/bulk`;

/** @param {Record<string, string>} fields @param {string[]} questions ids @param {Desk} desk @returns {Promise<Sent>} */
export async function together(fields, questions, { undo, reached }) {
  const rows = questions.map((id) => `question-${id}`);
  const sent = deliver({ key: newKey(), action, fields });
  rows.forEach((id) => mineUntil(id, sent));
  undo.expect(sent);
  const { ok, body } = await sent;
  if (!ok) return { ok, body };
  const come = reached(body.cursor);
  rows.forEach((id) => free(id, come));
  release();
  return { ok, body };
}

/**
 * What takes one of the questions back.
 * @typedef {{question: MovedQuestion, was: number, move: string, fields: Record<string, string>}} EachBack
 */

/**
 * How to take back what `body` tells of.
 * @param {Map<string, EachBefore>} before by the question's id
 * @param {Moved} body
 * @param {Desk} desk
 * @returns {Undoing | null}
 */
export function wayBack(before, { questions = [] }, desk) {
  /** @type {EachBack[]} */
  const steps = questions
    .flatMap((question) => {
      const each = before.get(question.id);
      const back = each && inverse(each.does, each.was);
      return back ? [{ question, was: each.revision, ...back }] : [];
    })
    .reverse();
  if (!steps.length) return null;
  const parts = steps.map(({ question: { id, revision }, was }) => ({ about: `question-${id}`, was, now: revision }));
  return { parts, run: (now) => takeBack(steps, now, desk) };
}

/** @param {EachBack[]} steps @param {Part[]} parts @param {Desk} desk */
async function takeBack(steps, parts, desk) {
  const each = steps.map(({ question: { id, merged_into: into }, move, fields }, i) => ({
    id,
    move,
    revision: parts[i].now,
    into: into ?? "",
    ...fields,
    ...(fields.on ? { on: fields.on === "true" } : {}),
  }));
  const { ok, body } = await together(
    { each: JSON.stringify(each) },
    each.map(({ id }) => id),
    desk,
  );
  if (!ok) return desk.refused(body.error);
  return (body.questions ?? []).map(({ id, revision }) => ({ about: `question-${id}`, now: revision }));
}
