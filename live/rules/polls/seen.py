"""A poll as a viewer sees it: in their list, and in a change."""

from live.rules.polls import Poll, is_public, seen_poll
from live.rules.viewer import Viewer


def poll_as_json(poll: Poll, viewer: Viewer) -> dict[str, object] | None:
    """Return a poll as it stands in this viewer's list: moderators have all that are not removed, others what is
    public.
    """
    seen = not poll.removed if viewer.moderates else is_public(poll)
    return seen_poll(poll, viewer.tallies.get(poll.id, {}), viewer.role) if seen else None


def poll_as_told(poll: Poll, was: str, viewer: Viewer) -> dict[str, object] | None:
    """Return everything for moderators; for attendees what is public, and of what leaves their page (`was` "public")
    only id and status.
    """
    if viewer.moderates or is_public(poll):
        return seen_poll(poll, viewer.tallies.get(poll.id, {}), viewer.role)
    return {"id": poll.id, "status": "removed" if poll.removed else poll.status} if was == "public" else None
