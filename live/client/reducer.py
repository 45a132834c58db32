"""What a client knows after a frame: a pure function over the JSON of the contract, the twin of `static/js`' reducer.

The state is STATE of the contract, plus `you` from hello. Nothing is changed in place.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

State = Mapping[str, Any]
PUBLIC = frozenset({"approved", "live", "answered"})


def reduce(state: State, frame: Mapping[str, Any]) -> State:
    """The state after a frame. What a frame says is absolute: the same frame twice is harmless."""
    match frame["type"]:
        case "hello":
            return {
                **state,
                "epoch": frame["epoch"],
                "cursor": frame["cursor"],
                "now": frame["now"],
                "you": frame["you"],
            }
        case "changes":
            for change in frame["changes"]:
                state = _changed(state, change)
            return {**state, "cursor": frame["cursor"]}
        case "pulse":
            return _counted(state, frame)
        case "beat":
            return {**state, "now": frame["now"]}
    return state


def _changed(state: State, change: Mapping[str, Any]) -> State:
    if event := change.get("event"):
        state = {**state, "event": event}
    if "sessions" in change:
        state = {**state, "agenda": _moved(state["agenda"], change)}
    if announcement := change.get("announcement"):
        state = {**state, "announcements": _announced(state["announcements"], announcement)}
    if poll := change.get("poll"):
        state = {**state, "polls": _polled(state.get("polls", ()), poll)}
    if mark := change.get("mark"):
        state = {
            **state,
            "marks": sorted(
                [m for m in state.get("marks", ()) if m["id"] != mark["id"]] + [mark], key=lambda m: m["id"]
            ),
        }
    if order := change.get("order"):
        state = {**state, "order": order}
    if question := change.get("question"):
        return _own(state, question) if change.get("own") else _asked(state, question)
    return state


def _moved(agenda: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    new = {session["id"]: session for session in change["sessions"]}
    stay = [new.pop(s["id"], s) for s in agenda["sessions"] if s["id"] not in change.get("removed", ())]
    sessions = sorted([*stay, *new.values()], key=lambda s: (datetime.fromisoformat(s["starts"]), s.get("place", 0)))
    return {**agenda, "sessions": sessions, **change["agenda"]}


def _announced(announcements: Iterable[Any], new: Mapping[str, Any]) -> list[Any]:
    """Newest first; what was retracted is gone."""
    others = [a for a in announcements if a["id"] != new["id"]]
    return (
        others
        if new["retracted"]
        else sorted([new, *others], key=lambda a: datetime.fromisoformat(a["at"]), reverse=True)
    )


def _polled(polls: Iterable[Any], new: Mapping[str, Any]) -> list[Any]:
    """The latest first; what comes without its words, or removed, is gone."""
    others = [p for p in polls if p["id"] != new["id"]]
    gone = "text" not in new or new.get("removed")
    return (
        others
        if gone
        else sorted(
            [new, *others],
            key=lambda p: (datetime.fromisoformat(p["opened_at"] or p["made_at"]), p["id"]),
            reverse=True,
        )
    )


def _asked(state: State, question: Mapping[str, Any]) -> State:
    """What is on the list comes whole; what has left it, as its id and status only. Moderators list everything."""
    moderator = (state.get("you") or {}).get("role") == "moderator"
    others = [q for q in state["questions"] if q["id"] != question["id"]]
    listed = moderator or question["status"] in PUBLIC
    return {**state, "questions": _numbered([*others, question]) if listed else others}


def _own(state: State, question: Mapping[str, Any]) -> State:
    """What became of one's own question."""
    you = state.get("you") or {}
    others = [q for q in you.get("asked", ()) if q["id"] != question["id"]]
    return {**state, "you": {**you, "asked": _numbered([*others, question])}}


def _numbered(questions: Iterable[Any]) -> list[Any]:
    return sorted(questions, key=lambda q: q["number"])


def _counted(state: State, pulse: Mapping[str, Any]) -> State:
    votes = pulse["votes"]
    questions = [{**q, "votes": votes[q["id"]]} if q["id"] in votes else q for q in state["questions"]]
    polls = [_answered(poll, pulse) for poll in state.get("polls", ())]
    return {
        **state,
        "questions": questions,
        "polls": polls,
        "presence": {"people": pulse["people"], "connections": pulse["connections"]},
    }


def _answered(poll: Any, pulse: Mapping[str, Any]) -> Any:
    """A poll with its results, or how many have answered where these are not shown."""
    if results := pulse.get("polls", {}).get(poll["id"]):
        return {**poll, "results": results, "answered": results["people"]}
    return {**poll, "answered": pulse.get("answered", {}).get(poll["id"], poll.get("answered", 0))}
