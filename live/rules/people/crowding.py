"""Wishes that may not be people's. Making identities costs nothing, so of one place only a few are taken at their word
when they first vote; the others' votes and answers are kept, and counted once they have stayed connected for a while
or a moderator says so.

What is known of where somebody came from is in their own signed cookie, and only a keyed hash of it: no address is kept
anywhere. Honest about its limits: whoever holds as many connections open as there are people counts as so many people,
until a moderator leaves that crowd out.
"""

import ipaddress
from enum import StrEnum
from functools import lru_cache

import msgspec

from live.rules.people.limits import Limit

FREE = Limit(
    burst=40, every=10
)  # people per place and event who are taken at their word: a class whose browsers run no scripts, then six a minute;
# counted in the store, for all workers on all machines
UNSEEN = Limit(
    burst=2, every=60
)  # signals per place and event of people who are not connected: fewer at any moment than are shown
ASKED = Limit(
    burst=60, every=2
)  # questions per place and event of people who are connected: a school at once, then thirty a minute
ASKED_UNSEEN = Limit(burst=12, every=15)  # of people who are not: a desk is flooded by identities that come, ask and go
BEYOND_PART = 10  # people who are here for each one more who is not connected and is taken at their word all the same
BEYOND_SECONDS = 3600  # in which so many are
PROVEN_SECONDS = 3  # of staying connected after one's first vote; a script that votes and goes has long gone
LOOKS = 3  # within that time, at all of which one has to be there
WINDOW_SECONDS = 600  # who is new from one place within this long is one burst, judged as one
PLACE_BYTES, MINTED_BYTES = 3, 4
ARRIVAL_BYTES = MINTED_BYTES + PLACE_BYTES
MOST_SIMULATED = 1 << 20
MOST_PLACES = 4096  # kept ready; working one out takes 6 µs, and the same come again


class Weight(StrEnum):
    """What counts of a burst: of everybody, of those who have stayed (unless a moderator decides otherwise), of
    nobody.
    """

    ALL = "counted"
    STAYED = "left"
    NONE = "none"


class Arrival(msgspec.Struct, frozen=True):
    """When an identity was made (seconds since 1970), and the keyed hash of the place."""

    minted: int
    place: bytes

    @property
    def burst(self) -> str:
        return f"{self.place.hex()}-{self.minted // WINDOW_SECONDS}"

    def packed(self) -> bytes:
        return self.minted.to_bytes(MINTED_BYTES, "big") + self.place


def unpacked(data: bytes) -> Arrival | None:
    """Return what `packed` gave, or None for an identity that has none."""
    if len(data) != ARRIVAL_BYTES:
        return None
    return Arrival(int.from_bytes(data[:MINTED_BYTES], "big"), data[MINTED_BYTES:])


def place_of(burst: str) -> str:
    """Return the keyed hash of the place that a burst came from, as the store names it."""
    return burst.rpartition("-")[0]


def began(burst: str) -> int:
    """Return when the window of a burst began, in seconds since 1970."""
    window = burst.rpartition("-")[2]
    return int(window) * WINDOW_SECONDS if window.isdecimal() else 0


def shared(limit: Limit, workers: int) -> Limit:
    """Return a worker's part of a limit that each counts for itself."""
    return Limit(burst=max(1, limit.burst // workers), every=limit.every * workers)


@lru_cache(MOST_PLACES)
def network(host: str) -> str:
    """Return whom a refusal may hit together: the address itself, or the /64 that one connection with IPv6 has all to
    itself.
    """
    return _within(host, 32, 64)


@lru_cache(MOST_PLACES)
def neighbourhood(host: str) -> str:
    """Return who is doubted together: a /24, or the /48 that a customer with IPv6 may be given whole. Wider than
    `network`, since doubt costs those who are there nothing but seconds.
    """
    return _within(host, 24, 48)


def simulated(number: str) -> str:
    """Return an address for one of the simulated people of a rehearsal, each in a neighbourhood of their own (RFC 4193:
    nobody else has it); "" for what is no number of one.
    """
    if not (number.isascii() and number.isdigit() and int(number) < MOST_SIMULATED):
        return ""
    return str(ipaddress.IPv6Address((0xFD << 120) + (int(number) << 80)))


def _within(host: str, four: int, six: int) -> str:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:  # a proxy that passes on what it is told; nobody becomes many by telling it
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if (mapped := address.ipv4_mapped) is None:
            return str(ipaddress.ip_network((address, six), strict=False))
        address = mapped
    return str(address) if four == 32 else str(ipaddress.ip_network((address, four), strict=False))
