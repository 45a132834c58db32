"""Settings of an event: what moderators may change while it runs, as absolute values."""

from msgspec import UNSET
from msgspec.structs import replace

from live.rules.accent import colour
from live.rules.errors import Unfit
from live.rules.event import Event
from live.rules.resources import lines
from live.rules.streams import track_lines
from live.rules.wishes import Move
from live.rules.wishes.settings import Settings

SETTINGS = tuple(name for name in Settings.__struct_fields__ if name not in Move.__struct_fields__)
MOST_WORDS, MOST_TEMPLATES, MOST_TRACKS = 200, 20, 50


def with_settings(event: Event, wish: Settings) -> Event:
    """Return the event with what is wished. Refuses `empty` when that is nothing, and more lines than there may be."""
    values: dict[str, object] = {name: value for name in SETTINGS if (value := getattr(wish, name)) is not UNSET}
    if not values:
        raise Unfit("There is nothing here yet. Write something first.", code="empty")
    if wish.flagged_words is not UNSET:
        values["flagged_words"] = _words(wish.flagged_words)
    if wish.announcement_templates is not UNSET:
        values["announcement_templates"] = _phrases(wish.announcement_templates, "announcement_templates")
    if wish.saved_replies is not UNSET:
        values["saved_replies"] = _phrases(wish.saved_replies, "saved_replies")
    if wish.track_streams is not UNSET:
        values["track_streams"] = _not_too_many(track_lines(wish.track_streams), "track_streams", MOST_TRACKS)
    if wish.resources is not UNSET:
        values["resources"] = lines(wish.resources)
    if wish.accent is not UNSET:
        values["accent"] = colour(wish.accent)
    if all(getattr(event, name) == value for name, value in values.items()):
        return event
    return replace(event, **values, revision=event.revision + 1)


def _words(wished: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in the order given, without regard to case."""
    words = tuple({word.casefold(): word for word in wished if word}.values())
    return _not_too_many(words, "flagged_words", MOST_WORDS)


def _phrases(wished: tuple[str, ...], field: str) -> tuple[str, ...]:
    """What to begin a message or an answer with, each once, in the order given."""
    return _not_too_many(tuple(dict.fromkeys(filter(None, wished))), field, MOST_TEMPLATES)


def _not_too_many(lines: tuple[str, ...], field: str, most: int) -> tuple[str, ...]:
    if len(lines) > most:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.", field=field, longest=most, over=len(lines) - most
        )
    return lines
