"""Many small requests of one moment become one round trip: what arrives while a batch is under way goes with the
next.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LARGEST = 500


class Batch(Generic[T, R]):
    """`await batch(item)` gives the item's own result;

    `execute` gets all items of a moment and answers in their order.
    """

    def __init__(self, execute: Callable[[list[T]], Awaitable[list[R]]]) -> None:
        self._execute = execute
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._task: asyncio.Task[None] | None = None

    def __call__(self, item: T) -> asyncio.Future[R]:
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return future

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
            try:
                results = await self._execute([item for item, _ in batch])
            except Exception as error:  # noqa: BLE001 - whoever waits gets the error; a batch must not die with it
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
            else:
                for (_, future), result in zip(batch, results, strict=True):
                    if not future.done():
                        future.set_result(result)
