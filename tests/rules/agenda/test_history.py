"""What attendees read of the programme's history."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from live.actions.agenda import change_of
from live.rules.agenda import Agenda, moves
from live.rules.agenda.differences import Before
from live.rules.agenda.history import LogEntry, history
from live.rules.agenda.undo import Moves, noted, undone
from live.rules.changes import Change
from live.rules.errors import Refused
from live.rules.wishes.agenda import Rest
from tests.builders import a_session, at, the_seminar
from tests.rules.agenda.test_moves import agenda_of, moved, one_move, sessions_of_a_day


class Log:
    """A programme that is moved, and the stream of it."""

    def __init__(self, agenda: Agenda | None = None) -> None:
        self.agenda, self.entries, self.moves = agenda or the_seminar(), list[tuple[str, Change]](), Moves()

    def then(self, kind: str, after: Agenda, subject: str, now: datetime) -> None:
        self.moves = noted(self.moves, self.agenda, after, kind, subject, now)
        self.entries.append((f"epoch.{len(self.entries) + 1}-7", change_of(self.agenda, after, kind, subject, now)))
        self.agenda = after

    def delay(self, session: str, by: int, now: datetime, reason: str = "") -> None:
        after = moves.delay(self.agenda, session, timedelta(minutes=by))
        self.then(
            "session.delayed", moves.explained(self.agenda, after, session, reason) if reason else after, session, now
        )

    @property
    def history(self) -> tuple[LogEntry, ...]:
        return history(self.entries)


def told_of(entry: LogEntry) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.id, d.kinds) for d in entry.differences]


def test_a_delay_is_told_with_what_follows_and_why() -> None:
    log = Log()
    log.delay("rules", 10, at(40), "Teknisk feil")
    (entry,) = log.history
    assert told_of(entry) == [(i, ("moved",)) for i in ("rules", "pause", "owners", "others", "closing")]
    first = entry.differences[0]
    assert first.was is not None
    assert first.now is not None
    assert (first.was.starts, first.now.starts) == (at(45), at(55))
    assert entry.reason == "Teknisk feil"


def test_a_moderator_who_fiddles_makes_one_entry() -> None:
    log = Log()
    for second in (0, 20, 40, 70):
        log.delay("rules", 5, at(40) + timedelta(seconds=second))
    log.delay("rules", 5, at(45))
    newest, oldest = log.history
    assert (oldest.id, oldest.cursor, oldest.at, oldest.updated) == (
        "epoch.1-7",
        "epoch.4-7",
        at(40),
        at(40) + timedelta(seconds=70),
    )
    assert oldest.differences[0].was == Before(id="rules", title="Rules", starts=at(45), ends=at(75))
    assert newest.differences[0].was == Before(id="rules", title="Rules", starts=at(65), ends=at(95))


def test_what_came_to_nothing_is_not_told() -> None:
    log = Log()
    log.delay("rules", 10, at(40))
    log.then("agenda.undone", undone(log.moves, log.agenda), "rules", at(40.5))
    assert log.history == ()
    log.delay("rules", 10, at(50))
    log.then("agenda.undone", undone(log.moves, log.agenda), "rules", at(60))
    assert len(log.history) == 2, "after a minute people have seen it"


def test_starting_on_time_is_no_news_and_starting_late_is() -> None:
    log = Log()
    log.then("session.started", moves.start(log.agenda, "opening", at(0.5)), "opening", at(0.5))
    assert log.history[:] == ()
    log.then("session.started", moves.start(log.agenda, "rules", at(50)), "rules", at(50))
    (entry,) = log.history
    assert ("rules", ("moved",)) in told_of(entry)
    assert "opening" not in dict(told_of(entry)), "that it has ended is not told"


def test_what_is_new_cancelled_restored_renamed_and_reworded_is_told() -> None:
    log = Log()
    log.then("session.inserted", moves.insert(log.agenda, a_session("extra", 165, 10)), "extra", at(1))
    log.then("session.cancelled", moves.cancel(log.agenda, "others"), "others", at(3))
    log.then("session.restored", moves.restore(log.agenda, "others"), "others", at(5))
    log.then("session.edited", moves.edit(log.agenda, "others", {"title": "Andre"}), "others", at(7))
    log.then("session.edited", moves.edit(log.agenda, "others", {"room": "Rom 2"}), "others", at(9))
    assert [told_of(entry)[0] for entry in reversed(log.history)] == [
        ("extra", ("added",)),
        ("others", ("cancelled",)),
        ("others", ("restored",)),
        ("others", ("retitled",)),
        ("others", ("reworded",)),
    ]
    log.then("agenda.undone", undone(log.moves, log.agenda), "others", at(10.5))
    assert len(log.history) == 5


@given(sessions_of_a_day, st.lists(one_move, max_size=8), st.lists(st.integers(0, 200), min_size=8, max_size=8))
def test_the_log_leads_from_the_first_programme_to_the_last(
    rows: list[tuple[int, int, str, str]], wishes: list[tuple[str, int, int, int, Rest]], waits: list[int]
) -> None:
    """Whatever is done: who follows the log backwards from what is now finds, to the minute, what was published (but
    for what is over).
    """
    log = Log(agenda_of(rows))
    first, now = log.agenda, at(0)
    for wish, wait in zip(wishes, waits, strict=False):
        now += timedelta(seconds=wait)
        try:
            after = moved(log.agenda, wish)
        except Refused:
            continue
        if after.revision != log.agenda.revision:
            log.then("session.moved", after, wish[0], now)
    ever_done = {s.id for _, c in log.entries for s in c.sessions if s.status == "done"}
    times = {s.id: (s.starts, s.ends) for s in log.agenda.sessions if s.id not in ever_done}
    for one in (d for entry in log.history for d in entry.differences if d.id in times and "moved" in d.kinds):
        assert one.was
        assert one.now
        assert (one.now.starts, one.now.ends) == times[one.id]
        times[one.id] = (one.was.starts, one.was.ends)
    assert times == {s.id: (s.starts, s.ends) for s in first.sessions if s.id in times}
