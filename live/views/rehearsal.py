"""How a rehearsal goes, in a sentence: at its desk, on its own page, and on the organiser's list."""

from collections.abc import Iterator

from babel.numbers import format_decimal
from msgspec import structs

from live.rules.snapshot import Snapshot
from live.rules.wishes.rehearsals import Reached
from live.views.press import Press
from live.views.press.times import LOCALES, clock
from live.views.press.words import Words

STYLES = ("tokens", "reset", "bar", "layout", "text", "button", "move", "field", "status")
WORDS = {
    "here": "{people} of {wanted} simulated people are here.",
    "did": "They have asked {asked} questions, voted {voted} times and given {answered} answers to polls.",
    "last": "The latest change reached the last of them in {last} ms.",
    "all": "Of {changes} changes the middle one took {median} ms and the slowest {worst} ms.",
    "lost": "{missed} times somebody did not get a change, and {failed} requests failed.",
}


def how_it_goes(words: Words, reached: Reached | None, language: str) -> list[str]:
    """Return the sentences: who is here, what they did, how fast changes reached the last of them."""
    if reached is None:
        return [words.translate("Nobody has come yet.", language)]

    numbers = {
        name: str(format_decimal(round(value), locale=LOCALES[language]))
        for name, value in structs.asdict(reached).items()
        if isinstance(value, int | float)
    }
    return [words.translate(WORDS[name], language, **numbers) for name in _standing(reached)]


def _standing(reached: Reached) -> Iterator[str]:
    """Which of the sentences there is something to say with."""
    yield from ("here", "did")
    if reached.last is not None and reached.median is not None and reached.worst is not None:
        yield from ("last", "all")
    if reached.missed or reached.failed:
        yield "lost"


def in_short(words: Words, reached: Reached | None, language: str) -> str:
    """Return the sentence that matters most just now, for a line at the desk."""
    lines = how_it_goes(words, reached, language)
    return lines[2] if len(lines) > 2 else lines[0]


def page(press: Press, words: Words, snapshot: Snapshot, reached: Reached | None) -> str:
    """Print the page of it."""
    event = snapshot.state.event
    ends = event.rehearsal.ends if event.rehearsal else snapshot.now
    return press.print(
        "organiser/rehearsal.html",
        snapshot.language,
        event=event,
        lines=how_it_goes(words, reached, snapshot.language),
        ends=clock(ends, event.zone),
        styles=STYLES,
        scripts=(),
    )
