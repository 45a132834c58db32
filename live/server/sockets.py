"""The listening sockets.

The supervisor owns them, so that no connection is lost while one worker takes over from another.
"""

import errno
import resource
import socket
import time

BACKLOG = 16384  # an audience of ten thousand arrives within a second of the announced start
LEAVING_SECONDS = 3.0  # the workers of a supervisor that was killed hold its address until they notice
UNACKNOWLEDGED_MS = (
    30_000  # a peer that acknowledges nothing for this long is gone; nothing else ends a transport that cannot flush
)


class CannotListen(Exception):
    """The address cannot be had; the message is one sentence for the person at the terminal."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Return one socket for each address `host` stands for. With port 0 all get the same free port."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise CannotListen(f"There is no address {host} on this machine.") from error
    sockets: list[socket.socket] = []
    for family, _, _, _, address in dict.fromkeys(found):
        chosen = sockets[0].getsockname()[1] if sockets else port
        sockets.append(_listening(family, (address[0], chosen, *address[2:])))
    return sockets


def _listening(family: int, address: tuple[object, ...]) -> socket.socket:
    # Options of a listening socket pass to the connections it accepts.
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        _bind(listener, address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotListen(
            f"Cannot listen on {address[0]} port {address[1]}: {error.strerror}. Choose another port or address."
        ) from error
    return listener


def _bind(listener: socket.socket, address: tuple[object, ...]) -> None:
    given_up = time.monotonic() + LEAVING_SECONDS
    while True:
        try:
            return listener.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > given_up:
                raise
        time.sleep(0.1)


def raise_file_limit() -> None:
    """Raise the limit of open files: each connection is one, and the usual limit is 1024. Workers inherit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (ValueError, OSError):  # macOS calls the hard limit infinite and refuses it
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(10_240, hard), hard))
