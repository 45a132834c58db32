from collections.abc import Iterator

import pytest

from tests.journeys.event import Event
from tests.running import Server


@pytest.fixture
def event(server: Server) -> Iterator[Event]:
    told = Event(server)
    yield told
    told.close()
