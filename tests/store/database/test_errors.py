"""Whatever a store says or does, the rest of the house hears `Unavailable`, unless the mistake is ours."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from redis.exceptions import ResponseError

from live.rules.errors import Unavailable
from live.store import database as databases
from live.store.database import Database

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]

REFUSALS = [
    "NOAUTH Authentication required.",
    "WRONGPASS invalid username-password pair or user is disabled.",
    "ERR Client sent AUTH, but no password is set",
    "NOPERM this user has no permissions to run the 'get' command",
    "LOADING Redis is loading the dataset in memory",
    "READONLY You can't write against a read only replica.",
    "MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.",
    "OOM command not allowed when used memory > 'maxmemory'.",
    "CLUSTERDOWN The cluster is down",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    "TRYAGAIN Multiple keys request during rehashing of slot",
    "NOREPLICAS Not enough good replicas to write.",
    "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
    "UNKILLABLE Sorry the script already executed write commands against the dataset.",
    "ERR max number of clients reached",
    "ERR Error running script (call to f_0): @user_script:3: @user_script: 3: -OOM command not allowed",
    "ERR Error running script (call to f_0): @user_script:3: @user_script: 3: -READONLY You can't write",
    "NEVERHEARD a word of the next version",
]
MISTAKES = [
    "WRONGTYPE Operation against a key holding the wrong kind of value",
    "ERR value is not an integer or out of range",
    "ERR Error running script (call to f_0): @user_script:3: attempt to index a nil value",
    "ERR Error running script (call to f_0): @user_script:3: @user_script: 3: -WRONGTYPE Operation against a key",
    "CROSSSLOT Keys in request don't hash to the same slot",
    "NOSCRIPT No matching script. Please use EVAL.",
]


def saying(line: str) -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(line.encode())
        await writer.drain()

    return answer


async def hanging_up(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def silent(writer: asyncio.StreamWriter) -> None:
    return


@asynccontextmanager
async def a_store(answer: Answer) -> AsyncIterator[Database]:
    """Answer every GET in this way, and all else (what a client asks when it connects) with OK."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readline():
                words = [await _word(reader) for _ in range(int(head[1:]))]
                await (answer(writer) if words[0] == b"GET" else saying("+OK\r\n")(writer))
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        database = Database(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}?protocol=2")
        try:
            yield database
        finally:
            await database.close()


async def _word(reader: asyncio.StreamReader) -> bytes:
    length = int((await reader.readline())[1:])
    return (await reader.readexactly(length + 2))[:-2]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "COMMAND_SECONDS", 0.2)
    monkeypatch.setattr(databases, "OPERATION_SECONDS", 2.0)


@pytest.mark.parametrize("words", REFUSALS)
async def test_what_passes_or_needs_an_operator_is_unavailable(words: str) -> None:
    async with a_store(saying(f"-{words}\r\n")) as database:
        with pytest.raises(Unavailable):
            await database.run(lambda redis: redis.get("key"))
        assert database.last_error


@pytest.mark.parametrize(
    "answer",
    [saying("@@@ no protocol of ours\r\n"), saying("$5\r\nab"), saying(":not a number\r\n"), hanging_up, silent],
    ids=["no protocol", "half an answer", "no number", "hanging up", "silence"],
)
async def test_a_broken_conversation_is_unavailable(answer: Answer) -> None:
    async with a_store(answer) as database:
        with pytest.raises(Unavailable):
            await database.run(lambda redis: redis.get("key"))


@pytest.mark.parametrize("words", MISTAKES)
async def test_a_mistake_of_ours_stays_what_it_is(words: str) -> None:
    async with a_store(saying(f"-{words}\r\n")) as database:
        with pytest.raises(ResponseError):
            await database.run(lambda redis: redis.get("key"))
