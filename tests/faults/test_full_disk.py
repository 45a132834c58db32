"""The disk that the embedded store's log lies on runs full: nothing that was acknowledged is missing afterwards,
whatever ends the service, and whoever is on call is told.
"""

import asyncio
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from live.store import Store
from tests.builders import an_event, the_seminar
from tests.ports import free_port
from tests.server.started import Service, started
from tests.waiting import until

SLUG, DISK_MB, FLOOR_MB = "seminar", 24, 8
METRICS = free_port()
HEADERS = {"sec-fetch-site": "same-origin", "accept": "application/json"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    small = tmp_path / "small"
    small.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_MB}m"]
    if subprocess.run(["mount", *options, "none", small], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield small
    subprocess.run(["umount", "--lazy", small], check=True)


@pytest.fixture
def service(disk: Path) -> Iterator[Service]:
    with started(disk, "live.app:build_app", **flags(), metrics_port=METRICS) as live:
        asyncio.run(make_event(disk))
        yield live


async def make_event(disk: Path) -> None:
    store = Store(f"unix://{disk}/store/socket")
    assert await store.events.create(an_event(moderated=False), the_seminar(), {})
    await store.database.close()


def metrics() -> str:
    return httpx2.get(f"http://127.0.0.1:{METRICS}/metrics", timeout=30).text


def flags() -> dict[str, Any]:
    return {
        "disk_floor": f"{FLOOR_MB}mb",
        "limits": False,
        "secret": "for tests only",
        "workers": 2,
        "drain_seconds": 0,
    }


def ask(live: Service, text: str) -> int:
    with httpx2.Client(base_url=live.base, headers=HEADERS, timeout=30) as http:
        return http.post(f"/{SLUG}/questions", json={"text": text}).status_code


def fill(disk: Path, leave_kb: int) -> None:
    with suppress(OSError), (disk / "others").open("ab", buffering=0) as others:  # others write as well: it may be full
        free = int(subprocess.check_output(["df", "--output=avail", disk], text=True).split()[1]) - leave_kb
        others.write(b"x" * 1024 * free)


def asked(live: Service) -> set[str]:
    return {question["text"] for question in httpx2.get(f"{live.base}/{SLUG}.json", timeout=30).json()["questions"]}


def asking_while_the_disk_fills(live: Service, disk: Path) -> set[str]:
    """What was acknowledged before, while and after somebody else took the last of the disk."""
    kept = set[str]()

    def go_on(who: int) -> None:
        for number in range(200):
            text = f"Spørsmål {who}-{number}?"
            status = ask(live, text)
            assert status in (201, 503), status
            if status == 503:
                return
            kept.add(text)

    with ThreadPoolExecutor(4) as people:
        working = [people.submit(go_on, who) for who in range(4)]
        until(lambda: len(kept) > 20, 30)
        fill(disk, 0)
        for work in working:
            work.result(60)
    return kept


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_what_was_acknowledged_is_there_after_a_full_disk_and_an_end(service: Service, disk: Path, how: int) -> None:
    kept = asking_while_the_disk_fills(service, disk)
    assert ask(service, "Når det er fullt?") == 503
    service.signal(how)
    service.ended()
    until(lambda: not service.processes(), 30)
    with started(disk, "live.app:build_app", **flags()) as again:  # the disk is still full
        there = asked(again)
        assert not kept - there, f"{len(kept - there)} of {len(kept)} are missing"
        assert ask(again, "Fortsatt fullt?") == 503
        (disk / "others").unlink()
        assert ask(again, "Fortsatt fullt?") == 201


def test_a_full_disk_is_seen_by_whoever_is_on_call_and_by_people(service: Service, disk: Path) -> None:
    def strictly() -> httpx2.Response:
        return httpx2.get(service.base + "/readyz?strict=1", timeout=30)

    assert strictly().status_code == 200
    fill(disk, FLOOR_MB * 1024 - 512)
    until(lambda: (told := strictly()).status_code == 503 and told.json()["writes"] == "refused", 20)
    assert httpx2.get(service.base + "/readyz", timeout=30).status_code == 200, "pages are served all the same"
    until(lambda: service.output.count("the store takes no writes") == 2, 20)
    assert ask(service, "Uten plass?") == 503
    page = httpx2.get(f"{service.base}/{SLUG}", headers={"accept": "text/html", "accept-language": "en"}, timeout=30)
    assert "Everything that was sent before is safe" in page.text
    until(lambda: 'status="503",reason="unwritable"} 1' in metrics(), 20)
    assert 'live_store_writable{worker="0"} 0' in metrics()
    (disk / "others").unlink()
    until(lambda: strictly().status_code == 200 and "takes writes again" in service.output, 20)
    until(lambda: service.output.count("the store takes writes again") == 2, 20)
    assert service.output.count("the store takes no writes") == 2, "each worker says it once"
    assert ask(service, "Uten plass?") == 201
