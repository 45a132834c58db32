"""pretalx and frab:

`schedule.json`, the API's list of talks, the widget's schedule. frab's XML comes here as the same shape.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from live.programme.breaks import is_break
from live.programme.checking import overlaps
from live.programme.fields import day, in_zone, length, moment, objects, text, texts, zone_named
from live.programme.languages import guess_language
from live.programme.own import settings_of
from live.programme.points import split_points
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Part, Programme

MOST_SESSIONS = 5_000
_NIGHT_UNTIL = time(5, 0)  # a start before this on a conference day belongs to the night after it
_TIMED = {"slot", "slots", "start", "date"}
_GIVEN_UP = {"canceled", "cancelled", "withdrawn", "rejected"}


def is_pretalx(data: object) -> bool:
    """A schedule, a list of talks, or what the widget loads."""
    if isinstance(data, list):
        return (
            bool(data)
            and isinstance(data[0], dict)
            and "title" in data[0]
            and ("slot" in data[0] or "slots" in data[0] or "start" in data[0])
        )
    return isinstance(data, dict) and (
        "schedule" in data or "talks" in data or "conference" in data or "results" in data
    )


def read_pretalx(data: Any, hints: Hints) -> Programme:
    """The programme in such an export, breaks included, cancelled talks marked, talks without a slot left out."""
    conference = _conference(data)
    zone = ZoneInfo(hints.timezone or zone_named(text(conference.get("time_zone_name") or _top(data).get("timezone"))))
    talks = [talk for talk, _ in zip(_talks(data, conference, zone), range(MOST_SESSIONS + 1), strict=False)]
    if len(talks) > MOST_SESSIONS:
        raise NotUnderstood(
            Notice("There are more than {count} sessions; that is no programme.", {"count": str(MOST_SESSIONS)})
        )
    extra = _top(conference.get("live"))
    language = hints.language or text(extra.get("language")) or _language(talks)
    entries = [entry for talk in talks if (entry := _entry(talk, zone, language))]
    if not entries:
        raise NotUnderstood(Notice("No sessions were found: looked for talks with a title and a time."))
    return Programme(
        title=text(conference.get("title") or _top(data).get("name"), language) or hints.name or entries[0].title,
        summary=text(extra.get("summary") or conference.get("description"), language),
        language=language,
        timezone=zone.key,
        contact=text(extra.get("contact")),
        entries=tuple(entries),
        settings=settings_of(extra.get("settings")),
        parts=tuple(Part(text(part.get("heading")), text(part.get("text"))) for part in objects(extra.get("sections"))),
        notices=(*_notices(talks, entries), *overlaps(entries)),
        slug=text(extra["slug"]) if "slug" in extra else text(conference.get("acronym")),
    )


def _top(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _conference(data: Any) -> dict[str, Any]:
    schedule = _top(data).get("schedule")
    holder = schedule if isinstance(schedule, dict) else _top(data)
    conference = holder.get("conference")
    return conference if isinstance(conference, dict) else holder


def _talks(data: Any, conference: dict[str, Any], zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Talks as dictionaries with `starts` and `ends` set, whatever shape they come in."""
    top = _top(data)
    names = {kind: _names(top.get(kind)) for kind in ("rooms", "tracks", "speakers")}
    days = conference.get("days") or _top(top.get("schedule")).get("days") or []
    if days and isinstance(days, list):
        yield from (talk for one in objects(days) for talk in sorted(_of_day(one, zone), key=_place))
        return
    listed = data if isinstance(data, list) else top.get("talks") or top.get("results") or top.get("schedule") or []
    yield from (_timed(_slotted(talk, names), zone) for talk in _anywhere(listed))


def _anywhere(listed: Any) -> Iterator[dict[str, Any]]:
    """Everything below that looks like a talk: people keep lists by day, by hour, by room."""
    waiting = [listed]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and "title" in one and _TIMED & one.keys():
            yield one
        elif isinstance(one, dict | list):
            waiting.extend(reversed(list(one.values() if isinstance(one, dict) else one)))


def _names(listed: Any) -> dict[Any, Any]:
    """Names by the id or code that the widget's talks refer to."""
    return {str(one.get("code", one.get("id"))): one.get("name") for one in objects(listed)}


def _slotted(talk: dict[str, Any], names: dict[str, dict[Any, Any]]) -> dict[str, Any]:
    slots = talk.get("slots")
    slot = talk.get("slot") or (slots[0] if isinstance(slots, list) and slots else None)
    merged = {**talk, **(slot if isinstance(slot, dict) else {})}
    for field, kind in (("room", "rooms"), ("track", "tracks")):
        if not isinstance(merged.get(field), dict):
            merged[field] = names[kind].get(
                str(merged.get(field)), merged.get(field) if not str(merged.get(field)).isdigit() else ""
            )
    speakers = merged.get("persons") or merged.get("speakers") or []
    if isinstance(speakers, list):
        merged["persons"] = [names["speakers"].get(one, one) if isinstance(one, str) else one for one in speakers]
    return merged


def _timed(talk: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    starts = moment(talk.get("start"), zone) or moment(talk.get("date"), zone)
    lasts = length(talk.get("duration"))
    ends = moment(talk.get("end"), zone) or (starts + lasts if starts and lasts else None)
    return {**talk, "starts": starts, "ends": ends}


def _of_day(one: dict[str, Any], zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    rooms = one.get("rooms")
    for room, talks in rooms.items() if isinstance(rooms, dict) else ():
        for talk in objects(talks):
            starts = moment(talk.get("date"), zone) if "T" in str(talk.get("date")) else _on_day(one, talk, zone)
            lasts = length(talk.get("duration"))
            yield {
                **talk,
                "room": talk.get("room") or room,
                "starts": starts,
                "ends": starts + lasts if starts and lasts else None,
            }


def _place(talk: dict[str, Any]) -> int:
    """Where it stood in the day when we wrote it; others have no order across rooms."""
    place = _top(talk.get("live")).get("place")
    return place if isinstance(place, int) else 0


def _on_day(one: dict[str, Any], talk: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    date = day(talk.get("date") or one.get("date"))
    try:
        clock = time.fromisoformat(str(talk.get("start")).strip().zfill(5))
    except ValueError:
        return None
    night = timedelta(days=1) if clock < _NIGHT_UNTIL else timedelta()
    return (
        in_zone(datetime.combine(date, clock.replace(tzinfo=None)) + night, zone) if date and date.year < 9000 else None
    )


def _language(talks: list[dict[str, Any]]) -> str:
    said = Counter(text(talk.get("language") or talk.get("content_locale")) for talk in talks)
    said.pop("", None)
    return (
        said.most_common(1)[0][0][:35]
        if said
        else guess_language(" ".join(text(talk.get("title")) for talk in talks), "en")
    )


def _entry(talk: dict[str, Any], zone: ZoneInfo, language: str) -> Entry | None:
    starts, ends, title = talk["starts"], talk["ends"], text(talk.get("title"), language)
    if not (starts and ends and title) or ends < starts:
        return None
    extra = talk["live"] if isinstance(talk.get("live"), dict) else {}
    subtitle, spoken = text(talk.get("subtitle"), language), text(talk.get("language") or talk.get("content_locale"))
    description, items = split_points(_prose(talk, language))
    return Entry(
        title=f"{title}: {subtitle}" if subtitle else title,
        kind=text(extra.get("kind")) or ("break" if _is_break(talk, title, language) else "talk"),
        starts=starts,
        ends=ends,
        speakers=texts(talk.get("persons") or talk.get("speakers")),
        track=text(talk.get("track"), language),
        room=text(extra["room"]) if "room" in extra else text(talk.get("room"), language),
        description=text(extra["description"]) if "description" in extra else description,
        language=spoken if spoken != language else "",
        items=texts(extra["items"]) if "items" in extra else items,
        key=text(extra["key"]) if "key" in extra else text(talk.get("guid") or talk.get("code") or talk.get("id")),
        planned_starts=moment(extra.get("planned_starts"), zone),
        planned_ends=moment(extra.get("planned_ends"), zone),
        reason=text(extra.get("reason")),
        started_at=moment(extra.get("started_at"), zone),
        ended_at=moment(extra.get("ended_at"), zone),
        id=text(extra.get("id")),
        status=text(extra.get("status"))
        or ("cancelled" if text(talk.get("state") or talk.get("status")).lower() in _GIVEN_UP else "scheduled"),
    )


def _prose(talk: dict[str, Any], language: str) -> str:
    abstract, description = text(talk.get("abstract"), language), text(talk.get("description"), language)
    return (
        abstract
        if description in abstract
        else description
        if abstract in description
        else f"{abstract}\n\n{description}"
    )


def _is_break(talk: dict[str, Any], title: str, language: str) -> bool:
    kind = text(talk.get("type") or talk.get("submission_type"), language).lower()
    return kind in ("break", "pause", "lunch") or is_break(title)


def _notices(talks: list[dict[str, Any]], entries: list[Entry]) -> Iterator[Notice]:
    if len(talks) > len(entries):
        yield Notice(
            "{count} sessions without a title or times were left out.", {"count": str(len(talks) - len(entries))}
        )
    quiet = [text(talk.get("title")) for talk in talks if talk.get("do_not_record") is True or _opted_out(talk)]
    if quiet:
        yield Notice("Not to be recorded: {titles}", {"titles": "; ".join(quiet)[:1000]})


def _opted_out(talk: dict[str, Any]) -> bool:
    recording = talk.get("recording")
    return isinstance(recording, dict) and str(recording.get("optout")).lower() == "true"
