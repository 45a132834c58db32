"""Deleted means deleted: from the store, and from every file of its directory, wherever a deletion was interrupted."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from live.actions import programmes
from live.app import build_app
from live.programme import read
from live.retention import sweep
from live.rules.errors import Unavailable
from live.settings import Settings
from live.store import Store
from live.store.database import busy
from live.store.embedded import Embedded
from tests.builders import an_event, the_seminar
from tests.journeys.event import SLUG, Event
from tests.running import Server, running
from tests.waiting import until

SECRETS = ("Hemmelig-sporsmaal", "Hemmelig-navn", "Hemmelig-beskjed", "Hemmelig-svar", "Hemmelig-maaling")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def alone(data: Path) -> Iterator[Server]:
    """A server whose store nobody else writes to."""
    with Embedded(data) as store:
        settings = Settings(data=data, redis=store.url, port=0, drain_seconds=0.1, secret="for tests", limits=False)
        with running(settings, build_app) as server:
            yield server


def lived_through(server: Server) -> None:
    event = Event(server)
    asked = event.attendee().ask(SECRETS[0], name=SECRETS[1])["id"]
    mina = event.moderator()
    mina.post("desk/announcements", {"text": SECRETS[2]})
    mina.post(f"desk/questions/{asked}/answer", {"text": SECRETS[3]})
    mina.post("desk/polls", {"text": SECRETS[4], "kind": "single", "options": ["Ja", "Nei"]})
    event.close()


def written_in(data: Path) -> set[str]:
    """Return which of the secrets stand in any file of the directory."""
    files = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    return {secret for secret in SECRETS if any(secret.encode() in text for text in files)}


def live_of(server: Server) -> Any:
    return server.app.state.live


class Interrupted:
    """Stands in for a link that answers so many times and then never again, until it is mended."""

    def __init__(self, store: Store, after: int) -> None:
        self._database, self._run, self._left = store.database, store.database.run, after
        store.database.run = self.run  # type: ignore[method-assign]  # a link that ends

    async def run(self, operation: Callable[[Any], Awaitable[Any]]) -> Any:
        self._left -= 1
        if self._left < 0:
            raise busy("interrupted")
        return await self._run(operation)

    def mend(self) -> None:
        self._database.run = self._run  # type: ignore[method-assign]  # as it was


def test_nothing_is_left_wherever_the_deletion_was_interrupted(alone: Server, data: Path) -> None:
    live, whole, steps = live_of(alone), False, 2  # before the second step nothing has begun

    async def interrupted() -> bool:
        line = Interrupted(live.store, steps)
        try:
            await live.store.deletions.delete(SLUG)
        except Unavailable:
            return False
        finally:
            line.mend()
        return True

    while not whole:
        lived_through(alone)
        until(lambda: written_in(data) == set(SECRETS))
        whole = alone.call(interrupted())
        alone.call(sweep(live), 60)
        assert written_in(data) == set(), f"after {steps} steps"
        assert alone.call(live.store.database.run(lambda r: r.keys("live:{*"))) == []
        steps += 1
    assert steps > len(SECRETS)


def test_a_new_event_at_the_address_of_a_half_deleted_one_has_nothing_of_it(alone: Server) -> None:
    live = live_of(alone)
    lived_through(alone)

    async def half_deleted_and_made_again() -> list[str]:
        line = Interrupted(live.store, 5)
        with pytest.raises(Unavailable):
            await live.store.deletions.delete(SLUG)
        line.mend()
        await live.store.deletions.finish(SLUG)
        await live.store.events.create(an_event(), the_seminar(), live.acting.tokens.fresh(SLUG))
        return [question.text for question in (await live.store.events.load(SLUG)).state.questions.values()]

    assert alone.call(half_deleted_and_made_again()) == []


def test_the_log_is_asked_for_again_when_it_was_not_written_anew(alone: Server, data: Path) -> None:
    live = live_of(alone)
    lived_through(alone)
    alone.call(live.store.deletions.delete(SLUG))
    assert alone.call(live.store.deletions.in_log())
    assert written_in(data), "the log still tells of it"
    alone.call(sweep(live), 60)
    assert not alone.call(live.store.deletions.in_log())
    assert not written_in(data)


def test_a_join_code_leads_to_one_event_and_is_free_when_that_is_deleted(alone: Server) -> None:
    live = live_of(alone)

    async def taken() -> list[str]:
        return [await live.store.codes.take(f"event-{n}", 1) for n in range(12)]

    async def freed(slug: str, code: str) -> str | None:
        await live.store.deletions.delete(slug)
        found: str | None = await live.store.codes.of(code)
        return found

    codes = [code for code in alone.call(taken(), 30) if code]
    assert len(codes) == len(set(codes)) <= 10
    assert alone.call(live.store.codes.of(codes[0])) == "event-0"
    assert alone.call(freed("event-0", codes[0])) is None


def test_a_join_code_goes_a_day_after_the_event_and_comes_back_with_a_new_programme(alone: Server) -> None:
    live = live_of(alone)
    ends = the_seminar().ends
    assert ends is not None

    async def swept(days: float) -> str:
        live.acting.now = lambda: ends + timedelta(days=days)
        await sweep(live)
        return str((await live.store.events.summaries())[0].code)

    async def imported() -> str:
        live.acting.now = lambda: ends - timedelta(days=1)
        programme = read(b"Dag\n\n8. mars 2022\n\n12:00 - 12:45 Velkommen\n", today=ends.date())
        await programmes.keep(live.acting, programme, slug="dag", overwrite=True)
        return str((await live.store.events.summaries())[0].code)

    code = alone.call(imported())
    assert code
    assert alone.call(imported()) == code, "a replaced programme keeps it"
    assert alone.call(swept(0.9)) == code
    assert alone.call(swept(1.1)) == ""
    assert alone.call(live.store.codes.of(code)) is None
    again = alone.call(imported())
    assert alone.call(live.store.codes.of(again)) == "dag"
