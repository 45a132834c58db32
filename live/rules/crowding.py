"""Votes that may not be people's. Making identities costs nothing, so many new ones from one place at once are doubted until they
have shown to be here: connected, and for a while. Their votes are kept; a moderator or their own presence makes them count.

What is known of where somebody came from is in their own signed cookie, and only a keyed hash of it: no address is kept anywhere.
Honest about its limits: whoever holds as many connections open as there are people counts as so many people.
"""

import ipaddress

import msgspec

from live.rules.limits import Limit

FREE = Limit(burst=120, every=2)  # new people per place who are not doubted: four classes at once, then thirty a minute
PROVEN_SECONDS = 15  # of being connected; a script that votes and goes has long gone
WINDOW_SECONDS = 600  # who is new from one place within this long is one burst, judged as one
PLACE_BYTES, MINTED_BYTES = 3, 4
ORIGIN_BYTES = MINTED_BYTES + 1 + PLACE_BYTES


class Origin(msgspec.Struct, frozen=True):
    """When an identity was made (seconds since 1970), whether in a crowd, and the keyed hash of the place."""

    minted: int
    crowded: bool
    place: bytes

    @property
    def burst(self) -> str:
        return f"{self.place.hex()}-{self.minted // WINDOW_SECONDS}"

    def packed(self) -> bytes:
        return self.minted.to_bytes(MINTED_BYTES, "big") + bytes([self.crowded]) + self.place


def unpacked(data: bytes) -> Origin | None:
    """What `packed` gave, or None for an identity that has none."""
    if len(data) != ORIGIN_BYTES:
        return None
    return Origin(int.from_bytes(data[:MINTED_BYTES], "big"), data[MINTED_BYTES] == 1, data[MINTED_BYTES + 1 :])


def proven_at(origin: Origin) -> float:
    return origin.minted + PROVEN_SECONDS


def doubtful(origin: Origin | None, now: float, *, here: bool) -> bool:
    """Whether this person's votes wait. `here`: they have a live connection at `now`."""
    return origin is not None and origin.crowded and not (here and now >= proven_at(origin))


def began(burst: str) -> int:
    """When the window of a burst began, in seconds since 1970."""
    window = burst.rpartition("-")[2]
    return int(window) * WINDOW_SECONDS if window.isdecimal() else 0


def network(host: str) -> str:
    """The place of an address: the address itself, or the /64 that one connection with IPv6 has all to itself."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
