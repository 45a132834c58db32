"""How long it takes until the last page shows what a desk did.

Each page notes the moment itself, when its document changes.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from tests.rehearsal.people import Person

WITHIN = 90.0  # seconds: a page that has lost the server tries again after 20, and a busy machine takes its time

SEEN = """({ at, says, gone, within }) => new Promise((done) => {
  const holds = () => {
    const found = document.querySelector(at);
    return gone ? !found : found && (!says || found.textContent.includes(says));
  };
  const look = () => { if (holds()) { watch.disconnect(); done(Date.now() / 1000); } };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => done(null), within * 1000);
  look();
})"""


class Sight(msgspec.Struct, frozen=True):
    """What is to be seen: an element, perhaps with words in it; or that it is gone."""

    at: str
    says: str = ""
    gone: bool = False


class Reached(msgspec.Struct, frozen=True):
    what: str
    seconds: tuple[float, ...]
    last: str  # who saw it last
    missed: tuple[str, ...]  # who never saw it

    def told(self) -> str:
        if not self.seconds:
            return f"{self.what}: nobody saw it"
        median, longest = statistics.median(self.seconds) * 1000, max(self.seconds) * 1000
        return f"{self.what}: median {median:.0f} ms, last of {len(self.seconds)} after {longest:.0f} ms ({self.last})"


async def reached(what: str, people: Sequence[Person], sight: Sight, act: Callable[[], Awaitable[object]]) -> Reached:
    """Act once all are looking; when each saw it, counted from the press."""
    want = {"at": sight.at, "says": sight.says, "gone": sight.gone, "within": WITHIN}
    looking = [asyncio.ensure_future(person.page.evaluate(SEEN, want)) for person in people]
    await asyncio.gather(*(person.page.evaluate("0") for person in people))  # answered in order: by now they look
    began = time.time()
    await act()
    when = dict(zip([person.name for person in people], await asyncio.gather(*looking), strict=True))
    seen = {name: max(0.0, at - began) for name, at in when.items() if at}
    return Reached(
        what,
        tuple(seen.values()),
        max(seen, key=lambda name: seen[name], default=""),
        tuple(name for name, at in when.items() if not at),
    )
