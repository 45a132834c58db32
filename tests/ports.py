"""Ports for programs of a test that have to be told one."""

import random
import socket
from contextlib import suppress

FIRST, LAST = 10_000, 22_000  # the kernel gives higher ones to whoever connects to somebody, at any moment
BUS = 10_000  # so much higher is the second port of a store in a Cluster


def free_ports(count: int) -> list[int]:
    """Return ports nobody listens on, for a store in a Cluster too."""
    found: set[int] = set()
    while len(found) < count:
        port = random.SystemRandom().randrange(FIRST, LAST)
        if is_free(port) and is_free(port + BUS):
            found.add(port)
    return list(found)


def free_port() -> int:
    """Return one of them."""
    [port] = free_ports(1)
    return port


def is_free(port: int) -> bool:
    """Return whether a program could listen there, on all addresses."""
    with suppress(OSError), socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("", port))
        return True
    return False
