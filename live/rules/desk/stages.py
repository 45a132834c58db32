"""Big screens report every few seconds that they still show the event; one that falls silent without having said
goodbye is missed.
"""

import re
from collections.abc import Mapping

from live.rules.errors import Unfit

REPORT_SECONDS = 7  # between two reports of a screen
SILENT_SECONDS = 25  # three reports lost and a little: the desk hears of it well before the audience does
FORGOTTEN_SECONDS = 600  # nobody waits for it any more
MOST, MOST_PER_PLACE = 40, 8  # screens of one event, and of one network; anybody can open one
_ID = re.compile(r"[0-9A-Za-z-]{8,40}")


def checked_id(text: str) -> str:
    """Return what a screen calls itself. Refuses `unfit`."""
    if not _ID.fullmatch(text):
        raise Unfit("“{value}” does not fit here.", field="id", value=text[:40])
    return text


def stages_as_json(heard: Mapping[str, float], now: float) -> dict[str, object]:
    """Return how many report, how many have fallen silent, and when (ms since 1970) the last of these was heard.

    `heard`: by screen, in ms.
    """
    silent = [at for at in heard.values() if FORGOTTEN_SECONDS * 1000 >= now * 1000 - at > SILENT_SECONDS * 1000]
    seen = sum(now * 1000 - at <= SILENT_SECONDS * 1000 for at in heard.values())
    return {"seen": seen, "stale": len(silent), "heard_at": int(max(silent, default=0))}
