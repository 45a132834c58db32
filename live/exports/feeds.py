"""Feeds of an event: what has changed on its programme, and which questions have been answered."""

from live.exports.atom import MOST_ENTRIES, Feed, FeedEntry, atom
from live.rules.agenda.history import LogEntry
from live.rules.state import State
from live.views.agenda.history import anchor, headline, lines, rows
from live.views.press.times import clock
from live.views.press.words import Words


def changes_feed(words: Words, state: State, told: tuple[LogEntry, ...], language: str, address: str) -> bytes:
    """Print the log of what has changed as Atom; `address` is the event's."""
    printed = [(entry, rows(state, entry, words, language)) for entry in told[:MOST_ENTRIES]]
    return atom(
        Feed(
            name=f"{state.event.slug} changes",
            title=f"{state.event.title} – {words.translate('What has changed', language)}",
            subtitle=state.event.title,
            author=state.event.contact or state.event.title,
            itself=f"{address}/changes.atom?lang={language}",
            page=f"{address}/changes",
            language=language,
            updated=told[0].updated if told else state.event.imported_at,
            entries=tuple(
                FeedEntry(
                    name=entry.id,
                    title=headline(printed_rows, words, language),
                    content=lines(printed_rows, entry.reason),
                    link=f"{address}/changes#{anchor(entry)}",
                    published=entry.at,
                    updated=entry.updated,
                    words_language=language,
                )
                for entry, printed_rows in printed
            ),
        )
    )


def answers_feed(words: Words, state: State, language: str, address: str) -> bytes:
    """Print the answered questions as Atom, the latest first."""
    answered = sorted(
        (q for q in state.questions.values() if q.status == "answered"),
        key=lambda q: q.answered_at or q.changed_at,
        reverse=True,
    )
    zone = state.event.zone
    entries = tuple(
        FeedEntry(
            name=f"{state.event.slug} {q.id}",
            title=f"№{q.number} {' '.join(q.text.split())}",
            content=q.answer
            or words.translate("Answered live at {time}.", language, time=clock(q.answered_at or q.changed_at, zone)),
            link=f"{address}?question={q.id}#question-{q.id}",
            published=q.answered_at or q.changed_at,
            updated=q.changed_at,
            words_language=state.event.language if q.answer else language,
        )
        for q in answered
    )
    return atom(
        Feed(
            name=f"{state.event.slug} answers",
            title=f"{state.event.title} – {words.translate('Answers', language)}",
            subtitle=state.event.title,
            author=state.event.contact or state.event.title,
            itself=f"{address}/answers.atom?lang={language}",
            page=f"{address}#questions",
            language=language,
            updated=max((q.changed_at for q in answered), default=state.event.imported_at),
            entries=entries,
        )
    )
