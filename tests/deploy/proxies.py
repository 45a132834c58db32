"""The proxies of `deploy/` as real programs: their files as they are, but for addresses, certificates and the user."""

import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools import found

Run = Callable[..., "subprocess.Popen[bytes]"]
DEPLOY = Path(__file__).parents[2] / "deploy"


@dataclass(frozen=True)
class Proxy:
    """How one program is started with a file, and told to read it again."""

    name: str
    file: str
    start: Callable[[Path], list[str]]
    reload: Callable[[Path, subprocess.Popen[bytes]], object]
    adapt: Callable[[str, Path], str] = lambda text, _: text

    @property
    def program(self) -> str | None:
        return found(self.name)


def _for_nginx(text: str, room: Path) -> str:
    """No user of its own and no files outside the room; `daemon off` so that it can be waited for."""
    text = re.sub(r"^user .*$", "daemon off;", text, flags=re.MULTILINE)
    return text.replace("/run/nginx.pid", str(room / "nginx.pid"))


def _for_caddy(text: str, room: Path) -> str:
    """No administration address that another test may have taken, and no certificate from the net."""
    return f"{{\n\tauto_https disable_redirects\n\tadmin unix/{room}/admin\n}}\n{text}"


NGINX = Proxy(
    "nginx",
    "nginx.conf",
    start=lambda file: ["-c", str(file), "-e", "stderr"],
    reload=lambda _, process: process.send_signal(signal.SIGHUP),
    adapt=_for_nginx,
)
CADDY = Proxy(
    "caddy",
    "Caddyfile",
    start=lambda file: ["run", "--adapter", "caddyfile", "--config", str(file)],
    reload=lambda file, _: subprocess.run(
        [
            "caddy",
            "reload",
            "--force",
            "--adapter",
            "caddyfile",
            "--config",
            file,
            "--address",
            f"unix/{file.parent}/admin",
        ],
        check=True,
        capture_output=True,
    ),
    adapt=_for_caddy,
)


def _for_haproxy(text: str, _: Path) -> str:
    """No more connections than a test may open files for."""
    return text.replace("maxconn 100000", "maxconn 5000")


HAPROXY = Proxy(
    "haproxy",
    "haproxy.cfg",
    start=lambda file: ["-W", "-f", str(file)],
    reload=lambda _, process: process.send_signal(signal.SIGUSR2),
    adapt=_for_haproxy,
)
PROXIES = (NGINX, CADDY, HAPROXY)


def adapted(proxy: Proxy, room: Path, live: list[str], https: int, http: int, certificate: Path) -> Path:
    """Write the file of `deploy/` into `room`, with the addresses of this test's servers and its ports."""
    text = (DEPLOY / proxy.file).read_text()
    one_server = {
        "nginx": "        server 127.0.0.1:8000 max_fails=1 fail_timeout=10s;\n",
        "haproxy": "    server one 127.0.0.1:8000\n",
    }
    if line := one_server.get(proxy.name):
        assert line in text
        lines = [line.replace("127.0.0.1:8000", server).replace("one", f"live{n}") for n, server in enumerate(live, 1)]
        text = text.replace(line, "".join(lines))
    else:
        text = text.replace("127.0.0.1:8000", " ".join(live))
    text = text.replace("/etc/ssl/live", str(certificate)).replace(
        "/etc/haproxy/live.pem", str(certificate / "live.pem")
    )
    text = text.replace("listen 443", f"listen {https}").replace("listen 80", f"listen {http}")
    text = text.replace("bind :443", f"bind :{https}").replace("bind :80", f"bind :{http}")
    if proxy.name == "caddy":
        chain, key = certificate / "fullchain.pem", certificate / "privkey.pem"
        text = text.replace("live.example.no {", f"https://localhost:{https} {{\n\ttls {chain} {key}", 1)
    file = room / proxy.file
    file.write_text(proxy.adapt(text.replace("live.example.no", "localhost"), room))
    return file


@contextmanager
def proxying(proxy: Proxy, file: Path, run: Run = subprocess.Popen) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program until the block ends; `run` starts it on another machine than this."""
    assert proxy.program
    environment = {"HOME": str(file.parent), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    with (
        (file.parent / "log").open("wb") as log,
        run([proxy.program, *proxy.start(file)], stdout=log, stderr=log, env=environment) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
