/** What takes a question's move back: the move that leads to the status it had. Pure. */

const TO = { pending: "hold", approved: "reopen", live: "take", answered: "answer", dismissed: "dismiss" };

/** @typedef {{status: string, text: string, answer: string, reason: string, pinned: boolean, promised: boolean}} Before */

/** @param {string} move @param {Before} before @returns {{move: string, fields: Record<string, string>} | null} */
export function inverse(move, before) {
  if (move === "pin") return { move, fields: { on: String(before.pinned) } };
  if (move === "remove_all") return { move: "restore_all", fields: {} };
  if (move === "restore_all") return null;
  if (move === "promise") return { move, fields: { on: String(before.promised) } };
  if (move === "edit") return { move, fields: { text: before.text } };
  if (move === "unmerge") return null;
  if (move === "merge") return { move: "unmerge", fields: {} };
  if (move === "answer" && before.status === "answered")
    return before.answer ? { move, fields: { text: before.answer } } : null;
  const back = TO[before.status];
  return back ? { move: back, fields: back === "dismiss" ? { reason: before.reason } : {} } : null;
}

/** The question as its row shows it. @param {HTMLElement} row @returns {Before} */
export const before = (row) => ({
  status: row.dataset.status,
  pinned: row.dataset.pinned === "true",
  promised: row.dataset.promised === "true",
  text: field(row, "edit"),
  answer: field(row, "answer"),
  reason: field(row, "reason"),
});

const field = (row, name) => row.querySelector(`#${name}-${CSS.escape(row.dataset.question)}`)?.defaultValue ?? "";
