"""A log that ends in the middle of a write, wherever it was cut, is whole again before a server reads it: now, and at
the start after.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from live.store.embedded import Embedded
from live.store.embedded.mending import mend, whole_until

MULTI, EXEC, SET = b"*1\r\n$5\r\nMULTI\r\n", b"*1\r\n$4\r\nEXEC\r\n", b"*3\r\n$3\r\nSET\r\n$1\r\na\r\n$2\r\n\r\n\r\n"
WRITE = MULTI + SET + SET + EXEC


@pytest.mark.parametrize("cut", range(1, len(WRITE)))
def test_a_transaction_is_there_as_a_whole_or_not_at_all(cut: int) -> None:
    assert whole_until((SET + WRITE + WRITE)[:-cut]) == len(SET + WRITE)


def test_a_whole_log_stays_as_it_is(tmp_path: Path) -> None:
    log = tmp_path / "appendonly.aof.10.incr.aof"
    (tmp_path / "appendonly.aof.9.incr.aof").write_bytes(MULTI)
    for data in (b"", SET, WRITE, WRITE + SET, b"this is no log"):
        log.write_bytes(data)
        assert mend(tmp_path) == 0
        assert log.read_bytes() == data
    assert mend(tmp_path / "nowhere") == 0


def test_half_a_lost_write_does_not_come_back_at_the_start_after_the_next(tmp_path: Path) -> None:
    write = "redis.call('HSET', KEYS[1], ARGV[1], 'x') redis.call('XADD', KEYS[2], ARGV[1] .. '-' .. ARGV[2], 'c', 'y')"
    with Embedded(tmp_path) as store:
        for n in (1, 2):
            ask(store, "EVAL", write, 2, "{e}things", "{e}stream", n, 999)
        (log,) = (tmp_path / "store" / "log").glob("*.incr.aof")
        killed(store)
        os.truncate(log, log.stat().st_size - 5)  # in the middle of EXEC
        store.revive()
        ask(store, "EVAL", write, 2, "{e}things", "{e}stream", 2, 1)  # acknowledged
        killed(store)
        store.revive()
        assert [entry_id for entry_id, _ in ask(store, "XRANGE", "{e}stream", "-", "+")] == [b"1-999", b"2-1"]


def ask(store: Embedded, *command: Any) -> Any:
    from redis import Redis

    with Redis.from_url(store.url) as redis:
        return redis.execute_command(*command)


def killed(store: Embedded) -> None:
    assert store._process is not None
    store._process.kill()
    store._process.wait()
