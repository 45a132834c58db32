"""What the desk says about moves: how late something runs, what an undo would take back, what another moderator has
done.
"""

from collections.abc import Mapping
from datetime import timedelta

from live.rules.agenda import Session
from live.rules.changes import Change
from live.rules.state import State
from live.views.press.times import clock
from live.views.press.words import Words

MINUTE = timedelta(minutes=1)

# Seen by the asker, so printed in the event's language; a moderator may write others.
REASONS: Mapping[str, str] = {
    "answered": "Already answered",
    "asked": "Somebody else asked the same",
    "outside": "Outside today’s topic",
    "late": "No time left today",
    "names": "It names a person",
}

# What moderators say to speakers again and again; shown to them in the event's language.
CUES: Mapping[str, str] = {
    "left": "5 minutes left",
    "wrap": "Wrap up",
    "question": "Take a question",
    "louder": "Louder, please",
}

UNDOES: Mapping[str, str] = {
    "session.delayed": "“{title}” to {time}",
    "session.moved": "“{title}” to {time}",
    "session.started": "“{title}” started",
    "session.ended": "“{title}” ended",
    "session.cancelled": "“{title}” cancelled",
    "session.restored": "“{title}” restored",
    "session.edited": "“{title}” edited",
    "session.inserted": "“{title}” added",
    "agenda.replaced": "a new programme",
}
SAID: Mapping[str, str] = {
    "session.delayed": "“{title}” now starts at {time}.",
    "session.moved": "“{title}” now starts at {time}.",
    "session.started": "“{title}” has started.",
    "session.ended": "“{title}” has ended.",
    "session.cancelled": "“{title}” is cancelled.",
    "session.restored": "“{title}” takes place after all.",
    "session.inserted": "New on the programme: “{title}” at {time}.",
    "session.edited": "The programme has changed.",
    "agenda.undone": "The last move was taken back.",
    "agenda.replaced": "The programme has changed.",
}

# Who did it, where it is known: what an undo would take back, and with a full stop what the other desks are told.
DONE_BY: Mapping[str, str] = {
    "session.delayed": "{name} moved “{title}” to {time}",
    "session.moved": "{name} moved “{title}” to {time}",
    "session.started": "{name} started “{title}”",
    "session.ended": "{name} ended “{title}”",
    "session.cancelled": "{name} cancelled “{title}”",
    "session.restored": "{name} restored “{title}”",
    "session.edited": "{name} edited “{title}”",
    "session.inserted": "{name} added “{title}”",
    "agenda.undone": "{name} took the last move back",
    "agenda.replaced": "{name} brought in a new programme",
}


def late(session: Session) -> int:
    """Return by how many minutes its end has moved from the plan; negative when earlier."""
    return round((session.ends - session.planned_ends) / MINUTE)


def undoes(state: State, words: Words, language: str) -> str:
    """Return what an undo would take back, in words; empty when there is nothing."""
    if not state.moves.moves:
        return ""
    last = state.moves.moves[-1]
    now = next((s for s in state.agenda.sessions if s.id == last.session), None)
    sentence = DONE_BY[last.kind] if last.moved_by else UNDOES[last.kind]
    return words.translate(
        sentence,
        language,
        name=last.moved_by,
        title=last.title,
        time=clock(now.starts, state.event.zone) if now else "",
    )


def said(state: State, change: Change, words: Words, language: str) -> str | None:
    """Return a sentence for the live region, for moves of the agenda only: questions are counted in a digest."""
    message = SAID.get(change.kind)
    subject = next(
        (s for s in change.sessions if s.id == change.subject), change.sessions[0] if change.sessions else None
    )
    if message is None or subject is None:
        return None
    told = {"title": subject.title, "time": clock(subject.starts, state.event.zone), "name": change.moved_by}
    return (
        words.translate(DONE_BY[change.kind], language, **told) + "."
        if change.moved_by
        else words.translate(message, language, **told)
    )
