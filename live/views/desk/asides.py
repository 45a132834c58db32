"""What stands beside the event on the desk: how many are here, their signals, the word to the speaker, big screens."""

from datetime import datetime, tzinfo

from live.rules.people.signals import unheard
from live.rules.snapshot import Counts
from live.views.press.context import Context


def asides(pulse: Counts, zone: tzinfo) -> Context:
    """Return them as the desk's templates read them."""
    cue, stages = pulse.cue, pulse.stages
    return {
        "people": pulse.people,
        "doubted": pulse.doubted,
        "connections": pulse.connections,
        "signals": pulse.signals,
        "unheard": unheard(pulse.signals, pulse.people),
        "cue": cue,
        "cue_given": _at(cue.given_at if cue else 0, zone),
        "cue_seen": _at(cue.seen_at if cue else 0, zone),
        "stages": stages,
        "stage_heard": _at(stages["heard_at"], zone),
    }


def _at(ms: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(ms / 1000, zone)
