"""The bots of docs/bots.md, run as they stand there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.journeys.event import SLUG, Event
from tests.tools import ROOT, wanted
from tests.waiting import until

PAGE = (ROOT / "docs/bots.md").read_text()
BOTS = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL))
RUN = {"python": (sys.executable, "bot.py"), "javascript": ("node", "bot.mjs"), "sh": ("sh", "bot.sh")}
NEEDS = {"javascript": "node", "sh": "curl"}
MOST_LINES, SECONDS = 30, 60


def test_they_are_as_short_as_the_page_says() -> None:
    assert BOTS.keys() == RUN.keys()
    assert {name: len(code.strip().splitlines()) for name, code in BOTS.items() if code.count("\n") > MOST_LINES} == {}


@contextmanager
def started(name: str, base: str, place: Path) -> Iterator[Path]:
    """A bot that runs until the block ends, with all it has started; what it prints is in this file."""
    program, file = RUN[name]
    (place / file).write_text(BOTS[name])
    said = place / "said.txt"
    with said.open("w") as out:
        bot = subprocess.Popen(
            [program, str(place / file), base, SLUG], stdout=out, stderr=out, cwd=ROOT, start_new_session=True
        )
        try:
            yield said
        finally:
            with suppress(ProcessLookupError):
                os.killpg(bot.pid, signal.SIGKILL)
            bot.wait()


@pytest.mark.parametrize("name", RUN)
def test_a_bot_asks_once_and_hears_the_moderators(event: Event, name: str, tmp_path: Path) -> None:
    if name in NEEDS:
        wanted(NEEDS[name])
    mina = event.moderator()
    with started(name, event.base, tmp_path) as said:
        until(lambda: "\n" in said.read_text(), SECONDS)
        assert said.read_text().split("\n")[0] == "asked 1"
        assert [q["text"] for q in mina.state()["questions"]] == ["Will the slides be shared?"]
        told = "Ja, de ligger på nettet"
        assert mina.post("desk/announcements", {"text": told}).status_code == 201
        until(lambda: said.read_text().count("\n") > 1, SECONDS)
        assert f"announced {told}" in said.read_text(), "who opens the stream later has it from its cursor"
    assert len(mina.state()["questions"]) == 1
