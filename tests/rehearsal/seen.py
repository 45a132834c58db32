"""What pages show, read from their documents into plain values, to lay beside what the server has."""

from datetime import datetime
from typing import Any

ATTENDEE = """() => {
  const rows = (list) => [...document.querySelectorAll(`[data-list="${list}"] > li`)];
  const each = (list, name, of) => Object.fromEntries(
    rows(list).map((row) => [row.dataset[name] ?? row.id.split("-").slice(1).join("-"), of(row)]));
  return {
    questions: each("questions", "question", (row) => [row.dataset.status,
      Number(row.querySelector("[data-count]").textContent), row.querySelector(".question__text").textContent]),
    announcements: [...rows("announcements"), ...rows("notices")].map(
      (row) => row.id.slice("announcement-".length)).sort(),
    polls: Object.assign({}, ...["polls", "past-polls"].map((list) => each(list, "poll", (row) => [
      row.querySelector("form") ? "open" : "closed", row.querySelector("[data-results]").hidden ? null
      : [...row.querySelectorAll("[data-result]")].map((one) => [one.dataset.result,
        Number(one.querySelector("[data-n]").textContent)])]))),
    sessions: Object.fromEntries([...document.querySelectorAll(".session")].map((row) => [
      row.id.slice("session-".length),
      [row.dataset.shown, Date.parse(row.dataset.starts) / 1000, Date.parse(row.dataset.ends) / 1000],
    ])),
    open: document.querySelector("#asking").dataset.open === "true",
  };
}"""

MINE = """() => Object.fromEntries([...document.querySelectorAll('[data-list="mine"] > li')].map((row) => [
  row.dataset.question ?? "unsent", [row.dataset.status, row.dataset.fate]]))"""

DESK = """() => Object.fromEntries([...document.querySelectorAll(".row[data-row]")].map((row) => [
  row.id.slice("question-".length), {
  column: row.closest("[data-column]").id, status: row.dataset.status, votes: Number(row.dataset.votes),
    pinned: row.dataset.pinned === "true",
  promised: row.dataset.promised === "true", text: row.querySelector(".row__text").lastChild.textContent.trim(),
    labels: [...row.querySelectorAll("[data-label]")].map((label) => label.textContent),
}]))"""

QUEUE = """() => [...document.querySelectorAll('[data-list="queue"] > li')].map(({ id }) =>
  id.slice("question-".length))"""

STAGE = """() => ({
  scene: document.querySelector("[data-panel]").dataset.shown,
  words: document.querySelector("[data-scene]:not([hidden])")?.textContent.replace(/\\s+/g, " ") ?? "",
})"""

SPEAKER = """() => ({
  answering: document.querySelector('[data-slot="answering"]').hidden ? null
    : document.querySelector('[data-slot="answering-text"]').textContent,
  wanted: [...document.querySelectorAll(".wanted")].map((row) => [row.querySelector(".wanted__text").textContent,
    Number(row.querySelector("b").textContent)]),
})"""

COLUMNS = {"pending": "inbox", "approved": "queue", "live": "answering"}

# An element that reaches over the right edge, when the page can be scrolled sideways.
WIDE = """() => {
  const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
  if (over <= 0) return null;
  const found = [...document.querySelectorAll("body *")].find(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 0.5 && one.checkVisibility());
  return `${over} px too wide: ${found?.outerHTML.slice(0, 120)} in .${found?.parentElement.className}`;
}"""


def of_attendee(state: dict[str, Any]) -> dict[str, Any]:
    """What an attendee's document should say."""
    return {
        "questions": {q["id"]: [q["status"], q["votes"], q["text"]] for q in state["questions"]},
        "announcements": sorted(a["id"] for a in state["announcements"]),
        "polls": {
            p["id"]: [p["status"], p["results"] and [[choice, n] for choice, _, n in p["results"]["counts"]]]
            for p in state["polls"]
        },
        "sessions": {
            s["id"]: [s["status"], _instant(s["starts"]), _instant(s["ends"])] for s in state["agenda"]["sessions"]
        },
        "open": state["event"]["questions_open"],
    }


def of_desk(state: dict[str, Any]) -> dict[str, Any]:
    """What a desk's columns should hold."""
    labels = {mark["id"]: mark["labels"] for mark in state["marks"]}
    return {
        q["id"]: {
            "column": COLUMNS.get(q["status"], "done"),
            "status": q["status"],
            "votes": q["votes"],
            "pinned": q["pinned"],
            "promised": q["promised"],
            "text": q["text"],
            "labels": labels.get(q["id"], []),
        }
        for q in state["questions"]
    }


def different(found: Any, wanted: Any, where: str = "") -> str:
    """The first places where two values differ, in words; nothing when they are equal."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        ones = [
            different(found.get(key), wanted.get(key), f"{where}/{key}") for key in sorted(found.keys() | wanted.keys())
        ]
        return "; ".join(one for one in ones if one)[:600]
    return "" if found == wanted else f"{where.strip('/')} is {found!r}, and should be {wanted!r}"


def _instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
