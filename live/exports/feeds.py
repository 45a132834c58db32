"""Feeds of an event: what has changed on its programme, and which questions have been answered."""

from live.exports.atom import MOST_ENTRIES, Feed, FeedEntry, atom
from live.rules.agenda.history import LogEntry
from live.rules.questions import Question
from live.rules.state import State
from live.views.agenda.history import anchor, headline, lines, rows
from live.views.press.times import clock
from live.views.press.words import Words


def changes_feed(words: Words, state: State, told: tuple[LogEntry, ...], language: str, address: str) -> bytes:
    """Print the log of what has changed as Atom; `address` is the event's."""
    page = f"{address}/changes"
    entries = [_move(words, state, entry, language, page) for entry in told[:MOST_ENTRIES]]
    return _feed(state, "changes", words.translate("What has changed", language), language, address, page, entries)


def answers_feed(words: Words, state: State, language: str, address: str) -> bytes:
    """Print the answered questions as Atom, the latest first."""
    answered = sorted(
        (q for q in state.questions.values() if q.status == "answered"),
        key=lambda q: q.answered_at or q.changed_at,
        reverse=True,
    )
    entries = [_answer(words, state, question, language, address) for question in answered]
    page = f"{address}#questions"
    return _feed(state, "answers", words.translate("Answers", language), language, address, page, entries)


def _feed(
    state: State, name: str, heading: str, language: str, address: str, page: str, entries: list[FeedEntry]
) -> bytes:
    event = state.event
    return atom(
        Feed(
            name=f"{event.slug} {name}",
            title=f"{event.title} – {heading}",
            subtitle=event.title,
            author=event.contact or event.title,
            itself=f"{address}/{name}.atom?lang={language}",
            page=page,
            language=language,
            updated=max((entry.updated for entry in entries), default=event.imported_at),
            entries=tuple(entries),
        )
    )


def _move(words: Words, state: State, entry: LogEntry, language: str, page: str) -> FeedEntry:
    printed = rows(state, entry, words, language)
    return FeedEntry(
        name=entry.id,
        title=headline(printed, words, language),
        content=lines(printed, entry.reason),
        link=f"{page}#{anchor(entry)}",
        published=entry.at,
        updated=entry.updated,
        words_language=language,
    )


def _answer(words: Words, state: State, question: Question, language: str, address: str) -> FeedEntry:
    answered_at, zone = question.answered_at or question.changed_at, state.event.zone
    aloud = words.translate("Answered live at {time}.", language, time=clock(answered_at, zone))
    return FeedEntry(
        name=f"{state.event.slug} {question.id}",
        title=f"№{question.number} {' '.join(question.text.split())}",
        content=question.answer or aloud,
        link=f"{address}?question={question.id}#question-{question.id}",
        published=answered_at,
        updated=question.changed_at,
        words_language=state.event.language if question.answer else language,
    )
