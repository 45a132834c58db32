"""A certificate for a host of this machine, and Live behind the address that a proxy serves with it."""

import subprocess
from pathlib import Path

import pytest

from tests.deploy.namespaces import FIRST
from tests.ports import free_ports
from tests.tools import wanted


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a certificate for this machine and for the front of a `Network` lies."""
    return made_in(tmp_path_factory.mktemp("tls"))


def made_in(room: Path) -> Path:
    """Make `fullchain.pem`, `privkey.pem` and `live.pem` (both in one, as haproxy wants it) in a directory."""
    openssl = wanted("openssl")
    chain, key = room / "fullchain.pem", room / "privkey.pem"
    name = ["-subj", "/CN=localhost", "-addext", f"subjectAltName=DNS:localhost,IP:{FIRST}"]
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout"]
    subprocess.run([*made, key, "-out", chain, *name], check=True, capture_output=True)
    (room / "live.pem").write_text(chain.read_text() + key.read_text())
    return room


@pytest.fixture
def ports() -> tuple[int, int]:
    """Return two ports nobody listens on just now: for https and http."""
    one, two = free_ports(2)
    return one, two
