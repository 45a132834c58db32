"""JSON of any kind: our own, or what pretalx, frab, Sessionize and others export."""

import json

from live.programme.schedules.own import is_own, read_own
from live.programme.schedules.pretalx import is_pretalx, read_pretalx
from live.programme.shapes import Hints, Notice, NotUnderstood, Programme

_DEEPEST = 60  # brackets within brackets; schedules have fewer than fifteen


def read_json(text: str, hints: Hints) -> Programme:
    """The programme in a JSON text. Raises NotUnderstood when it is broken or is about something else."""
    if _depth(text) > _DEEPEST:
        raise NotUnderstood(Notice("The JSON is nested too deeply to be a programme."))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(Notice("The JSON is broken: {reason}.", {"reason": str(error)[:120]})) from error
    if is_own(data):
        return read_own(data, hints)
    if is_pretalx(data):
        return read_pretalx(data, hints)
    raise NotUnderstood(
        Notice("The JSON is no programme: looked for “sessions”, “schedule” or “talks” and found none.")
    )


def _depth(text: str) -> int:
    """How deep the brackets go, strings included; a rough bound found without parsing."""
    deepest = depth = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
