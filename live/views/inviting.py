"""What organisers paste into an invitation: when, where to follow along, the code, the way to the video."""

from datetime import datetime

import msgspec

from live.rules.state import State
from live.rules.wishes.rehearsals import Reached
from live.views.press import times
from live.views.press.words import Words


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An event as its organiser finds it: its short code, its links by who they are for, the most people there have
    been at once, and about how many bytes it takes.
    """

    state: State
    code: str
    links: dict[str, str]
    most: int
    size: int
    rehearsal: "Rehearsing | None" = None


class Rehearsing(msgspec.Struct, frozen=True, kw_only=True):
    """The rehearsal of an event that runs now, and how it goes."""

    slug: str
    links: dict[str, str]
    ends: datetime
    reached: Reached | None


def invitation(words: Words, listed: Listed, language: str) -> str:
    """Return the text in a language, a line for each thing people need."""
    event, agenda, address = listed.state.event, listed.state.agenda, listed.links["attendee"]
    lines = [event.title]
    if agenda.starts and agenda.ends:
        day = times.long_date(times.day_of(agenda.starts, event.zone), language)
        lines.append(f"{day}, {times.clock(agenda.starts, event.zone)}–{times.clock(agenda.ends, event.zone)}")
    lines += ["", words.translate("Follow the programme and ask questions: {address}", language, address=address)]
    if listed.code:
        code = f"{listed.code[:3]} {listed.code[3:]}"
        home = address.removesuffix(f"/{event.slug}")
        lines.append(words.translate("Or go to {home} and enter the code {code}.", language, home=home, code=code))
    if event.stream:
        lines.append(words.translate("The video: {stream}", language, stream=event.stream))
    return "\n".join([*lines, words.translate("You need no account and nothing to install.", language)])
