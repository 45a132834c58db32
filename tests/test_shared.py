"""Numbers that scripts and the server both need stand in Python; `static/js/shared.js` is written from there.

Run this file to write it anew.
"""

import json
from datetime import timedelta

from live.paths import asset_dir
from live.push.frames import GONE, HEARTBEAT_SECONDS, LATE_SECONDS, POLL_SECONDS
from live.rules import stage as stages
from live.rules.agenda import moment, slips, watching
from live.rules.desk.stages import REPORT_SECONDS, SILENT_SECONDS
from live.rules.polls.shares import FEWEST_SHARED
from live.rules.questions import similar
from live.views import stage

SCRIPT = asset_dir("static") / "js" / "shared.js"
SHARED: dict[str, tuple[object, str]] = {
    "COUNTS_MINUTES": (moment.NEAR, "nearer than this a countdown counts minutes"),
    "COUNTS_HOURS": (moment.SOON, "nearer than this it counts hours"),
    "NEARLY_OVER": (slips.NEAR, "so long before a session's end its ways out are there"),
    "LINGERS": (slips.LINGERS, "so long after the clock ended it, a session may still be going"),
    "STREAM_OPENS": (watching.IN_TIME, "so long before the start the way to the video is offered"),
    "STAGE_REPORTS": (timedelta(seconds=REPORT_SECONDS), "between two reports of a big screen"),
    "LATE": (timedelta(seconds=LATE_SECONDS), "a beat may be on its way"),
    "POLL_SECONDS": (POLL_SECONDS, "a poll may wait for news"),
    "GONE_FOR_GOOD": (GONE, "with this a page closes whose person goes with it"),
    "FEWEST_SHARED": (FEWEST_SHARED, "people; of fewer a share in per cent says more than is known"),
    "SHORTEST_COMPARED": (similar.SHORTEST, "characters of a question before others like it are looked for"),
    "STAGE_ROWS": (stages.ROWS, "of the agenda on the stage"),
    "STAGE_WORDS": (stage.WORDS_PER_BLOCK, "that the stage shows at once"),
    "STAGE_SIZES": (stage.SIZES, "characters; a longer text is set one size smaller"),
}


def script() -> str:
    head = "/** Numbers the server has too, times in ms: written by `python -m tests.test_shared`. */\n\n"
    rows = [f"export const {name} = {_value(value)}; // {meaning}\n" for name, (value, meaning) in SHARED.items()]
    return head + "".join(rows)


def _value(value: object) -> str:
    if isinstance(value, timedelta):
        return f"{value // timedelta(milliseconds=1):_}"
    return json.dumps(value)


def test_the_browser_has_the_same_numbers() -> None:
    assert SCRIPT.read_text() == script(), "run: python -m tests.test_shared"


def test_who_falls_silent_is_noticed_in_time() -> None:
    """A client gives up within 20 s, but never between two beats or two polls; a screen may miss two reports."""
    assert POLL_SECONDS + HEARTBEAT_SECONDS <= 2 * HEARTBEAT_SECONDS + LATE_SECONDS <= 20
    assert 3 * REPORT_SECONDS <= SILENT_SECONDS


if __name__ == "__main__":
    SCRIPT.write_text(script())
