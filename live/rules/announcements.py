"""The moderator's word to everyone: at once or at a time that is set, corrected, and taken back."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from live.rules.errors import Unfit
from live.rules.viewer import Viewer
from live.rules.wishes.announcements import LONGEST_MINUTES, Announce, Correct, Level

FARTHEST = timedelta(days=366)


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """`due_at` is set as long as nobody but the moderators has been told;

    `corrected_at` when the words changed after that.
    """

    id: str
    text: str
    level: Level = Level.INFO
    at: datetime
    expires_at: datetime | None = None
    retracted: bool = False
    link: str = ""
    link_label: str = ""
    due_at: datetime | None = None
    corrected_at: datetime | None = None
    moved_by: str = ""  # the moderator who wrote or changed it last, by the name they gave; for moderators' eyes only
    revision: int = 1

    @property
    def label(self) -> str:
        """What the link says: what the moderator wrote, else where it leads."""
        return self.link_label or urlsplit(self.link).hostname or self.link


def announce(announcement_id: str, wish: Announce, now: datetime, due: datetime | None = None) -> Announcement:
    """Make an announcement that is told now, or when it is `due`. `minutes` until it expires count from when it is
    told.

    Refuses `too_long`, `bad_link`, `past`.
    """
    return Announcement(
        id=announcement_id,
        text=wish.text,
        level=wish.level,
        at=now,
        expires_at=_expiry(wish.minutes, due or now),
        link=fitting_link(wish.link),
        link_label=wish.link_label,
        due_at=_due(due, now),
    )


def correct(announcement: Announcement, wish: Correct, now: datetime, due: datetime | None = None) -> Announcement:
    """Give other words to what is told or waits; only what is wished changes, and `minutes` of 0 is no expiry.

    `due` moves one that waits.
    """
    words = {"text": wish.text, "level": wish.level, "link_label": wish.link_label}
    values: dict[str, object] = {name: value for name, value in words.items() if value is not UNSET}
    if wish.link is not UNSET:
        values["link"] = fitting_link(wish.link)
    begins = announcement.due_at
    if begins and due:
        begins = _due(due, now)
        values |= {"due_at": begins, "expires_at": _shifted(announcement, due)}
    if wish.minutes is not None:
        values["expires_at"] = _expiry(wish.minutes or None, begins or now)
    changed = {name: value for name, value in values.items() if value != getattr(announcement, name)}
    if not changed:
        return announcement
    reworded = changed.keys() & (words.keys() | {"link"}) and not announcement.due_at
    corrected = now if reworded else announcement.corrected_at
    return replace(announcement, **changed, corrected_at=corrected, revision=announcement.revision + 1)


def tell(announcement: Announcement, at: datetime) -> Announcement:
    """Make a scheduled announcement visible from `at`; it expires as much later as it would have if sent at once."""
    if announcement.due_at is None or announcement.retracted:
        return announcement
    return replace(
        announcement, at=at, due_at=None, expires_at=_shifted(announcement, at), revision=announcement.revision + 1
    )


def is_due(announcement: Announcement, now: datetime) -> bool:
    return waits(announcement) and announcement.due_at is not None and announcement.due_at <= now


def waits(announcement: Announcement) -> bool:
    return announcement.due_at is not None and not announcement.retracted


def retract(announcement: Announcement) -> Announcement:
    if announcement.retracted:
        return announcement
    return replace(announcement, retracted=True, revision=announcement.revision + 1)


def stands(announcement: Announcement, now: datetime) -> bool:
    return (
        not announcement.retracted
        and announcement.due_at is None
        and (announcement.expires_at is None or now < announcement.expires_at)
    )


def announcement_as_json(announcement: Announcement) -> dict[str, object]:
    """Return ANNOUNCEMENT of docs/protocol.md; a retracted one leaves without its text.

    One with `due_at` is for moderators only.
    """
    shown = not announcement.retracted
    return {
        "id": announcement.id,
        "text": announcement.text if shown else "",
        "level": announcement.level,
        "at": announcement.at,
        "expires_at": announcement.expires_at,
        "retracted": announcement.retracted,
        "link": announcement.link if shown else "",
        "link_label": announcement.label if shown else "",
        "due_at": announcement.due_at,
        "corrected_at": announcement.corrected_at,
        "revision": announcement.revision,
    }


def announcement_for(announcement: Announcement, viewer: Viewer) -> dict[str, object] | None:
    """Return an announcement as it stands in this viewer's list; moderators also have what waits."""
    seen = stands(announcement, viewer.now) or (viewer.moderates and waits(announcement))
    return announcement_as_json(announcement) if seen else None


def announcement_in_change(announcement: Announcement, was: str, viewer: Viewer) -> dict[str, object] | None:
    """Return what a change says: nobody but moderators hears of what is not told yet, or was taken back before it
    was.
    """
    return None if announcement.due_at and not viewer.moderates else announcement_as_json(announcement)


def fitting_link(link: str) -> str:
    """Return an https address, or a path on this host.

    Refuses `bad_link`: scripts, data, what is sent in the clear, and names that are not what they seem.
    """
    link = link.strip()
    if link.lower().startswith("http:"):
        raise Unfit("This link is not encrypted. Use one that starts with https://.", code="bad_link", field="link")
    if link and not (_is_path(link) or _is_https(link)):
        raise Unfit("Start the link with https://, or with / for a page here.", code="bad_link", field="link")
    return link


def _is_path(link: str) -> bool:
    return link.startswith("/") and not link.startswith("//") and _is_plain(link)


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return (
            parts.scheme == "https"
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and (parts.port or 443) > 0
            and _is_plain(link)
        )
    except ValueError:
        return False


def _is_plain(link: str) -> bool:
    """Browsers read a backslash as a slash and skip line breaks; what cannot be printed hides something."""
    return link.isprintable() and not set(link) & set(' \\"<>')


def _expiry(minutes: float | None, start: datetime) -> datetime | None:
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise Unfit(
            "Choose a number of minutes between 1 and {longest}.",
            code="too_long",
            field="minutes",
            longest=LONGEST_MINUTES,
        )
    return start + timedelta(minutes=minutes) if minutes else None


def _due(due: datetime | None, now: datetime) -> datetime | None:
    if due is not None and not now < due <= now + FARTHEST:
        raise Unfit("Choose a time that has not passed, within a year.", code="past", field="starts")
    return due


def _shifted(announcement: Announcement, start: datetime) -> datetime | None:
    if announcement.expires_at is None or announcement.due_at is None:
        return announcement.expires_at
    return start + (announcement.expires_at - announcement.due_at)
