"""Machines of a network of their own, as Linux's network namespaces: a switch, and hosts that can be cut off it."""

import ctypes
import os
import secrets
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.tools import found

_NEW_NETWORK = 0x40000000  # linux/sched.h: CLONE_NEWNET
_HERE = "/proc/thread-self/ns/net"
CIRCUIT = "10.77.0"
FIRST = f"{CIRCUIT}.1"  # the address of the host that is added first


def _ip(*words: str) -> None:
    subprocess.run([found("ip") or "ip", *words], check=True, capture_output=True)


def wanted_namespaces() -> None:
    """Network namespaces need root and `ip`. Without, the running test is skipped, in CI too: few may."""
    name = f"live-{secrets.token_hex(3)}"
    try:
        _ip("netns", "add", name)
        try:
            _ip("-n", name, "link", "add", "switch", "type", "bridge")
        finally:
            _ip("netns", "delete", name)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs network namespaces (root, and ip of iproute2)")


class Network:
    """Hosts on one switch. Everything in them ends with `close`."""

    def __init__(self) -> None:
        self._mark = f"live-{secrets.token_hex(3)}"
        self._hosts: dict[str, str] = {}
        self._add("switch")
        self._in_switch("link", "add", "switch", "type", "bridge")
        self._in_switch("link", "set", "switch", "up")

    def _add(self, host: str) -> None:
        _ip("netns", "add", f"{self._mark}-{host}")
        _ip("-n", f"{self._mark}-{host}", "link", "set", "lo", "up")

    def _in_switch(self, *words: str) -> None:
        _ip("-n", f"{self._mark}-switch", *words)

    def host(self, name: str) -> str:
        """Add a host; its address."""
        self._hosts[name] = f"{CIRCUIT}.{len(self._hosts) + 1}"
        self._add(name)
        space, switch = f"{self._mark}-{name}", f"{self._mark}-switch"
        _ip("link", "add", "eth0", "netns", space, "type", "veth", "peer", "name", name, "netns", switch)
        self._in_switch("link", "set", name, "master", "switch", "up")
        _ip("-n", space, "address", "add", f"{self._hosts[name]}/24", "dev", "eth0")
        _ip("-n", space, "link", "set", "eth0", "up")
        return self._hosts[name]

    @contextmanager
    def cut(self, name: str) -> Iterator[None]:
        """Take a host off the switch while the block lasts: nothing arrives, and nothing says so."""
        self._in_switch("link", "set", name, "nomaster")
        try:
            yield
        finally:
            self._in_switch("link", "set", name, "master", "switch")

    def run(self, name: str, command: Sequence[str | Path], **options: Any) -> "subprocess.Popen[bytes]":
        """Start a program on a host."""
        inside = [found("ip") or "ip", "netns", "exec", f"{self._mark}-{name}"]
        return subprocess.Popen([*inside, *command], **options)

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """Let this thread be on a host: the sockets it makes in the block are that host's."""
        home = os.open(_HERE, os.O_RDONLY)
        there = os.open(f"/run/netns/{self._mark}-{name}", os.O_RDONLY)
        try:
            _enter(there)
            yield
        finally:
            _enter(home)
            os.close(there)
            os.close(home)

    def close(self) -> None:
        for host in (*self._hosts, "switch"):
            _ip("netns", "delete", f"{self._mark}-{host}")


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "setns")
