"""Chapters written out: WebVTT for players, lines for the description of a YouTube video."""

from datetime import datetime, time, timedelta

from live.rules.agenda.chapters import Chapter, chapters, first
from live.rules.errors import Unfit
from live.rules.instants import fixed, nearest
from live.rules.state import State

LONGEST = 100  # characters of a chapter's title; YouTube cuts longer ones
NEVER = str.maketrans({"<": "‹", ">": "›"})  # YouTube refuses a description with either


def begins(state: State, start: str = "", offset: str = "") -> datetime:
    """Return when the recording begins: at `start` (RFC 3339, or a time of day), or `offset` seconds before the event
    did; else with the event.
    """
    event = first(state.agenda) or state.event.imported_at
    try:
        return _moment(start.strip(), event, state) if start else event - timedelta(seconds=float(offset or 0))
    except (ValueError, OverflowError):  # also what is no number, and what no calendar reaches
        raise Unfit(
            "“{value}” does not fit here.", field="start" if start else "offset", value=(start or offset)[:40]
        ) from None


def _moment(said: str, event: datetime, state: State) -> datetime:
    zone = state.event.zone
    if len(said) <= len("12:34:56"):
        return nearest(time.fromisoformat(said.zfill(5)), event, zone)
    moment = datetime.fromisoformat(said)
    return fixed(moment if moment.tzinfo else moment.replace(tzinfo=zone), zone)


def as_vtt(state: State, recording: datetime) -> bytes:
    """Return a chapters track (WebVTT): each cue is one chapter, and they follow each other."""
    cues = [
        f"{_stamp(c.at)} --> {_stamp(c.until)}\n{_escaped(_title(state, c))}\n"
        for c in chapters(state.agenda, state.questions, recording)
    ]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def as_lines(state: State, recording: datetime) -> bytes:
    """Return one line per chapter, the first at 0:00."""
    lines = [
        f"{_clock(c.at)} {_title(state, c).translate(NEVER)}"
        for c in chapters(state.agenda, state.questions, recording)
    ]
    return "\n".join([*lines, ""]).encode()


def _title(state: State, chapter: Chapter) -> str:
    title = " ".join((chapter.title or state.event.title).split())
    said = title if chapter.number is None else f"№{chapter.number} {title}"
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def _escaped(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(at: timedelta) -> str:
    minutes, seconds = divmod(round(at / timedelta(milliseconds=1)), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds // 1000:02}.{seconds % 1000:03}"


def _clock(at: timedelta) -> str:
    minutes, seconds = divmod(int(at.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
