"""The report of an event in words and drawings: a document for those who ran it, so far or when it is over."""

from collections.abc import Mapping

from live.rules.agenda.history import LogEntry
from live.rules.people import Role
from live.rules.people.attendance import Attendance
from live.rules.polls import Written, sets
from live.rules.questions.fairness import fairness
from live.rules.report import report
from live.rules.snapshot import Snapshot
from live.views import polls
from live.views.agenda import history
from live.views.press import SHEETS, Press
from live.views.press.times import clock, day_of
from live.views.press.words import Words
from live.views.report.attendance import charts

WORDS: Mapping[str, str] = {
    "answered": "{n} answered live",
    "written": "{n} answered in writing",
    "merged": "{n} joined with others",
    "declined": "{n} not taken up",
    "withdrawn": "{n} taken back",
    "promised": "{n} to be answered later",
    "open": "{n} open",
    "unreached": "{n} not reached",
}
STYLES = (*SHEETS, "changes", "report")
FILES = ("zip", "md", "xlsx", "sessions.csv", "attendance.csv", "csv", "polls.csv", "json")


def fates_in_words(fates: Mapping[str, int], words: Words, language: str, *, over: bool) -> list[str]:
    """Return how many questions had which fate, in words, without those of which there are none."""
    return [
        words.translate(WORDS["unreached" if over and name == "open" else name], language, n=n)
        for name, n in fates.items()
        if n
    ]


def page(
    press: Press,
    words: Words,
    snapshot: Snapshot,
    attendance: Attendance,
    moves: tuple[LogEntry, ...],
    written: Written,
) -> str:
    """Return the whole report."""
    state, votes, now, language = snapshot.state, snapshot.pulse.votes, snapshot.now, snapshot.language
    told, zone = report(state, votes, attendance, now), state.event.zone
    days = list(dict.fromkeys(day_of(part.session.planned_starts, zone) for part in told.parts if part.session))
    entries = [(move, history.rows(state, move, words, language)) for move in reversed(moves)]
    return press.print(
        "moderator/report.html",
        language,
        **press.about_event(snapshot),
        report=told,
        days=days,
        day_of=lambda moment: day_of(moment, zone),
        fates=fates_in_words(told.total.fates, words, language, over=told.over),
        charts=charts(state.agenda, told, attendance, zone),
        moved=entries,
        votes=votes,
        now=now,
        polls=_polls(snapshot),
        written=written,
        fairness=fairness(snapshot.pulse.totals, state.questions, [s.id for s in state.agenda.sessions]),
        titles={s.id: s.title for s in state.agenda.sessions},
        files=FILES,
        styles=STYLES,
        scripts=("picture",),
        span=lambda a, b: f"{clock(a, zone)}–{clock(b, zone)}",
    )


def _polls(snapshot: Snapshot) -> list[polls.Row]:
    """The polls that people have seen, as they came."""
    rows = {row[0].id: row for row in polls.rows(snapshot, Role.MODERATOR) if row[0].status != "draft"}
    return [rows[poll.id] for poll in sets.in_turn(row[0] for row in rows.values())]
