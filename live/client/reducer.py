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
            return {**state, "epoch": frame["epoch"], "cursor": frame["cursor"], "now": frame["now"], "you": frame["you"]}
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
    if question := change.get("question"):
        return _asked(state, question)
    return state


def _moved(agenda: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    new = {session["id"]: session for session in change["sessions"]}
    stay = [new.pop(s["id"], s) for s in agenda["sessions"] if s["id"] not in change.get("removed", ())]
    sessions = sorted([*stay, *new.values()], key=lambda s: datetime.fromisoformat(s["starts"]))
    return {**agenda, "sessions": sessions, **change["agenda"]}


def _announced(announcements: Iterable[Any], new: Mapping[str, Any]) -> list[Any]:
    """Newest first; what was retracted is gone."""
    others = [a for a in announcements if a["id"] != new["id"]]
    return others if new["retracted"] else sorted([new, *others], key=lambda a: datetime.fromisoformat(a["at"]), reverse=True)


def _asked(state: State, question: Mapping[str, Any]) -> State:
    """A question is on the list, or it is one's own, or both. One that left the list comes as its id and status only."""
    you = state.get("you") or {}
    moderator = you.get("role") == "moderator"
    listed = moderator or question["status"] in PUBLIC
    state = {**state, "questions": _listed(state["questions"], question, listed=listed)}
    own = any(q["id"] == question["id"] for q in you.get("asked", ())) or (not listed and "text" in question)
    if own and not moderator:
        state = {**state, "you": {**you, "asked": _listed(you.get("asked", ()), question, listed="text" in question, drop=False)}}
    return state


def _listed(questions: Iterable[Any], new: Mapping[str, Any], *, listed: bool, drop: bool = True) -> list[Any]:
    if not listed and not drop:
        return [{**q, "status": new["status"]} if q["id"] == new["id"] else q for q in questions]
    others = [q for q in questions if q["id"] != new["id"]]
    return sorted([*others, new], key=lambda q: q["number"]) if listed else others


def _counted(state: State, pulse: Mapping[str, Any]) -> State:
    votes = pulse["votes"]
    questions = [{**q, "votes": votes[q["id"]]} if q["id"] in votes else q for q in state["questions"]]
    return {**state, "questions": questions, "presence": {"people": pulse["people"], "connections": pulse["connections"]}}
