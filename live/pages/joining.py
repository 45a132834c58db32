"""The short code that leads to an event, as pages show it: looked up in the store once a minute at most, and not at all
while the store is away.
"""

import time

from live.house import Services
from live.rules.errors import Unavailable
from live.store import Copy

HOLDS_SECONDS = 60.0  # it goes when its event is over, and an import may give another


async def code_of(live: Services, copy: Copy) -> str:
    """Return the code, kept with the copy from now on; "" where there is none or it is not known."""
    if live.store.replica.healthy:
        try:
            copy.code = await live.store.events.code(copy.slug)
        except Unavailable:
            return copy.code
        copy.code_until = time.monotonic() + HOLDS_SECONDS
    return copy.code
