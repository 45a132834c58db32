"""What is wished of a rehearsal: by the organiser who begins and ends it, and by its audience, which tells of it."""

from typing import Annotated

from live.rules.wishes import Wish, described, raw, within

FASTEST = 20  # a talk of a quarter of an hour is then over within a minute
MOST_PEOPLE = 500
MOST_COUNTED = 10_000_000


class Rehearse(Wish, frozen=True, kw_only=True):
    """A copy of the event to practise on, running now, with simulated people; it is deleted when it ends."""

    at: Annotated[str, raw("The moment of the programme that is now, as HH:MM; empty: its beginning.")] = ""
    speed: Annotated[
        float,
        within(
            "Choose a speed from {least} to {most}.", "How fast the programme goes.", least=1, most=FASTEST, empty=1
        ),
    ] = 1.0
    people: Annotated[
        int,
        within("Choose from {least} to {most} people.", "How many are simulated.", least=0, most=MOST_PEOPLE, empty=0),
    ] = 0
    helped: Annotated[bool, described("Whether a moderator is simulated as well.")] = False


class EndRehearsal(Wish, frozen=True, kw_only=True):
    """End a rehearsal: it is deleted with everything in it."""


_COUNT = within("That is no count.", "How many.", least=0, most=MOST_COUNTED)


class Reached(Wish, frozen=True, kw_only=True, omit_defaults=True):
    """How a rehearsal goes, as its simulated audience tells. Times are milliseconds from when the service made a change
    to when the last of the people had it; `missed` is how often somebody who was there did not get one.
    """

    people: Annotated[int, _COUNT] = 0
    wanted: Annotated[int, _COUNT] = 0
    asked: Annotated[int, _COUNT] = 0
    voted: Annotated[int, _COUNT] = 0
    answered: Annotated[int, _COUNT] = 0
    signalled: Annotated[int, _COUNT] = 0
    refused: Annotated[int, _COUNT] = 0
    failed: Annotated[int, _COUNT] = 0
    changes: Annotated[int, _COUNT] = 0
    missed: Annotated[int, _COUNT] = 0
    kind: Annotated[str, raw("The latest change.", longest=40)] = ""
    last: Annotated[float | None, described("Of the latest change.")] = None
    median: Annotated[float | None, described("Of the middle one of the latest changes.")] = None
    worst: Annotated[float | None, described("Of the slowest of all.")] = None
