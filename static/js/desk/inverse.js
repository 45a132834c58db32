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

/** The question as its line, or the pane, shows it. @param {HTMLElement} shown @returns {QuestionBefore} */
export const before = (shown) => ({
  status: shown.dataset.status ?? "",
  pinned: shown.dataset.pinned === "true",
  promised: shown.dataset.promised === "true",
  text: field(shown, "edit"),
  answer: field(shown, "answer"),
  reason: field(shown, "reason") || (shown.dataset.reason ?? ""),
});

/** Words one can change are in the pane, where they are changed. @param {HTMLElement} shown @param {string} name */
function field(shown, name) {
  const found = document.getElementById(`${name}-${shown.dataset.question}`);
  return found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement ? found.defaultValue : "";
}
