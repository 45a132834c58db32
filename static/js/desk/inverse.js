/** What takes a question's move back: the move that leads to the status it had. Pure. */

/** @type {Record<string, string>} */
const TO = { pending: "hold", approved: "reopen", live: "take", answered: "answer", dismissed: "dismiss" };

/** @param {string} move @param {QuestionBefore} before @returns {{move: string, fields: Record<string, string>} | null} */
export function inverse(move, before) {
  if (move === "pin") return { move, fields: { on: String(before.pinned) } };
  if (move === "remove_all") return { move: "restore_all", fields: {} };
  if (move === "restore_all") return null;
  if (move === "promise") return { move, fields: { on: String(before.promised) } };
  if (move === "edit") return { move, fields: { text: before.text } };
  if (["unmerge", "erase", "erase_answer"].includes(move)) return null;
  if (move === "merge") return { move: "unmerge", fields: {} };
  if (move === "answer" && before.status === "answered") {
    return before.answer ? { move, fields: { text: before.answer } } : null;
  }
  const back = TO[before.status];
  return back ? { move: back, fields: back === "dismiss" ? { reason: before.reason } : {} } : null;
}
