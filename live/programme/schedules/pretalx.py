"""pretalx and frab:

`schedule.json`, the API's list of talks, the widget's schedule. frab's XML comes here as the same shape.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from live.programme.checking import overlaps
from live.programme.schedules.listed import names_in, talks_in, with_ends, with_names
from live.programme.schedules.own import settings_of
from live.programme.shapes import Entry, Hints, Notice, NotUnderstood, Part, Programme
from live.programme.values.fields import (
    Foreign,
    address,
    as_written,
    day,
    in_zone,
    length,
    moment,
    objects,
    text,
    texts,
)
from live.programme.values.markup import split_points, unescaped, unmarked
from live.programme.values.offsets import zone_of_times
from live.programme.values.zones import is_zone
from live.programme.words.breaks import is_break
from live.programme.words.languages import LANGUAGE_NAMES, guess_language

MOST_SESSIONS = 5_000
_NIGHT_UNTIL = time(5, 0)  # a start before this on a conference day belongs to the night after it
_OF_SLOT = ("start", "end", "duration", "room")
_MOST_SLOTS = 50  # of one talk
_ZONE_NAMES = ("timezone", "time_zone", "timeZone", "tz")
_GIVEN_UP = {"canceled", "cancelled", "withdrawn", "rejected"}


def is_pretalx(data: object) -> bool:
    """A schedule, a list of talks, or what the widget loads."""
    if isinstance(data, list):
        return next(talks_in(data), None) is not None
    return isinstance(data, dict) and (
        bool({"schedule", "talks", "conference", "results"} & data.keys()) or next(talks_in(data), None) is not None
    )


def read_pretalx(data: Foreign, hints: Hints) -> Programme:
    """The programme in such an export, breaks included, cancelled talks marked, talks without a slot left out."""
    conference = _conference(data)
    found = list(islice(_with_ours(_talks(data, conference), data), MOST_SESSIONS + 1))
    if len(found) > MOST_SESSIONS:
        raise NotUnderstood(
            Notice("There are more than {count} sessions; that is no programme.", {"count": str(MOST_SESSIONS)})
        )
    zone, told = _zone(data, conference, found, hints)
    talks, assumed = with_ends([_timed(talk, zone) for talk in found])
    extra = _top(conference.get("live")) or _top(_top(_top(data).get("schedule")).get("live"))
    language = hints.language or text(extra.get("language")) or _language(talks)
    entries = [entry for talk in talks if (entry := _entry(talk, zone, language))]
    if not entries:
        raise NotUnderstood(Notice("No sessions were found: looked for talks with a title and a time."))
    return Programme(
        title=_title(data, conference, language) or hints.name or entries[0].title,
        summary=text(extra.get("summary")) or unmarked(text(conference.get("description"), language), markdown=True),
        language=language,
        timezone=zone.key,
        contact=text(extra.get("contact")),
        stream=address(extra.get("stream")),
        entries=tuple(entries),
        settings=settings_of(extra.get("settings")),
        parts=tuple(Part(text(part.get("heading")), text(part.get("text"))) for part in objects(extra.get("sections"))),
        notices=(*told, *assumed, *_notices(talks, entries), *overlaps(entries)),
        slug=text(extra["slug"]) if "slug" in extra else text(conference.get("acronym")),
    )


def _top(data: Foreign) -> dict[str, Foreign]:
    return data if isinstance(data, dict) else {}


def _title(data: Foreign, conference: dict[str, Foreign], language: str) -> str:
    top = _top(data)
    event = top.get("event")
    said = conference.get("title") or top.get("name") or top.get("title") or _top(event).get("title") or event
    return unescaped(text(said, language))


def _zone(
    data: Foreign, conference: dict[str, Foreign], found: list[dict[str, Foreign]], hints: Hints
) -> tuple[ZoneInfo, tuple[Notice, ...]]:
    """The zone that was asked for or is named; else the one in which the times stand as they are written."""
    ours = _top(_top(_top(data).get("schedule")).get("live"))
    named = [ours.get("timezone"), conference.get("time_zone_name"), *(_top(data).get(name) for name in _ZONE_NAMES)]
    known = hints.timezone or next((name for name in map(text, named) if name and is_zone(name)), None)
    if known:
        return ZoneInfo(known), ()
    zone, notice = zone_of_times(as_written(talk.get(name)) for talk in found for name in ("start", "date"))
    return ZoneInfo(zone), (notice,) if notice else ()


def _conference(data: Foreign) -> dict[str, Foreign]:
    schedule = _top(data).get("schedule")
    holder = schedule if isinstance(schedule, dict) else _top(data)
    conference = holder.get("conference")
    return conference if isinstance(conference, dict) else holder


def _talks(data: Foreign, conference: dict[str, Foreign]) -> Iterator[dict[str, Foreign]]:
    """Talks as dictionaries in pretalx's words, whatever shape they come in."""
    top = _top(data)
    days = conference.get("days") or _top(top.get("schedule")).get("days") or []
    if isinstance(days, list) and any(isinstance(one.get("rooms"), dict) for one in objects(days)):
        yield from (talk for one in objects(days) for talk in sorted(_of_day(one), key=_place))
        return
    names = names_in(top)
    for talk in talks_in(data):
        yield from (with_names(one, names) for one in _slotted(talk))


def _with_ours(talks: Iterator[dict[str, Foreign]], data: Foreign) -> Iterator[dict[str, Foreign]]:
    """The talks with what we have kept of them beside the conference, in the order they had."""
    kept = _top(_top(_top(_top(data).get("schedule")).get("live")).get("sessions"))
    if not kept:
        yield from talks
        return
    yield from sorted(({**talk, "live": _top(kept.get(text(talk.get("guid"))))} for talk in talks), key=_place)


def _slotted(talk: dict[str, Foreign]) -> Iterator[dict[str, Foreign]]:
    """The talk once for each slot that it has; what a slot leaves empty is the talk's."""
    slots = objects(talk.get("slots")) or objects([talk.get("slot")])
    for slot in slots[:_MOST_SLOTS]:
        yield {**talk, **{name: slot[name] for name in _OF_SLOT if slot.get(name) not in (None, "")}}
    if not slots:
        yield talk


def _timed(talk: dict[str, Foreign], zone: ZoneInfo) -> dict[str, Foreign]:
    on_clock = as_written(talk.get("start")) is None
    starts = (moment(talk.get("date"), zone) if "T" in str(talk.get("date")) else None) if on_clock else None
    starts = starts or moment(talk.get("start"), zone) or _on_day(talk, talk.get("start"), zone)
    lasts, ends = length(talk.get("duration")), moment(talk.get("end"), zone) or _on_day(talk, talk.get("end"), zone)
    return {**talk, "starts": starts, "ends": ends or (starts + lasts if starts and lasts else None)}


def _of_day(one: dict[str, Foreign]) -> Iterator[dict[str, Foreign]]:
    rooms = one.get("rooms")
    for room, talks in rooms.items() if isinstance(rooms, dict) else ():
        for talk in objects(talks):
            yield {**talk, "room": talk.get("room") or room, "day": one.get("date")}


def _place(talk: dict[str, Foreign]) -> int:
    """Where it stood in the day when we wrote it; others have no order across rooms."""
    place = _top(talk.get("live")).get("place")
    return place if isinstance(place, int) else 0


def _on_day(talk: dict[str, Foreign], said: Foreign, zone: ZoneInfo) -> datetime | None:
    date = day(talk.get("date")) or day(talk.get("day"))
    try:
        clock = time.fromisoformat(str(said).strip().zfill(5)).replace(tzinfo=None)
    except ValueError:
        return None
    night = timedelta(days=1) if clock < _NIGHT_UNTIL else timedelta()
    return in_zone(datetime.combine(date, clock) + night, zone) if date and date.year < 9000 else None


def _language(talks: list[dict[str, Foreign]]) -> str:
    said = Counter(_spoken(talk) for talk in talks)
    said.pop("", None)
    return (
        said.most_common(1)[0][0] if said else guess_language(" ".join(text(talk.get("title")) for talk in talks), "en")
    )


def _spoken(talk: dict[str, Foreign]) -> str:
    """The language of a talk, whether it is called "de", "de-formal" or "German"."""
    said = text(talk.get("language") or talk.get("content_locale")).lower()[:35]
    return LANGUAGE_NAMES.get(said, said.removesuffix("-formal"))


def _entry(talk: dict[str, Foreign], zone: ZoneInfo, language: str) -> Entry | None:
    extra = talk["live"] if isinstance(talk.get("live"), dict) else {}
    starts, ends, title = talk["starts"], talk["ends"], text(talk.get("title"), language)
    title = title if extra else " ".join(unescaped(title).split())
    if not (starts and ends and title) or ends < starts:
        return None
    subtitle, spoken = unescaped(text(talk.get("subtitle"), language)), _spoken(talk)
    description, items = split_points(_prose(talk, language))
    return Entry(
        title=f"{title}: {subtitle}" if subtitle else title,
        kind=text(extra.get("kind")) or ("break" if _is_break(talk, title, language) else "talk"),
        starts=starts,
        ends=ends,
        speakers=texts(talk.get("persons") or talk.get("speakers")),
        track=text(extra["track"]) if "track" in extra else unescaped(text(talk.get("track"), language)),
        room=text(extra["room"]) if "room" in extra else unescaped(text(talk.get("room"), language)),
        description=text(extra["description"]) if "description" in extra else description,
        language=text(extra["language"]) if "language" in extra else spoken if spoken != language else "",
        items=texts(extra["items"]) if "items" in extra else items,
        key=text(extra["key"]) if "key" in extra else text(talk.get("guid") or talk.get("code") or talk.get("id")),
        planned_starts=moment(extra.get("planned_starts"), zone),
        planned_ends=moment(extra.get("planned_ends"), zone),
        reason=text(extra.get("reason")),
        stream=address(extra.get("stream")),
        started_at=moment(extra.get("started_at"), zone),
        ended_at=moment(extra.get("ended_at"), zone),
        id=text(extra.get("id")),
        status=text(extra.get("status"))
        or ("cancelled" if text(talk.get("state") or talk.get("status")).lower() in _GIVEN_UP else "scheduled"),
    )


def _prose(talk: dict[str, Foreign], language: str) -> str:
    abstract, description = (
        unmarked(text(talk.get(name), language), markdown=True) for name in ("abstract", "description")
    )
    return (
        abstract
        if description in abstract
        else description
        if abstract in description
        else f"{abstract}\n\n{description}"
    )


def _is_break(talk: dict[str, Foreign], title: str, language: str) -> bool:
    kind = text(talk.get("type") or talk.get("submission_type"), language).lower()
    return kind in ("break", "pause", "lunch") or is_break(title)


def _notices(talks: list[dict[str, Foreign]], entries: list[Entry]) -> Iterator[Notice]:
    if len(talks) > len(entries):
        yield Notice(
            "{count} sessions without a title or times were left out.", {"count": str(len(talks) - len(entries))}
        )
    quiet = [text(talk.get("title")) for talk in talks if talk.get("do_not_record") is True or _opted_out(talk)]
    if quiet:
        yield Notice("Not to be recorded: {titles}", {"titles": "; ".join(quiet)[:1000]})


def _opted_out(talk: dict[str, Foreign]) -> bool:
    recording = talk.get("recording")
    return isinstance(recording, dict) and str(recording.get("optout")).lower() == "true"
