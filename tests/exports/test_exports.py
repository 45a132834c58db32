"""What is taken out can be brought in again, and the chapters of the recording."""

import json
import unicodedata
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from live import exports
from live.actions import agenda, questions
from live.actions.acting import Acting, Actor
from live.actions.programmes import event_of
from live.actions.programmes.writing import programme_of
from live.actions.understood import agenda_of
from live.exports import following
from live.exports.formats import FORMATS
from live.exports.happenings import Happened
from live.exports.recording import begins
from live.programme import read
from live.rules import polls
from live.rules.agenda import Agenda, Session
from live.rules.errors import NotFound, Unfit
from live.rules.event import Advance, Stage
from live.rules.state import State
from live.rules.wishes import Move
from live.rules.wishes.agenda import Delay, SessionAction, SessionMove, Undo
from live.rules.wishes.polls import MakePoll
from live.rules.wishes.questions import Answer, Ask, QuestionMove
from live.rules.wishes.settings import SLOWEST
from live.store import Store, codec
from live.tokens import Tokens
from tests.builders import ANN, MINA, a_question, a_session, a_state, an_agenda, an_event, at, the_seminar

LOSSLESS = {"json": "json", "toml": "toml", "pretalx.json": "json"}
NAMES = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def kept(state: State) -> State:
    """As it comes out of the store: times with fixed offsets."""
    return msgspec.structs.replace(state, agenda=codec.load_thing("agenda", codec.dump(state.agenda)))


def out(state: State, form: str, **recording: Any) -> bytes:
    return exports.written(kept(state), {}, form, "http://x", known=Happened(at(200)), **recording)[0]


def shown(agenda: Agenda) -> list[Session]:
    """What of a session is the programme's: not how often it was changed, and a key is its id when its source had
    none.
    """
    same = {"revision": 1, "place": 0}
    return [
        msgspec.structs.replace(
            s, **same, key=s.key or s.id, items=tuple(msgspec.structs.replace(i, id="") for i in s.items)
        )
        for s in agenda.sessions
    ]


sessions = st.builds(
    lambda n, title, minutes, kind, track, room, speakers, status, moved, reason, began: a_session(
        f"s{n}",
        n,
        minutes,
        title=title,
        kind=kind,
        track=track,
        room=room,
        speakers=tuple(speakers),
        status=status,
        planned_starts=at(n - moved),
        reason=reason,
        started_at=began and at(n + began),
        ended_at=began and status == "done" and at(n + minutes) or None,
    ),
    st.integers(0, 4000),
    NAMES,
    st.integers(1, 300),
    st.sampled_from(["talk", "break"]),
    st.sampled_from(["", "A", "B"]),
    st.just("") | NAMES,
    st.lists(NAMES, max_size=2, unique=True),
    st.sampled_from(["scheduled", "live", "done", "cancelled"]),
    st.integers(0, 30),
    st.just("") | NAMES,
    st.none() | st.integers(1, 9),
)


@pytest.mark.parametrize("form", LOSSLESS)
@given(rows=st.lists(sessions, min_size=1, max_size=6, unique_by=lambda s: s.id))
def test_what_is_taken_out_and_brought_in_is_the_same_event(form: str, rows: list[Session]) -> None:
    state = a_state(agenda=an_agenda(*rows))
    again = read(out(state, form), name=f"x.{LOSSLESS[form]}", today=date(2030, 1, 1))
    assert shown(agenda_of(again)) == shown(kept(state).agenda)
    assert (again.title, again.timezone, again.language, again.slug) == (
        "Utvekslingssamarbeid",
        "Europe/Oslo",
        "nb",
        "seminar",
    )


def test_a_table_of_the_agenda_is_read_back() -> None:
    again = read(out(a_state(), "agenda.csv"), name="x.csv", today=date(2030, 1, 1))
    assert [(s.title, s.starts, s.ends, s.kind) for s in agenda_of(again).sessions] == [
        (s.title, s.starts, s.ends, s.kind) for s in the_seminar().sessions
    ]


def test_a_poll_whose_time_has_passed_is_closed_in_every_file_although_nobody_came_to_close_it() -> None:
    wish = MakePoll(text="Var det nyttig?", options=("Ja", "Nei"), set="Evaluering")
    made = polls.make("p1", wish, at(0))
    over, lasting = (replace(polls.open_(made, at(1), closes_at=at(end)), id=f"p{end}") for end in (199, 201))
    state = a_state(polls={over.id: over, lasting.id: lasting})
    kept = {poll["id"]: poll for poll in json.loads(out(state, "json"))["polls"]}
    assert (kept["p199"]["status"], kept["p201"]["status"]) == ("closed", "open")
    assert datetime.fromisoformat(kept["p199"]["closed_at"]) == at(199)
    rows = out(state, "polls.csv").decode().splitlines()
    assert [row.split(",")[3] for row in rows] == ["status", "open", "open", "closed", "closed"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_the_table_is_written(form: str) -> None:
    assert out(a_state(), form)
    assert set(FORMATS) == set(exports.WRITERS)


def test_a_format_that_does_not_exist_is_named() -> None:
    with pytest.raises(NotFound) as refused:
        exports.written(a_state(), {}, "docx", "", known=Happened(at(0)))
    assert "pretalx.json" in str(refused.value)


def run(*, over_night: bool = False) -> State:
    """A seminar that began three minutes late, with one answer."""
    later = [a_session("tomorrow", 24 * 60, 30)] if over_night else []
    agenda = an_agenda(
        a_session("one", 3, 45, title="Velkommen <alle> & enhver", started_at=at(3), ended_at=at(50)),
        a_session("two", 50, 30, started_at=at(50)),
        *later,
    )
    answered = a_question(
        "q1", number=7, status="answered", text="Hva\nkoster det?", taken_at=at(20), answered_at=at(22)
    )
    return a_state(agenda=agenda, questions={"q1": answered})


def test_lines_for_a_video_begin_at_zero() -> None:
    assert out(run(), "chapters").decode() == "0:00 Velkommen ‹alle› & enhver\n17:00 №7 Hva koster det?\n47:00 Two\n"
    assert out(run(), "chapters", offset="90").decode().splitlines() == [
        "0:00 Utvekslingssamarbeid",
        "1:30 Velkommen ‹alle› & enhver",
        "18:30 №7 Hva koster det?",
        "48:30 Two",
    ]


@pytest.mark.parametrize(
    "start", ["11:58", "11:58:00", "2022-03-08T11:58", "2022-03-08T11:58:00+01:00", "2022-03-08T10:58:00Z"]
)
def test_a_recording_begins_when_it_is_said_to(start: str) -> None:
    assert begins(kept(run()), start) == at(-2)
    assert out(run(), "chapters", start=start).decode().splitlines()[1] == "5:00 Velkommen ‹alle› & enhver"


@pytest.mark.parametrize(("start", "offset"), [("nå", ""), ("25:00", ""), ("", "x"), ("", "nan"), ("", "1e30")])
def test_a_beginning_that_is_none_is_refused(start: str, offset: str) -> None:
    with pytest.raises(Unfit):
        begins(run(), start, offset)


def test_chapters_for_a_player() -> None:
    said = out(run(), "vtt", start="11:58").decode()
    assert said.startswith(
        "WEBVTT\n\n00:00:00.000 --> 00:05:00.000\nUtvekslingssamarbeid\n\n00:05:00.000 --> 00:22:00.000\n"
        "Velkommen &lt;alle&gt; &amp; enhver\n"
    )
    assert said.rstrip().splitlines()[-2] == "00:52:00.000 --> 01:22:00.000"


def test_the_report_has_planned_and_actual_times_and_is_still_a_programme() -> None:
    said = out(run(), "md").decode()
    assert "## Planlagte og faktiske tider" in said
    assert "| Velkommen <alle> & enhver | 12:03–12:48 | 12:03–12:50 |" in said
    assert [(s.title, s.starts) for s in agenda_of(read(said.encode(), name="x.md", today=date(2030, 1, 1))).sessions][
        1:
    ] == [("Two", at(50))]
    assert "Planlagte" not in out(a_state(), "md").decode()
    assert msgspec.json.decode(out(run(), "json"))["sessions"][0]["ended_at"] == "2022-03-08T12:50:00+01:00"


@pytest.fixture
async def acting(redis_url: str) -> AsyncIterator[Acting]:
    async with Store(redis_url).open() as store:
        acting = Acting(store, Tokens("secret"), limits=False, now=lambda: at(20))
        await store.events.create(an_event(), the_seminar(), acting.tokens.fresh("seminar"))
        yield acting


def calendar_of(state: State) -> dict[str, tuple[int, str, datetime]]:
    found: list[Any] = Calendar.from_ical(following.calendar(state)).walk("VEVENT")
    return {str(e["UID"]): (int(e["SEQUENCE"]), str(e["STATUS"]), e["DTSTART"].dt) for e in found}


async def test_a_calendar_follows_the_moves_under_the_same_names(acting: Acting) -> None:
    copy = await acting.store.replica.copy("seminar")
    before = calendar_of(copy.state)
    await agenda.move(Actor(acting, "seminar", MINA), "rules", SessionAction.DELAY, Delay(minutes=10))
    await agenda.move(Actor(acting, "seminar", MINA), "others", SessionAction.CANCEL, SessionMove())
    after = calendar_of(copy.state)
    await agenda.undo(Actor(acting, "seminar", MINA), Undo())
    undone = calendar_of(copy.state)
    assert list(before) == list(after) == list(undone)
    assert [{sequence for sequence, _, _ in found.values()} for found in (before, after, undone)] == [{0}, {2}, {3}]
    name = next(uid for uid in after if uid.startswith("others"))
    assert (before[name][1], after[name][1], undone[name][1]) == ("CONFIRMED", "CANCELLED", "CONFIRMED")
    assert after[next(uid for uid in after if uid.startswith("rules"))][2] == at(55)


def test_a_calendar_names_its_zone_and_describes_it_within_the_dates() -> None:
    night = an_agenda(a_session("late", 0, 60, title="Æ" * 80))
    text = following.calendar(kept(a_state(agenda=night)))
    assert b"DTSTART;TZID=Europe/Oslo:20220308T120000" in text
    assert text.count(b"BEGIN:VTIMEZONE") == 1
    assert text.count(b"BEGIN:DAYLIGHT") + text.count(b"BEGIN:STANDARD") <= 2
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


def test_one_session_is_a_calendar_of_its_own() -> None:
    assert list(calendar_of(a_state())) == [f"{s.id}@seminar.live" for s in the_seminar().sessions]
    one = Calendar.from_ical(following.calendar(kept(a_state()), "rules")).walk("VEVENT")
    assert [str(e["UID"]) for e in one] == ["rules@seminar.live"]


def test_a_session_over_the_change_of_the_clock_is_as_long_in_a_calendar() -> None:
    begin = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    one = Session(
        id="n",
        title="Natt",
        starts=begin,
        ends=begin + timedelta(hours=1),
        planned_starts=begin,
        planned_ends=begin + timedelta(hours=1),
    )
    text = following.calendar(kept(a_state(agenda=an_agenda(one))))
    assert b"DTSTART;TZID=Europe/Oslo:20260329T013000" in text
    assert b"DTEND;TZID=Europe/Oslo:20260329T033000" in text
    assert (
        programme_of(kept(a_state(agenda=an_agenda(one)))).entries[0].starts.isoformat() == "2026-03-29T01:30:00+01:00"
    )


async def test_when_a_question_was_taken_up_is_remembered(acting: Acting) -> None:
    await questions.ask(Actor(acting, "seminar", ANN), Ask(text="Hva koster det?", key="k"))
    copy = await acting.store.replica.copy("seminar")
    (question_id,) = copy.state.questions
    await questions.moderate(Actor(acting, "seminar", MINA), question_id, QuestionMove.TAKE, Move())
    await questions.moderate(Actor(acting, "seminar", MINA), question_id, QuestionMove.ANSWER, Answer())
    assert copy.state.questions[question_id].taken_at == at(20)
    assert (await exports.export(acting, "seminar", "chapters", "")).decode().splitlines()[1].startswith("20:00 №1")


@given(
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(Advance),
    st.sampled_from(Stage),
    st.integers(0, SLOWEST),
    st.lists(NAMES, max_size=3, unique_by=str.casefold),
    st.lists(NAMES, max_size=3, unique=True),
)
def test_the_settings_come_back_with_the_whole_event(
    moderated: bool,
    questions_open: bool,
    listed: bool,
    advance: Advance,
    stage: Stage,
    slow: int,
    words: list[str],
    templates: list[str],
) -> None:
    event = an_event(
        moderated=moderated,
        questions_open=questions_open,
        listed=listed,
        advance=advance,
        stage=stage,
        slow_seconds=slow,
        flagged_words=tuple(words),
        announcement_templates=tuple(templates),
    )
    again = read(out(a_state(event=event), "json"), name="x.json", today=date(2030, 1, 1))
    assert msgspec.structs.replace(event_of(again, event.slug, at(0)), imported_at=event.imported_at) == event


@pytest.mark.parametrize("form", ["pretalx.json", "toml", "ics", "txt", "agenda.csv"])
def test_what_anyone_may_fetch_does_not_tell_the_moderators_words(form: str) -> None:
    assert b"hysj" not in out(a_state(event=an_event(flagged_words=("hysj",))), form)


def test_what_only_the_clock_said_is_not_read_as_decided() -> None:
    sessions = [
        {"title": "A", "starts": "2022-03-08T12:00", "ends": "2022-03-08T13:00", "status": "done", "by_hand": by_hand}
        for by_hand in (False, True)
    ]
    again = read(json.dumps({"title": "X", "sessions": sessions}).encode(), today=date(2030, 1, 1))
    assert [entry.status for entry in again.entries] == ["scheduled", "done"]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "Hei;=1+1", "Hei;-1+1", "En linje\n=1+1", "＝1+1"])
def test_no_cell_is_a_formula_whatever_a_spreadsheet_separates_by(separator: str, text: str) -> None:
    table = out(a_state(questions={"q1": a_question(text=text, name=text)}), "csv").decode("utf-8-sig")
    cells = [cell.strip('"\r\n') for row in table.splitlines() for cell in row.split(separator)]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@＝＋－＠") and cell]


def test_a_list_in_a_cell_stays_a_list() -> None:
    assert (
        "\n- først\n- sist" in out(a_state(questions={"q1": a_question(text="Hva\n- først\n- sist")}), "csv").decode()
    )


def test_nobody_in_the_audience_writes_headings_pictures_or_markup_into_the_report() -> None:
    written = out(
        a_state(
            questions={
                "q1": a_question(text="Se\n## Konklusjon\n<img src=x> ![](https://x.example/p.png)", status="approved")
            }
        ),
        "md",
    ).decode()
    assert "\n## Konklusjon" not in written
    assert "№1** (0 ▲) Se ## Konklusjon \\<img src=x> !\\[](https://x.example/p.png)" in written
