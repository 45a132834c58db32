"""What attendees are told aloud of each kind of change: a sentence, or nothing, and why."""

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "session.delayed": "“{title}” now starts at {time}.",
    "session.moved": "“{title}” now starts at {time}.",
    "session.cancelled": "“{title}” is cancelled.",
    "session.restored": "“{title}” takes place after all.",
    "session.inserted": "New on the programme: “{title}” at {time}.",
    "session.edited": "The programme has changed.",
    "agenda.undone": "The programme has changed.",
    "agenda.replaced": "The programme has changed.",
    "question.taken": "Being answered now: question {number}",
    "announcement.made": "{text}",
    "announcement.corrected": "Corrected: {text}",
    "poll.opened": "New poll: {text}",
    "poll.closed": "The poll is closed: {text}",
    "poll.shown": "The results are in: {text}",
}
LEVELS: Mapping[str, str] = {"info": "{text}", "important": "Important: {text}", "urgent": "Urgent: {text}"}

_COUNTED = "questions are many: the page counts new ones in a digest"
_SHOWN = "the now-card says it"
_MODERATORS = "for moderators only"
_QUIET = "nothing that anybody waits for"
SILENT: Mapping[str, str] = {
    "session.started": _SHOWN,
    "session.ended": _SHOWN,
    "question.asked": _COUNTED,
    "question.approved": _COUNTED,
    "question.dismissed": _COUNTED,
    "question.answered": _COUNTED,
    "question.reopened": _COUNTED,
    "question.held": _COUNTED,
    "question.edited": _COUNTED,
    "question.pinned": _COUNTED,
    "question.promised": _COUNTED,
    "question.merged": _COUNTED,
    "question.unmerged": _COUNTED,
    "question.withdrawn": _COUNTED,
    "question.erased": _QUIET,
    "question.marked": _MODERATORS,
    "queue.arranged": _MODERATORS,
    "announcement.scheduled": _MODERATORS,
    "announcement.retracted": _QUIET,
    "poll.made": _MODERATORS,
    "poll.edited": _QUIET,
    "poll.removed": _QUIET,
    "event.changed": _QUIET,
    "links.renewed": "nobody is told",
    "token.made": "nobody is told",
    "token.revoked": "nobody is told",
}
