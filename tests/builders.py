"""Things of the event's world with sensible defaults, for tests to vary what they are about."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from live.rules.agenda import Agenda, Item, Session, ordered
from live.rules.announcements import Announcement
from live.rules.event import Event
from live.rules.people import Person, Role
from live.rules.people.limits import Limit
from live.rules.questions import Question
from live.rules.state import State
from live.store.votes import Meeting

OSLO = ZoneInfo("Europe/Oslo")
NOON = datetime(2022, 3, 8, 12, 0, tzinfo=OSLO)

MINA = Person("mina", Role.MODERATOR)
ANN, BOB = Person("ann"), Person("bob")


def doubting(slug: str, person: str, burst: str = "abc-1") -> Meeting:
    """Somebody whose place has had its share."""
    return Meeting(slug, person, burst, Limit(burst=0, every=1))


def a_session(session_id: str = "opening", starts: float = 0, minutes: float = 45, **values: Any) -> Session:
    """A session `starts` minutes after noon."""
    begin = NOON + timedelta(minutes=starts)
    times = {"starts": begin, "ends": begin + timedelta(minutes=minutes)}
    return Session(
        **{
            "id": session_id,
            "title": session_id.capitalize(),
            **times,
            "planned_starts": times["starts"],
            "planned_ends": times["ends"],
            **values,
        }
    )


def an_agenda(*sessions: Session) -> Agenda:
    return Agenda(sessions=ordered(sessions))


def the_seminar() -> Agenda:
    """Half a day: two talks, a break, three talks."""
    return an_agenda(
        a_session(
            "opening", 0, 45, items=(Item("i1", "Kongshavn vgs i Oslo: samarbeid med Tyskland"), Item("i2", "Hvam vgs"))
        ),
        a_session("rules", 45, 30),
        a_session("pause", 75, 15, kind="break"),
        a_session("owners", 90, 30),
        a_session("others", 120, 30),
        a_session("closing", 150, 15),
    )


def a_conference(days: int = 4, tracks: int = 8, each: int = 13, begins: float = -180, words: int = 900) -> Agenda:
    """Days of parallel tracks, each with `each` sessions of half an hour and a description of `words` characters."""
    told = ("Hva elevene sier om " + "eksempler fra skolen, tall fra kommunen og veien videre; ") * (words // 50)
    return an_agenda(
        *(
            a_session(
                f"d{day}t{track}n{n}",
                begins + day * 24 * 60 + n * 35,
                30,
                title=f"{n}: Om {track} og det som hender på dag {day} i rekke {n}",
                track=f"Spor {track}",
                room=f"Rom {track}",
                speakers=(f"Kari Nordmann {n}", f"Ola {track} Hansen"),
                description=told[day * 7 + track * 3 + n :][:words],
                place=track,
            )
            for day in range(days)
            for track in range(tracks)
            for n in range(each)
        )
    )


MORNING = 10  # o'clock; from here eight hours pass both ways without another date


def morning(now: datetime | None = None) -> ZoneInfo:
    """A zone in which it is between ten and eleven in the morning now.

    What tests make around the real now stays within one date and on one side of summer time, whenever they run.
    """
    east = MORNING - (now or datetime.now(UTC)).astimezone(UTC).hour
    return ZoneInfo(f"Etc/GMT{-(east if east > -12 else east + 24):+d}")  # the sign of these names is that of the west


def moved_to(agenda: Agenda, begins: datetime) -> Agenda:
    """The agenda as it would be had it been planned to begin then, in that zone."""
    assert agenda.starts is not None
    by = begins - agenda.starts

    def to(moment: datetime) -> datetime:
        return (moment.astimezone(UTC) + by).astimezone(begins.tzinfo)

    moved = (
        replace(
            session,
            starts=to(session.starts),
            ends=to(session.ends),
            planned_starts=to(session.planned_starts),
            planned_ends=to(session.planned_ends),
        )
        for session in agenda.sessions
    )
    return replace(agenda, sessions=tuple(moved))


def running_now(agenda: Agenda | None = None, into: float = 20) -> Agenda:
    """The seminar, or this agenda, begun `into` minutes ago. Its event needs `timezone=zone_of(…)`."""
    return moved_to(agenda or the_seminar(), datetime.now(morning()) - timedelta(minutes=into))


def zone_of(agenda: Agenda) -> str:
    """The name of the zone the agenda's times are in."""
    assert agenda.starts is not None
    return str(agenda.starts.tzinfo)


def an_event(**values: Any) -> Event:
    return Event(**{"slug": "seminar", "title": "Utvekslingssamarbeid", "imported_at": NOON, **values})


def a_question(question_id: str = "q1", **values: Any) -> Question:
    return Question(
        **{
            "id": question_id,
            "number": 1,
            "text": "Får elevene støtte?",
            "asked_at": NOON,
            "changed_at": NOON,
            "by": ANN.id,
            **values,
        }
    )


def an_announcement(announcement_id: str = "a1", **values: Any) -> Announcement:
    return Announcement(**{"id": announcement_id, "text": "Lenken er byttet", "at": NOON, **values})


def a_state(**values: Any) -> State:
    return State(**{"event": an_event(), "agenda": the_seminar(), **values})


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)
