"""What tests of every room share: one real Valkey or Redis for each test process, settings, and a real server."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from live.settings import Settings
from live.store.embedded import Embedded
from live.store.embedded.sockets import answer
from tests.journeys.event import Event
from tests.running import Server, running
from tests.tools import wanted

# Two cores shared with browsers and servers: time limits for single examples only measure the neighbours.
hypothesis.settings.register_profile("live", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("live")


# Rooms whose tests wait for browsers, programs and clocks: their long files go first, so that none is left at the end.
LONG_ROOMS = ("faults", "deploy", "browser", "server", "demo", "push", "journeys")
PER_CORE = 2  # test processes; for more than half of its time a test waits


def pytest_xdist_auto_num_workers() -> int:
    return PER_CORE * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(item.path.relative_to(Path(__file__).parent).parts[0]))


def _turn(room: str) -> int:
    return LONG_ROOMS.index(room) if room in LONG_ROOMS else len(LONG_ROOMS)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "browser" in item.keywords:
        wanted("chromium-headless-shell")
    for needs in item.iter_markers("needs"):
        wanted(needs.args[0])


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """The product's own embedded server, started the way the product does."""
    with Embedded(tmp_path_factory.mktemp("valkey"), memory="256mb") as server:
        yield server


@pytest.fixture
def redis_url(valkey: Embedded) -> str:
    """The address of an empty store."""
    assert answer(valkey.socket, "FLUSHALL").startswith(b"+OK")
    return valkey.url


@pytest.fixture
def settings(redis_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", redis=redis_url, port=0, drain_seconds=1.0, secret="for tests only")


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """The whole application on the hardened server, on a free port."""
    from live.app import build_app

    with running(settings, build_app) as served:
        yield served


@pytest.fixture
def event(server: Server) -> Iterator[Event]:
    """The sample seminar on it, and the people of the stories."""
    told = Event(server)
    yield told
    told.close()
