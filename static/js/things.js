/**
 * How a change is put into STATE: from live/rules/things.py, written by `python -m tests.test_things`.
 * @type {{ noun: string, list?: string, order?: string[][], latestFirst?: boolean }[]}
 */
export const THINGS = [
  { noun: "event" },
  { noun: "question", list: "questions", order: [["number"]] },
  { noun: "mark", list: "marks", order: [["id"]] },
  { noun: "order" },
  { noun: "announcement", list: "announcements", order: [["at"], ["id"]], latestFirst: true },
  { noun: "poll", list: "polls", order: [["opened_at", "made_at"], ["id"]], latestFirst: true },
];
