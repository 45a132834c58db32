"""Templates of polls: several questions under a name, to be put to people at one event after another."""

import msgspec

from live.rules.wishes.polls import PollKind


class TemplatePoll(msgspec.Struct, frozen=True):
    text: str
    kind: PollKind = PollKind.SINGLE
    options: tuple[str, ...] = ()


class PollTemplate(msgspec.Struct, frozen=True):
    """What a set of polls is made from."""

    name: str
    polls: tuple[TemplatePoll, ...]
