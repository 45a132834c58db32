"""Scripts of one moment go to the store in one round trip, one after the other as they came: who is met before they
vote is met first.
"""

import asyncio

import msgspec
from redis.exceptions import NoScriptError

from live.store.database import Database
from live.store.database.batch import Batch
from live.store.database.client import Redis
from live.store.scripts import SCRIPTS

QUEUED = ("meet", "upvote", "ballot")


class Call(msgspec.Struct, frozen=True):
    """One run of a script of `QUEUED`: its keys and its arguments."""

    script: str
    keys: list[str]
    arguments: tuple[str | int, ...]


class ScriptQueue:
    """`await queue(call)` gives what the script returns, a number."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._calls: Batch[Call, int] = Batch(self._run_all)

    def __call__(self, call: Call) -> asyncio.Future[int]:
        return self._calls(call)

    async def _run_all(self, calls: list[Call]) -> list[int]:
        return await self._database.write(lambda redis: _loaded(redis, calls))


async def _loaded(redis: Redis, calls: list[Call]) -> list[int]:
    try:
        return await _pipelined(redis, calls)
    except NoScriptError:  # a restarted server: none of them ran, and running one twice changes nothing
        for name in QUEUED:
            await redis.script_load(SCRIPTS[name].text)
        return await _pipelined(redis, calls)


async def _pipelined(redis: Redis, calls: list[Call]) -> list[int]:
    pipe = redis.pipeline(transaction=False)
    for call in calls:
        sha = SCRIPTS[call.script].sha
        pipe.execute_command(
            "EVALSHA", sha, len(call.keys), *call.keys, *call.arguments
        )  # a Cluster's has no `evalsha`
    return [int(reply) for reply in await pipe.execute()]
