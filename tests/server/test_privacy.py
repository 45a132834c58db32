"""What is written down about people: nothing. And whose word is taken about where they come from."""

import json
import socket
import ssl
import subprocess
import warnings
from pathlib import Path

import httpx2
import pytest

from live.settings import Settings
from tests.running import running
from tests.server import trivial
from tests.server.started import started
from tests.tools import wanted
from tests.waiting import until

CANARY = "canary-in-the-query"


@pytest.mark.parametrize("shape", ["text", "json"])
def test_no_line_names_a_client_a_query_or_a_browser(tmp_path: Path, shape: str) -> None:
    with started(tmp_path, log=shape, log_level="debug", trusted_proxies="127.0.0.1") as live:
        greeting = live.output
        for path in ("hello", "nowhere", "fail", "who"):
            live.get(f"/{path}?token={CANARY}", headers={"user-agent": CANARY, "x-forwarded-for": "203.0.113.9"})
        host, port = live.base.removeprefix("http://").split(":")
        for said in (
            b"nonsense " + CANARY.encode(),
            f"GET /hold?token={CANARY} HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n".encode(),
        ):
            with socket.create_connection((host, int(port)), timeout=5) as caller:
                caller.sendall(said + b"\r\n\r\n")
                caller.recv(1000)
        written = live.output.removeprefix(greeting)
        assert "a bug" in written
        for secret in (CANARY, "203.0.113.9", "127.0.0.1"):
            assert secret not in written


def test_json_lines_are_json(tmp_path: Path) -> None:
    with started(tmp_path, log="json") as live:
        live.get("/fail")
        until(lambda: "a bug" in live.output)
        line = json.loads(live.output.splitlines()[-1])
        assert line["level"] == "error"
        assert "a bug" in line["error"]


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        ((), "127.0.0.1 http"),
        (("127.0.0.1",), "203.0.113.9 https"),
        (("127.0.0.0/8",), "203.0.113.9 https"),
        (("10.0.0.1",), "127.0.0.1 http"),
    ],
)
def test_only_trusted_proxies_are_believed(tmp_path: Path, trusted: tuple[str, ...], seen: str) -> None:
    with running(Settings(port=0, data=tmp_path, trusted_proxies=trusted), trivial.build) as server:
        # What the client invents stands left of what the proxy adds.
        headers = {"x-forwarded-for": "198.51.100.1, 203.0.113.9", "x-forwarded-proto": "https"}
        assert httpx2.get(server.base + "/who", headers=headers).text == seen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    openssl = wanted("openssl")
    room = tmp_path_factory.mktemp("tls")
    cert, key = str(room / "cert.pem"), str(room / "key.pem")
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key, "-out", cert, *name],
        check=True,
        capture_output=True,
    )
    return cert, key


def test_speaks_https_itself(tmp_path: Path, certificate: tuple[str, str]) -> None:
    cert, key = certificate
    with running(Settings(port=0, data=tmp_path, tls_cert=cert, tls_key=key), trivial.build) as server:
        assert server.base.startswith("https://")
        trust = ssl.create_default_context(cafile=cert)
        assert httpx2.get(server.base + "/who", verify=trust).text == "127.0.0.1 https"


@pytest.mark.parametrize(
    ("newest", "ciphers", "understood"),
    [
        (ssl.TLSVersion.TLSv1_3, "DEFAULT", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+AESGCM", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256", False),
        (ssl.TLSVersion.TLSv1_1, "DEFAULT:@SECLEVEL=0", False),
    ],
)
def test_only_what_is_recommended_of_tls_is_spoken(
    tmp_path: Path, certificate: tuple[str, str], newest: ssl.TLSVersion, ciphers: str, understood: bool
) -> None:
    cert, key = certificate
    trust = ssl.create_default_context(cafile=cert)
    trust.set_ciphers(ciphers)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        trust.minimum_version, trust.maximum_version = ssl.TLSVersion.TLSv1, newest
    with running(Settings(port=0, data=tmp_path, tls_cert=cert, tls_key=key), trivial.build) as server:
        assert _is_understood(server.port, trust) is understood


def _is_understood(port: int, trust: ssl.SSLContext) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        try:
            with trust.wrap_socket(line, server_hostname="127.0.0.1"):
                return True
        except (ssl.SSLError, ConnectionError):
            return False
