"""What lives as long as the process: one bundle, made in `app.py`, found by pages and push on
`request.app.state.live`.
"""

from typing import Any

import msgspec
from starlette.requests import HTTPConnection

from live.actions.acting import Acting
from live.actions.questions.voting import VoteGuard
from live.badge import Badges
from live.origin import Origins
from live.rules.people.limits import Counted
from live.settings import Settings
from live.store import Store
from live.views import Views


class Services(msgspec.Struct, kw_only=True):
    settings: Settings
    store: Store
    acting: Acting
    badges: Badges
    origins: Origins
    views: Views
    hub: Any
    page_cache: Any
    guesses: Counted
    newcomers: Counted
    voting: Counted
    looking: Counted
    answering: Counted
    signalling: Counted
    signalling_places: Counted
    reporting: Counted
    vote_guard: VoteGuard


def services_of(connection: HTTPConnection) -> Services:
    live: Services = connection.app.state.live
    return live
