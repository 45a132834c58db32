"""Where the moderators' words stand on everyone's page: what is pressing above the polls, information below them."""

from collections.abc import Iterable

from live.rules.announcements import Announcement
from live.rules.wishes.announcements import Level

PRESSING, INFORMING = "announcements", "notices"  # the lists, as the page calls them
URGENCY = {Level.INFO: 0, Level.IMPORTANT: 1, Level.URGENT: 2}
STEP = 10**13  # ms: more than lies between any two announcements of one level


def list_of(announcement: Announcement) -> str:
    """Return the list an announcement stands in."""
    return INFORMING if announcement.level is Level.INFO else PRESSING


def weight(announcement: Announcement) -> int:
    """Return a number that is larger the more pressing an announcement is; of one level, the newer it is."""
    return int(announcement.at.timestamp() * 1000) + STEP * URGENCY[announcement.level]


def by_list(announcements: Iterable[Announcement]) -> dict[str, list[Announcement]]:
    """Return both lists, each in its order on the page."""
    ranked = sorted(announcements, key=weight, reverse=True)
    return {name: [one for one in ranked if list_of(one) == name] for name in (PRESSING, INFORMING)}
