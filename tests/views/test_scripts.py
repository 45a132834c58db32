"""The browser's rules beside Python's: the agenda, the countdown, the reducer, the order of questions, and how to come
back.
"""

import json
import subprocess
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.paths import asset_dir
from live.push.frames import CLOSES, client_does
from live.rules.agenda import Agenda, Session
from live.rules.agenda.moment import countdown, moment_of
from live.rules.changes import Change, change_for
from live.rules.event import Advance
from live.rules.people import Role
from live.rules.polls.shares import shares
from live.rules.questions import Question
from live.rules.questions.listing import group, ranked
from live.rules.questions.marks import Mark, Order
from live.rules.state import State, apply, state_for, viewer_of
from tests.builders import a_question, a_session, a_state, an_agenda, an_announcement, an_event, at
from tests.tools import wanted

pytestmark = pytest.mark.needs("node")


def node(module: str, body: str, data: Any) -> Any:
    """Run `body` with the module's exports as `it` and the data as `data`; what it returns."""
    address = json.dumps((asset_dir("static") / "js" / module).as_uri())
    script = f"import * as it from {address}; const data = JSON.parse(await new Response(process.stdin).text());"
    script = script.replace(
        "await new Response(process.stdin).text()", "(await import('node:fs')).readFileSync(0, 'utf8')"
    )
    program = f"{script} const run = () => {{ {body} }}; process.stdout.write(JSON.stringify(run() ?? null));"
    done = subprocess.run(
        [wanted("node"), "--input-type=module", "-e", program],
        input=msgspec.json.encode(data),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def milliseconds(moment: Any) -> int:
    return round(moment.timestamp() * 1000)


def plain(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "starts": milliseconds(session.starts),
        "ends": milliseconds(session.ends),
        "status": session.status,
        "kind": session.kind,
        "track": session.track,
    }


SESSIONS = st.builds(
    a_session,
    st.uuids().map(str),
    st.integers(0, 120),
    st.integers(0, 60),
    status=st.sampled_from(["scheduled", "scheduled", "live", "done", "cancelled"]),
    track=st.sampled_from(["", "A", "B"]),
    kind=st.sampled_from(["talk", "talk", "break"]),
)
AGENDAS = st.lists(SESSIONS, max_size=6).map(lambda sessions: an_agenda(*sessions))


CHOSEN = st.sampled_from([frozenset[str](), frozenset("A"), frozenset("B"), frozenset("AB")])


@given(
    st.lists(
        st.tuples(AGENDAS, st.integers(-30, 200), st.sampled_from(list(Advance)), CHOSEN), min_size=50, max_size=50
    )
)
@settings(max_examples=4)
def test_the_browser_knows_what_is_on_as_the_server_does(
    cases: list[tuple[Agenda, int, Advance, frozenset[str]]],
) -> None:
    data = [
        {
            "sessions": [plain(s) for s in agenda.sessions],
            "now": milliseconds(at(now)),
            "advance": advance,
            "chosen": sorted(chosen),
        }
        for agenda, now, advance, chosen in cases
    ]
    body = """return data.map(({ sessions, now, advance, chosen }) => {
        const seen = it.moment(sessions, now, advance, (track) => !track || !chosen.length || chosen.includes(track));
        const on = it.current(sessions, now, advance);
        return [seen.phase, seen.session?.id ?? null, seen.next?.id ?? null, seen.on.map((s) => s.id),
          sessions.map((s) => it.shown(s, on, now, advance))];
    });"""
    for (agenda, now, advance, chosen), seen in zip(cases, node("agenda.js", body, data), strict=True):
        moment = moment_of(a_state(agenda=agenda, event=an_event(advance=advance)), at(now), chosen)
        session, following = moment.session and moment.session.id, moment.next and moment.next.id
        assert seen == [
            moment.phase,
            session,
            following,
            [s.id for s in moment.on],
            [moment.shown[s.id] for s in agenda.sessions],
        ]


def test_the_browser_counts_down_as_the_server_does() -> None:
    seconds = [-5, 0, 1, 59, 60, 61, 5399, 5400, 5401, 9000, 172799, 172800, 216000, 900000]
    expected = [list(countdown(timedelta(seconds=s))) for s in seconds]
    assert node("agenda.js", "return data.map((s) => it.countdown(s * 1000));", seconds) == expected


STEPS = [
    Change(kind="question.asked", at=at(1), thing=a_question("q1", number=1)),
    Change(kind="question.approved", at=at(2), was="pending", thing=a_question("q1", number=1, status="approved")),
    Change(kind="question.approved", at=at(2), was="pending", thing=a_question("q2", number=2, status="approved")),
    Change(kind="announcement.made", at=at(3), thing=an_announcement("a1", at=at(3))),
    Change(kind="announcement.made", at=at(4), thing=an_announcement("a2", at=at(4))),
    # Within one millisecond, and in one microsecond: what a browser's own times cannot tell apart.
    Change(kind="announcement.made", at=at(4), thing=an_announcement("a3", at=at(4) + timedelta(microseconds=1))),
    Change(kind="announcement.made", at=at(4), thing=an_announcement("a0", at=at(4))),
    Change(kind="announcement.corrected", at=at(4), thing=an_announcement("a2", at=at(4), revision=2)),
    Change(kind="session.inserted", at=at(5), sessions=(a_session("zulu", 400, 5),), agenda_revision=2),
    Change(kind="session.inserted", at=at(5), sessions=(a_session("alfa", 400, 5),), agenda_revision=2),
    Change(kind="announcement.retracted", at=at(5), thing=an_announcement("a1", at=at(3), retracted=True)),
    Change(
        kind="session.delayed",
        at=at(6),
        sessions=(a_session("rules", 100, 30), a_session("pause", 130, 15, kind="break")),
        agenda_revision=2,
    ),
    Change(kind="session.inserted", at=at(7), sessions=(a_session("extra", 95, 5),), agenda_revision=3),
    Change(
        kind="agenda.replaced",
        at=at(8),
        sessions=(a_session("new", 10, 5),),
        removed=("owners", "extra"),
        agenda_revision=4,
    ),
    Change(kind="question.taken", at=at(9), was="approved", thing=a_question("q2", number=2, status="live")),
    Change(
        kind="question.answered",
        at=at(9),
        was="live",
        thing=a_question("q2", number=2, status="answered", answer="Ja", answered_at=at(9)),
    ),
    Change(
        kind="question.merged",
        at=at(9),
        was="approved",
        thing=a_question("q1", number=1, status="merged", merged_into="q2"),
    ),
    Change(kind="question.marked", at=at(9), thing=Mark(id="q2", labels=("Reise",), revision=1)),
    Change(kind="question.marked", at=at(9), thing=Mark(id="q1", labels=("Penger",), revision=1)),
    Change(kind="question.marked", at=at(9), thing=Mark(id="q2", labels=(), moved_by="Kari", revision=2)),
    Change(kind="queue.arranged", at=at(9), thing=Order(ids=("q1",), revision=1)),
    Change(kind="event.changed", at=at(9), thing=an_event(title="Nytt navn", questions_open=False)),
]


@pytest.mark.parametrize("role", [Role.ATTENDEE, Role.MODERATOR])
def test_the_browser_reduces_frames_to_the_state_of_the_server(role: Role) -> None:
    now, votes = at(20), {"q2": 7}
    first = state = a_state()
    frames: list[dict[str, Any]] = []
    for n, change in enumerate(STEPS):
        state = apply(state, change)
        seen = change_for(change, viewer_of(state, role, now))
        frames.append({"type": "changes", "prev": str(n), "cursor": str(n + 1), "changes": [seen] if seen else []})
    frames.append({"type": "pulse", "people": 4, "connections": 5, "votes": votes})
    start = {
        "cursor": "0",
        **state_for(first, viewer_of(first, role, now)),
        "presence": {"people": 0, "connections": 0},
    }
    reduced = node(
        "reduce.js",
        "return data.frames.reduce(it.reduce, data.start);",
        {"start": start, "frames": frames + frames[-2:]},
    )
    assert reduced == _whole(state, role, votes, now, len(STEPS))


def _whole(state: State, role: Role, votes: dict[str, int], now: Any, cursor: int) -> Any:
    told = {
        "cursor": str(cursor),
        **state_for(state, viewer_of(state, role, now, votes)),
        "presence": {"people": 4, "connections": 5},
    }
    return json.loads(msgspec.json.encode(told))


def test_the_browser_orders_questions_as_the_server_does() -> None:
    questions: list[Question] = [
        a_question(
            f"q{n}",
            number=n,
            status=("approved", "live", "answered")[n % 3],
            pinned=n % 4 == 0,
            answered_at=at(n * 7 % 11),
        )
        for n in range(1, 20)
    ]
    votes = {q.id: (q.number * 5) % 7 for q in questions}
    rows = [
        {
            "id": q.id,
            "dataset": {
                "group": group(q),
                "votes": votes[q.id],
                "number": q.number,
            }
            | ({"answeredAt": int(q.answered_at.timestamp())} if q.status == "answered" and q.answered_at else {}),
        }
        for q in questions
    ]
    order = node(
        "order.js", "return data.sort((a, b) => it.compare(it.rank(a), it.rank(b))).map((row) => row.id);", rows
    )
    assert order == [q.id for q, _ in ranked(questions, votes)]


def test_a_client_comes_back_as_the_protocol_says() -> None:
    delays = node(
        "backoff.js", "return [0, 1, 5, 40].flatMap((k) => [it.backoff(k, () => 0), it.backoff(k, () => 1)]);", None
    )
    assert delays == [500, 1000, 500, 1500, 500, 16500, 500, 20500]


def test_close_codes_mean_the_same_to_browser_and_server() -> None:
    words = {
        "done": "back off",
        "backoff": "back off",
        "advised": "back off",
        "soon": "soon",
        "reload": "reload",
        "stop": "stop",
    }
    codes = [*CLOSES, 4007, 4150, 4250, 4399]
    assert node("backoff.js", "return data.map(it.after);", codes) == [words[client_does(code)] for code in codes]


def test_my_own_time_is_told_only_when_it_differs_and_across_midnight() -> None:
    moments = [
        "2022-03-08T12:00Z",
        "2022-03-08T23:30Z",
        "2022-03-27T00:30Z",
    ]  # the last: half an hour before summer time
    zones = ["Europe/Stockholm", "America/New_York", "Asia/Tokyo", "Europe/London"]
    body = "return data.moments.map((m) => data.zones.map((zone) => it.ownTime(Date.parse(m), 'Europe/Oslo', zone)));"
    assert node("zones.js", body, {"moments": moments, "zones": zones}) == [
        [None, {"time": "07:00", "shift": 0}, {"time": "21:00", "shift": 0}, {"time": "12:00", "shift": 0}],
        [None, {"time": "18:30", "shift": -1}, {"time": "08:30", "shift": 0}, {"time": "23:30", "shift": -1}],
        [None, {"time": "20:30", "shift": -1}, {"time": "09:30", "shift": 0}, {"time": "00:30", "shift": 0}],
    ]


def test_a_reminder_goes_by_the_present_start() -> None:
    sessions = [
        plain(a_session("soon", 4)),
        plain(a_session("later", 6)),
        plain(a_session("begun", 0)),
        plain(a_session("off", 4, status="cancelled")),
        plain(a_session("others", 4)),
        plain(a_session("live", 4, status="live")),
    ]
    body = "return it.due(data.sessions, (id) => id !== 'others', data.now).map(({ key, kind }) => [key, kind]);"
    found = node("due.js", body, {"sessions": sessions, "now": milliseconds(at(0))})
    assert found == [[f"soon {milliseconds(at(4))}", "starts"], ["off cancelled", "cancelled"]]


@settings(max_examples=25)
@given(st.sampled_from(["single", "multiple", "scale"]), st.lists(st.integers(0, 60), max_size=12), st.integers(0, 90))
def test_shares_of_a_poll_are_the_same_in_the_browser(kind: str, counts: list[int], people: int) -> None:
    people = max([people, *counts]) if kind == "multiple" else sum(counts)
    assert node("polls.js", "return it.shares(...data);", [kind, counts, people]) == shares(kind, counts, people)
