/** Several questions moved in one step, with one way back: for "answered, and the next one up", and for all that are chosen. */

import { deliver, newKey } from "../sending.js";
import { free, release, setMine } from "./hold.js";
import { inverse } from "./inverse.js";

const AFTERGLOW = 2000; // ms in which what follows still belongs to it
const action = `/${document.documentElement.dataset.event}/desk/questions/bulk`;

/** @typedef {{id: string, move: string, revision: number}} Each what one question is to become, and what was seen of it */

/** @param {Record<string, string>} fields @param {string[]} questions ids @param {{undo: any, reached: (cursor: string) => void}} desk
 *  @returns {Promise<{ok: boolean, body: any}>} */
export async function together(fields, questions, { undo, reached }) {
  const rows = questions.map((id) => `question-${id}`);
  rows.forEach((id) => setMine(id, true));
  const sent = deliver({ key: newKey(), action, fields });
  undo.expect(sent);
  const { ok, body } = await sent;
  setTimeout(() => rows.forEach((id) => setMine(id, false)), AFTERGLOW);
  if (!ok) return { ok, body };
  rows.forEach(free);
  release();
  reached(body.cursor);
  return { ok, body };
}

/** How to take back what `body` tells of. @param {Map<string, {does: string, was: import("./inverse.js").Before, revision: number}>} before by id
 *  @param {any} body @param {any} desk @returns {Omit<import("./undo.js").Step, "what"> | null} */
export function wayBack(before, body, desk) {
  const steps = body.questions
    .filter(({ id }) => before.has(id))
    .map((question) => ({ question, ...inverse(before.get(question.id).does, before.get(question.id).was) }))
    .filter(({ move }) => move)
    .reverse();
  if (!steps.length) return null;
  const parts = steps.map(({ question: { id, revision } }) => ({
    about: `question-${id}`,
    was: before.get(id).revision,
    now: revision,
  }));
  return { parts, run: (now) => takeBack(steps, now, desk) };
}

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
  return body.questions.map(({ id, revision }) => ({ about: `question-${id}`, now: revision }));
}
