"""Sessions in anybody's JSON: found wherever they stand, their fields called by the names that pretalx uses.

Sessionize (All, Sessions, GridSmart), the hubs of the Chaos congresses, EuroPython's programme and many home-made lists
differ only in what they call things and in how deep they keep them.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from live.programme.shapes import Notice
from live.programme.values.fields import Foreign, day, objects, text

_CALLED = {
    "title": "title name sessiontitle talktitle subject headline",
    "start": "start starts startsat starttime startdatetime schedulestart begin begins beginsat "
    "scheduledstart startdate dtstart datetime",
    "end": "end ends endsat endtime enddatetime scheduleend finish finishes until scheduledend enddate dtend",
    "duration": "duration scheduleduration length minutes durationminutes durationinminutes durationmin",
    "room": "room roomname location venue hall stage rooms roomid place",
    "track": "track trackname stream theme tracks",
    "persons": "persons speakers performer performers presenters authors people speaker presenter hosts "
    "instructors speakernames",
    "abstract": "abstract shortdescription teaser summary",
    "description": "description body content longdescription details",
    "language": "language lang contentlocale locale",
    "type": "type kind eventtype sessiontype format submissiontype",
    "guid": "guid code id uuid uid slug",
    "state": "state status",
}
_WORDS = {word: name for name, words in _CALLED.items() for word in words.split()}
_TIMED = frozenset(_CALLED["start"].split()) | {"slot", "slots"}
_TITLED = frozenset(_CALLED["title"].split())
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{6}")
_MOST_ROOMS = 3  # a session in more rooms than that is everywhere
_LONGEST, _LAST = timedelta(hours=4), timedelta(minutes=30)  # of a session whose end is assumed
Names = dict[str, dict[str, Foreign]]


def talks_in(data: Foreign) -> Iterator[dict[str, Foreign]]:
    """Everything below that has a title and a time, with the room and the day it is kept under; each once."""
    seen: set[tuple[str, str, str]] = set()
    for found in _anywhere(data):
        talk = _called(found)
        mark = (text(talk.get("guid")), text(talk.get("start")), text(talk.get("title")))
        if not mark[0] or mark not in seen:
            yield talk
        seen.add(mark)


def _anywhere(data: Foreign) -> Iterator[dict[str, Foreign]]:
    """People keep lists by day, by hour, by room: what surrounds a session says what it leaves out."""
    waiting: list[tuple[Foreign, dict[str, Foreign]]] = [(data, {})]
    while waiting:
        one, around = waiting.pop()
        if isinstance(one, dict):
            if _is_talk(one):
                yield {**around, **one}
                continue
            here = {**around, **_said_around(one)}
            waiting.extend((below, {**here, **_day_of(key)}) for key, below in reversed(list(one.items())))
        elif isinstance(one, list):
            waiting.extend((below, around) for below in reversed(one))


def _is_talk(one: dict[str, Foreign]) -> bool:
    names = {_plain(name) for name, value in one.items() if value not in (None, "", [])}
    holds_more = any(
        isinstance(one.get(name), list) and objects(one[name]) for name in ("sessions", "events", "talks", "subEvent")
    )
    return bool(names & _TITLED and names & _TIMED) and not holds_more


def _said_around(one: dict[str, Foreign]) -> dict[str, Foreign]:
    """The room or the day of a group."""
    said = _day_of(one.get("date") or one.get("day"))
    if isinstance(one.get("sessions"), list) and isinstance(one.get("name"), str):
        said["room"] = one["name"]
    return said


def _day_of(name: Foreign) -> dict[str, Foreign]:
    found = day(name) if isinstance(name, str) and name[:4].isdigit() else None
    return {"day": found.isoformat()} if found else {}


def _plain(name: Foreign) -> str:
    return re.sub(r"[\s_-]", "", str(name)[:60]).lower()


def _called(found: dict[str, Foreign]) -> dict[str, Foreign]:
    """The session with its fields called as pretalx calls them; what it has under that name already stays."""
    made = dict(found)
    given = {_plain(name): value for name, value in found.items()}
    for name, words in _CALLED.items():
        if made.get(name) in (None, "", [], {}):
            made[name] = next(
                (given[word] for word in words.split() if given.get(word) not in (None, "", [], {})), None
            )
    return made


def names_in(data: dict[str, Foreign]) -> Names:
    """Rooms, tracks, speakers and categories by the id or code with which sessions refer to them."""
    names: Names = {kind: _named(data.get(kind)) for kind in ("rooms", "tracks", "speakers")}
    for group in objects(data.get("categories")):
        if re.search(r"track|spor|spår|theme|stream|thema", text(group.get("title")), re.IGNORECASE):
            names.setdefault("categories", {}).update(_named(group.get("items")))
    return names


def _named(listed: Foreign) -> dict[str, Foreign]:
    return {
        str(one[key]): one.get("name") or one.get("fullName") or one.get("title")
        for one in objects(listed)
        for key in ("id", "code", "uuid", "guid")
        if one.get(key) is not None
    }


def with_names(talk: dict[str, Foreign], names: Names) -> dict[str, Foreign]:
    """The talk with the names of what it refers to; a number or a UUID that nothing explains is no name."""
    categories = said if isinstance(said := talk.get("categoryItems"), list) else ()
    track = next((names["categories"][str(one)] for one in categories if str(one) in names.get("categories", {})), None)
    people = talk.get("persons") or []
    people = [people] if isinstance(people, dict) else people
    if isinstance(people, list):
        people = [names["speakers"].get(str(one), one) if isinstance(one, str | int) else one for one in people]
        people = [one for one in people if not (isinstance(one, str) and _is_reference(one, talk))]
    return {
        **talk,
        "room": _place(talk.get("room"), names["rooms"]),
        "track": _place(talk.get("track"), names["tracks"]) or track,
        "persons": people,
    }


def _is_reference(said: str, talk: dict[str, Foreign]) -> bool:
    """An id whose name stands in another file; pretalx's are six letters, as those of its talks."""
    coded = _CODE.fullmatch(said) and _CODE.fullmatch(text(talk.get("code")))
    return bool(coded or _UUID.fullmatch(said))


def _place(said: Foreign, names: dict[str, Foreign]) -> Foreign:
    if isinstance(said, list):
        places = [text(_place(one, names)) for one in said]
        return ", ".join(filter(None, places)) if len(places) <= _MOST_ROOMS else ""
    if isinstance(said, dict) or said is None:
        return said
    unknown = str(said).isdigit() or _UUID.fullmatch(str(said))
    return names.get(str(said), "" if unknown else said)


def with_ends(talks: list[dict[str, Foreign]]) -> tuple[list[dict[str, Foreign]], list[Notice]]:
    """Talks whose end nobody says end when the next one begins, that day, or after half an hour; and that it is so."""
    starts = sorted({talk["starts"] for talk in talks if talk["starts"]})
    following = dict(zip(starts, starts[1:], strict=False))
    made, assumed = [], 0
    for talk in talks:
        begins = talk["starts"]
        if begins and not talk["ends"] and text(talk.get("title")):
            after = following.get(begins)
            assumed += 1
            made.append({**talk, "ends": after if after and after - begins <= _LONGEST else begins + _LAST})
        else:
            made.append(talk)
    told = Notice("No end is given for {count} sessions; the next start is assumed.", {"count": str(assumed)})
    return made, [told] if assumed else []
