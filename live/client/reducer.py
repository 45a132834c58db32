"""What a client knows after a frame: a pure function over the JSON of docs/protocol.md, the twin of `reduce.js`.

The state is STATE as docs/protocol.md has it, plus `you` from hello. Nothing is changed in place. Which lists there are
and how they are ordered is in the table of things.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from live.rules.nouns import Noun, is_gone
from live.rules.things import THINGS

Json = Mapping[str, Any]  # what a server sends, as it came
State = Json
TIME = re.compile(r"\d{4}-\d\d-\d\dT")


def reduce(state: State, frame: Json) -> State:
    """Return the state after a frame. What a frame says is absolute: the same frame twice is harmless."""
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


def _changed(state: State, change: Json) -> State:
    if change.get("own"):
        return _own(state, change["question"])
    for noun in THINGS:
        if (thing := change.get(noun.name)) is not None and noun.name != "agenda":
            state = {**state, noun.field: _put(noun, state, thing) if noun.many else thing}
    return {**state, "agenda": _moved(state["agenda"], change)} if "agenda" in change else state


def _put(noun: Noun, state: State, thing: Json) -> list[Json]:
    """The list of a noun with this one as it now is, or without it."""
    others = [one for one in state.get(noun.field, ()) if one["id"] != thing["id"]]
    if is_gone(thing):
        return others
    return sorted([*others, thing], key=partial(_place, noun), reverse=noun.latest_first)


def _place(noun: Noun, thing: Json) -> tuple[object, ...]:
    """By what the list is ordered; a time is compared as an instant."""
    return tuple(
        datetime.fromisoformat(value) if isinstance(value, str) and TIME.match(value) else value
        for value in noun.place(thing)
    )


def _moved(agenda: Json, change: Json) -> dict[str, object]:
    new = {session["id"]: session for session in change["sessions"]}
    stay = [new.pop(s["id"], s) for s in agenda["sessions"] if s["id"] not in change.get("removed", ())]
    sessions = sorted(
        [*stay, *new.values()], key=lambda s: (datetime.fromisoformat(s["starts"]), s.get("place", 0), s["id"])
    )
    return {**agenda, "sessions": sessions, **change["agenda"]}


def _own(state: State, question: Json) -> State:
    """What became of one's own question."""
    you = state.get("you") or {}
    others = [q for q in you.get("asked", ()) if q["id"] != question["id"]]
    return {**state, "you": {**you, "asked": _numbered([*others, question])}}


def _numbered(questions: Iterable[Json]) -> list[Json]:
    return sorted(questions, key=lambda q: q["number"])


def _counted(state: State, pulse: Json) -> State:
    votes = pulse["votes"]
    questions = [{**q, "votes": votes[q["id"]]} if q["id"] in votes else q for q in state["questions"]]
    polls = [_answered(poll, pulse) for poll in state.get("polls", ())]
    return {
        **state,
        "questions": questions,
        "polls": polls,
        "presence": {"people": pulse["people"], "connections": pulse["connections"]},
    }


def _answered(poll: Json, pulse: Json) -> Json:
    """A poll with its results, or how many have answered where these are not shown."""
    if results := pulse.get("polls", {}).get(poll["id"]):
        return {**poll, "results": results, "answered": results["people"]}
    return {**poll, "answered": pulse.get("answered", {}).get(poll["id"], poll.get("answered", 0))}
