"""A poll as a viewer sees it: in their list, in a change, and with its results."""

from live.rules.people import Role
from live.rules.polls import VOTERS, Poll, Tally, choices, is_public, results
from live.rules.viewer import Viewer
from live.rules.wishes.polls import PollKind


def poll_for(poll: Poll, viewer: Viewer) -> dict[str, object] | None:
    """Return a poll as it stands in this viewer's list: moderators have all that are not removed, others what is
    public.
    """
    seen = not poll.removed if viewer.moderates else is_public(poll)
    return poll_as_json(poll, viewer.tallies.get(poll.id, {}), viewer.role) if seen else None


def poll_in_change(poll: Poll, was: str, viewer: Viewer) -> dict[str, object] | None:
    """Return everything for moderators; for attendees what is public, and of what leaves their page (`was` "public")
    only id and status.
    """
    if viewer.moderates or is_public(poll):
        return poll_as_json(poll, viewer.tallies.get(poll.id, {}), viewer.role)
    return {"id": poll.id, "status": "removed" if poll.removed else poll.status} if was == "public" else None


def poll_as_json(poll: Poll, tally: Tally, role: Role) -> dict[str, object]:
    """Return POLL of docs/protocol.md. `results` is None where they are not shown; `hidden` and `removed` are for
    moderators.
    """
    seen = {
        "id": poll.id,
        "text": poll.text,
        "kind": poll.kind,
        "options": [{"id": o, "text": words} for o, words in choices(poll).items()],
        "status": poll.status,
        "shown": poll.shown,
        "session": poll.session,
        "set": poll.set,
        "made_at": poll.made_at,
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "closes_at": poll.closes_at,
        "answered": tally.get(VOTERS, 0),
        "results": results_for(poll, tally, role),
        "revision": poll.revision,
    }
    return seen | {"hidden": poll.hidden, "removed": poll.removed} if role is Role.MODERATOR else seen


def results_for(poll: Poll, tally: Tally, role: Role) -> dict[str, object] | None:
    """Return the counts this role may see: people, and [id, words, count] of each result; None when they are not
    shown.
    """
    if role is not Role.MODERATOR and not (poll.shown and poll.kind != PollKind.TEXT and is_public(poll)):
        return None
    return {
        "people": tally.get(VOTERS, 0),
        "counts": [list(one) for one in results(poll, tally, hidden=role is Role.MODERATOR)],
    }
