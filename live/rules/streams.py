"""Where the video is: of a session, of its track, of the event."""

from collections.abc import Mapping

from live.rules.agenda import Session
from live.rules.errors import Unfit
from live.rules.event import Event
from live.rules.web import https_address


def by_track(event: Event) -> Mapping[str, str]:
    """Return the addresses of tracks, by the track."""
    return dict(map(_split, event.track_streams))


def stream_of(event: Event, session: Session | None) -> str:
    """Return where one watches a session: its own address, its track's, or the event's; empty: nowhere."""
    own = session and (session.stream or by_track(event).get(session.track, ""))
    return own or event.stream


def track_lines(wished: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines "Track: https://…", each checked. Refuses `no_address` for what is none."""
    return tuple(_line(line) for line in filter(None, wished))


def _line(said: str) -> str:
    track, url = _split(said)
    address = https_address(url, "track_streams")
    if not track or not address:
        raise Unfit(
            "Write a track and its address on each line, such as “Track A: https://…”.",
            code="no_address",
            field="track_streams",
        )
    return f"{track}: {address}"


def _split(line: str) -> tuple[str, str]:
    track, _, url = line.partition(": ")
    return track.strip(), url.strip()
