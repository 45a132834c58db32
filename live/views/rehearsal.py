"""How a rehearsal goes, in a sentence: at its desk, on its own page, and on the organiser's list."""

from babel.numbers import format_decimal

from live.rules.snapshot import Snapshot
from live.rules.wishes.rehearsals import Reached
from live.views.press import Press
from live.views.press.times import LOCALES, clock
from live.views.press.words import Words

STYLES = ("tokens", "reset", "bar", "layout", "text", "button", "move", "field", "status")


def how_it_goes(words: Words, reached: Reached | None, language: str) -> list[str]:
    """Return the sentences: who is here, what they did, how fast changes reached the last of them."""
    if reached is None:
        return [words.translate("Nobody has come yet.", language)]

    def number(value: float) -> str:
        return str(format_decimal(round(value), locale=LOCALES[language]))

    def said(sentence: str, **values: float) -> str:
        return words.translate(sentence, language, **{name: number(value) for name, value in values.items()})

    lines = [
        said("{people} of {wanted} simulated people are here.", people=reached.people, wanted=reached.wanted),
        said(
            "They have asked {asked} questions, voted {voted} times and given {answered} answers to polls.",
            asked=reached.asked,
            voted=reached.voted,
            answered=reached.answered,
        ),
    ]
    if reached.last is not None and reached.median is not None and reached.worst is not None:
        lines.append(said("The latest change reached the last of them in {ms} ms.", ms=reached.last))
        lines.append(
            said(
                "Of {changes} changes the middle one took {median} ms and the slowest {worst} ms.",
                changes=reached.changes,
                median=reached.median,
                worst=reached.worst,
            )
        )
    if reached.missed or reached.failed:
        lines.append(
            said(
                "{missed} times somebody did not get a change, and {failed} requests failed.",
                missed=reached.missed,
                failed=reached.failed,
            )
        )
    return lines


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
