"""What a worker says first is what a warm one says: nothing that leaves the house is read from counts still empty."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace

from live.app import build_app
from live.exports.archive import SUMS
from live.exports.formats import FORMATS
from tests.exports.workbooks import text_of
from tests.journeys.event import SLUG, Event
from tests.journeys.test_polls import make, move
from tests.running import running

PEOPLE = 3
EXPORTS = [f"/{SLUG}/export.{form}" for form in FORMATS]
PAGES = [f"/{SLUG}{path}" for path in ("", "/ledger", "/changes", "/report", "/desk", "/stage?scene=poll", "/speaker")]
FEEDS = [f"/{SLUG}{path}" for path in ("/changes.atom", "/answers.atom", "/agenda.ics")]
# What differs from one answer to the next whoever gives it: the time, and names that are made for one answer.
PASSING = re.compile(
    r"\d{1,2}:\d\d(:\d\d(\.\d+)?)?|\d{4}-\d\d-\d\dT[\d:.+Z-]*|DTSTAMP:\w+|nonce=\S+|\d+ (min|s)\b|data-now=\S+|\?v=\w+"
)


def lived_through(event: Event) -> None:
    """Let people ask, vote, answer a poll and signal, so that every count is above nothing."""
    asked = event.attendee().ask("Hvem betaler reisen?")["id"]
    event.moderator().post(f"desk/questions/{asked}/approve")
    poll = make(event)["id"]
    move(event, poll, "open")
    for _ in range(PEOPLE):
        ann = event.attendee()
        assert ann.post(f"questions/{asked}/upvote", {"on": True}).status_code == 200
        assert ann.post(f"polls/{poll}/vote", {"choice": ["o1"]}).status_code == 200
    move(event, poll, "show")


def read(client: httpx2.Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return PASSING.sub("·", told(path, answer.content))


def told(name: str, content: bytes) -> str:
    """What a file says: of an archive its members, without when each was packed and the sums of all that."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{one} {told(one, archive.read(one))}" for one in archive.namelist() if one != SUMS)
    return text_of(content) if name.endswith(".xlsx") else content.decode()


@pytest.mark.parametrize("path", [*EXPORTS, *PAGES, *FEEDS])
def test_a_fresh_workers_first_answer_is_a_warm_ones(event: Event, path: str) -> None:
    lived_through(event)
    warm = event.moderator().http
    forget(event)
    first = read(warm, path)
    event.server.call(counted(event)())
    assert first == read(warm, path)


def test_the_first_state_of_a_process_that_has_just_started_has_all_counts(event: Event) -> None:
    lived_through(event)
    with running(replace(event.server.settings, port=0), build_app) as fresh:
        answer = httpx2.get(f"{fresh.base}/{SLUG}.json", headers={"authorization": f"Bearer {event.token}"})
    state: dict[str, Any] = answer.json()
    assert [question["votes"] for question in state["questions"]] == [PEOPLE]
    assert state["polls"][0]["results"]["people"] == PEOPLE


def test_the_command_line_exports_every_answer(event: Event) -> None:
    lived_through(event)
    command = [sys.executable, "-m", "live", "export", SLUG, "--redis", event.server.settings.redis, "--format"]
    whole = json.loads(subprocess.run([*command, "json"], capture_output=True, check=True).stdout)
    assert whole["polls"][0]["results"]["people"] == PEOPLE
    sheet = subprocess.run([*command, "polls.csv"], capture_output=True, check=True, text=True).stdout
    assert re.search(rf"Ingen.*\b{PEOPLE}\b", sheet)


def forget(event: Event) -> None:
    """Make the process what it is after a start: without a copy of the event."""
    copies = event.server.app.state.live.store.replica.copies

    async def emptied() -> None:
        copies.clear()

    event.server.call(emptied())


def counted(event: Event) -> Callable[[], Any]:
    async def now() -> None:
        replica = event.server.app.state.live.store.replica
        await replica.count(await replica.copy(SLUG))

    return now
