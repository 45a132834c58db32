"""Erasing one person's words for good: from the stream, from the answers that keys remember, and from the log.

What was stopped in the middle is known by its tombstone, and finished later (`retention.py`).
"""

from collections.abc import AsyncIterator, Iterable

from live.rules.people.signals import Signal
from live.rules.questions import Question
from live.rules.questions.erasing import is_trace
from live.store import codec
from live.store.database import Database
from live.store.database.client import Redis
from live.store.deletions import SCAN, Deletions
from live.store.keys import ERASING, UNWRITTEN, Keys
from live.store.stream import pieces


class Erasures:
    """`begin` before the words are taken out of the state, `finish` after it: doing either again does no harm."""

    def __init__(self, database: Database, deletions: Deletions) -> None:
        self._database, self._deletions = database, deletions

    async def begin(self, slug: str, question_ids: Iterable[str]) -> None:
        """Note what is about to be erased."""
        names = [f"{slug} {question}" for question in question_ids]
        await self._database.write(lambda r: r.set(UNWRITTEN, "1"))
        if names:
            await self._database.write(lambda r: r.sadd(ERASING, *names))

    async def finish(self, slug: str, questions: Iterable[Question]) -> None:
        """Take every trace of these out, which are as they are now, and have the log written anew."""
        erased = {question.id: question for question in questions}
        await self._from_stream(Keys(slug), erased)
        await self._forget_answers(Keys(slug), erased)
        for question in erased:
            await self.let_be(slug, question)
        await self._deletions.ask_for_rewrite()

    async def let_be(self, slug: str, question_id: str) -> None:
        """Take a tombstone away."""
        await self._database.write(lambda r: r.srem(ERASING, f"{slug} {question_id}"))

    async def unfinished(self) -> list[tuple[str, str]]:
        """Return the slugs and questions of what was begun and perhaps not finished."""
        names = await self._database.run(lambda r: r.smembers(ERASING))
        return sorted((slug, question) for slug, _, question in (name.decode().partition(" ") for name in names))

    async def person(self, slug: str, person_id: str) -> None:
        """Take out what is kept under somebody's pseudonym beside what they asked, voted and answered."""
        keys = Keys(slug)
        async for name in self._database.commands.scan_iter(match=keys.answer(person_id, "*"), count=SCAN):
            await self._unlink(name)
        await self._database.write(lambda r: r.unlink(keys.upvoted(person_id)))

        async def leave(redis: Redis) -> None:
            pipe = redis.pipeline(transaction=False)
            for kind in Signal:
                pipe.zrem(keys.signal(kind), person_id)
            pipe.srem(keys.doubted, person_id)
            pipe.srem(keys.believed, person_id)
            await pipe.execute()

        await self._database.write(leave)

    async def _from_stream(self, keys: Keys, erased: dict[str, Question]) -> None:
        async for entries in pieces(self._database, keys.stream):
            traces = [entry_id for entry_id, fields in entries if is_trace(codec.load_change(fields[b"c"]), erased)]
            if traces:
                await self._drop(keys, traces)

    async def _drop(self, keys: Keys, traces: list[bytes]) -> None:
        await self._database.write(lambda r: r.xdel(keys.stream, *traces))

    async def _forget_answers(self, keys: Keys, erased: Iterable[str]) -> None:
        """An answer that a key remembers may have the words in it; a repeat is then told how things are now."""
        names = [question.encode() for question in erased]
        async for key, kept in self._answers(keys):
            if any(name in kept for name in names):
                await self._unlink(key)

    async def _answers(self, keys: Keys) -> AsyncIterator[tuple[bytes, bytes]]:
        async for key in self._database.commands.scan_iter(match=keys.answer("*", "*"), count=SCAN):
            if kept := await self._get(key):
                yield key, kept

    async def _get(self, key: bytes) -> bytes | None:
        kept: bytes | None = await self._database.run(lambda r: r.get(key))
        return kept

    async def _unlink(self, name: bytes) -> None:
        await self._database.write(lambda r: r.unlink(name))
