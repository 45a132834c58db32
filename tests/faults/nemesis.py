"""What goes wrong, one thing after the other, in an order the seed decides. Each fault heals what it broke."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable

from tests.faults import proxy
from tests.faults.clocks import LOOK_SECONDS, STEPS, SteppedClock, library
from tests.faults.history import Fault, History
from tests.faults.proxy import Proxy
from tests.faults.world import World

Deed = Callable[["Nemesis"], Awaitable[None]]
SYNCED_SECONDS = FURTHER_SECONDS = 10.0
UNHEARD = 2  # things that were made, and whose makers wait for an answer


class Nemesis:
    def __init__(self, world: World, history: History, patience: float = 1.0) -> None:
        self.world, self.history = world, history
        self.patience = patience  # how long faults last, as a factor
        self.chance = world.chance
        self.somebody: dict[str, str] = {}  # cookies of a person who is counted already

    async def work(self, deeds: list[str], pause: tuple[float, float]) -> None:
        for name in deeds:
            await asyncio.sleep(self.chance.uniform(*pause))
            await self.do(name)

    async def do(self, name: str) -> None:
        fault = Fault(name, time.monotonic())
        self.history.faults.append(fault)
        await DEEDS[name](self)
        fault.ended = time.monotonic()

    async def until_shown(self, count: int) -> None:
        """Wait until the store has so many more entries and some screen shows one of them, or for so long on an idle
        machine.
        """
        before, looked_at = set(self.history.entries), len(self.history.stood)

        def shown() -> bool:
            since = self.history.entries.keys() - before
            told = (stood.cursor for stood in self.history.stood[looked_at:] if stood.who in self.history.roles)
            return len(since) >= count and any(cursor in since for cursor in told)

        await self.history.pace.until(shown, FURTHER_SECONDS)

    async def lasting(self, low: float, high: float) -> None:
        await asyncio.sleep(self.chance.uniform(low, high) * self.patience)

    async def mode(self, line: Proxy, mode: str, low: float = 0.8, high: float = 2.0) -> None:
        line.mode = mode
        await self.lasting(low, high)
        line.mode = proxy.PASS

    # Processes

    async def kill_worker(self) -> None:
        """kill -9; the supervisor starts another."""
        before = self.world.worker_pids()
        os.kill(self.chance.choice(before), signal.SIGKILL)
        await self._workers_again(before, all_new=False)

    async def replace_workers(self) -> None:
        """SIGHUP: a rolling restart, as for a deploy."""
        before = self.world.worker_pids()
        self.world.service.signal(signal.SIGHUP)
        await self._workers_again(before, all_new=True)

    async def _workers_again(self, before: list[int], *, all_new: bool) -> None:
        async with asyncio.timeout(40):
            while (
                len(now := set(self.world.worker_pids())) != self.world.workers
                or now == set(before)
                or (all_new and now & set(before))
            ):
                await asyncio.sleep(0.1)

    async def freeze_worker(self) -> None:
        """SIGSTOP: half of the people wait, and what they sent is answered afterwards."""
        pid = self.chance.choice(self.world.worker_pids())
        os.kill(pid, signal.SIGSTOP)
        await self.lasting(0.6, 3.0)
        os.kill(pid, signal.SIGCONT)

    async def freeze_supervisor(self) -> None:
        """SIGSTOP of the parent; what befalls a worker meanwhile is seen to afterwards."""
        before = self.world.worker_pids()
        self.world.service.signal(signal.SIGSTOP)
        await self.lasting(0.3, 1.0)
        os.kill(self.chance.choice(before), signal.SIGKILL)
        await self.lasting(0.6, 3.0)
        self.world.service.signal(signal.SIGCONT)
        await self._workers_again(before, all_new=False)

    async def kill_supervisor(self) -> None:
        """kill -9 of the parent: the workers end without it, and the service is started again as by an init system."""
        self.world.service.signal(signal.SIGKILL)
        async with asyncio.timeout(40):
            while self.world.service.processes():
                await asyncio.sleep(0.1)
        self.world.web_line.target = await self.world.serve()

    async def kill_store(self) -> None:
        """kill -9, and again on the same log: nothing acknowledged may be missing."""
        await asyncio.to_thread(self.world.store.kill)
        await self.lasting(0.1, 0.8)
        await asyncio.to_thread(self.world.store.start)

    async def freeze_store(self) -> None:
        """SIGSTOP: connections stay open, nothing answers, and what was sent is carried out afterwards."""
        self.world.store.signal(signal.SIGSTOP)
        await self.lasting(0.6, 3.0)
        self.world.store.signal(signal.SIGCONT)

    # Clocks

    async def step_clock(self) -> None:
        """The wall clock of all workers jumps, and jumps back, as by somebody's hand or a wrong time server."""
        await self._step(self.world.clock)

    async def step_store_clock(self) -> None:
        await self._step(self.world.store_clock)

    async def _step(self, clock: SteppedClock) -> None:
        clock.step(self.chance.choice(STEPS))
        await self.lasting(LOOK_SECONDS + 1.0, LOOK_SECONDS + 4.0)
        clock.step(0)
        await asyncio.sleep(LOOK_SECONDS)

    # Histories that lose their end

    async def cut_log_tail(self) -> None:
        """A power cut: the store comes back without its last writes."""
        before = await self._silenced()
        self.world.store.cut_log(4096, self.chance)
        await asyncio.to_thread(self.world.store.start)
        self._lose(before)
        self.world.reach_store()

    async def fail_over(self) -> None:
        """A replica that has not got the last acknowledged writes becomes the primary."""
        old = self.world.store
        new = self.world.new_store()
        await asyncio.to_thread(new.start)
        await asyncio.to_thread(new.ask, "REPLICAOF", "127.0.0.1", old.port)
        async with asyncio.timeout(SYNCED_SECONDS):
            while (await asyncio.to_thread(new.facts, "INFO", "replication")).get("master_link_status") != "up":
                await asyncio.sleep(0.05)
        await asyncio.to_thread(new.ask, "REPLICAOF", "NO", "ONE")
        await self.until_shown(3)  # acknowledged, on the old primary only
        before = await self._silenced()
        self.world.store, self.world.store_line.target = new, new.port
        self._lose(before)
        self.world.reach_store()

    async def roll_back(self) -> None:
        """The store's machine is put back to a snapshot: acknowledged writes of some seconds never were."""
        await asyncio.to_thread(self.world.store.note_log)
        await self.until_shown(6)
        before = await self._silenced()
        self.world.store.roll_back()
        await asyncio.to_thread(self.world.store.start)
        self._lose(before)
        self.world.reach_store()

    async def _silenced(self) -> dict[str, bytes]:
        """Cut the store off, take down what it had acknowledged, and kill it."""
        await asyncio.to_thread(self.world.cut_off_store)
        self._before_epoch = await asyncio.to_thread(
            self.world.store.ask, "HGET", f"live:{{{self.history.slug}}}:meta", "epoch"
        )
        before = await asyncio.to_thread(self.world.store.stream, self.history.slug)
        await asyncio.to_thread(self.world.store.kill)
        return before

    def _lose(self, before: dict[str, bytes]) -> None:
        after = self.world.store.stream(self.history.slug)
        epoch = self._before_epoch.decode()
        self.history.lost |= {f"{epoch}.{entry_id}" for entry_id in before.keys() - after.keys()}

    # Networks

    async def cut_store(self) -> None:
        self.world.store_line.cut()

    async def refuse_store(self) -> None:
        self.world.store_line.cut()
        await self.mode(self.world.store_line, proxy.REFUSE)

    async def blackhole_store(self) -> None:
        await self.mode(self.world.store_line, proxy.BLACKHOLE)

    async def lose_store_answers(self) -> None:
        """Writes happen; nobody hears of it."""
        await self.mode(self.world.store_line, proxy.LOSE_ANSWERS)

    async def delay_store(self) -> None:
        await self.mode(self.world.store_line, proxy.DELAY)

    async def cut_people(self) -> None:
        self.world.web_line.cut(0.7)

    async def blackhole_people(self) -> None:
        await self.mode(self.world.web_line, proxy.BLACKHOLE)

    async def lose_answers_to_people(self) -> None:
        """Long enough that something was made whose maker does not hear of it."""
        self.world.web_line.mode = proxy.LOSE_ANSWERS
        unheard = self.history.pace.until(lambda: self.history.unheard() >= UNHEARD, FURTHER_SECONDS)
        await asyncio.gather(self.lasting(0.8, 2.0), unheard)
        self.world.web_line.mode = proxy.PASS

    async def do_not_read(self) -> None:
        """Readers with a tiny window that read nothing."""
        lines = [await asyncio.to_thread(self._unread_socket) for _ in range(6)]
        await self.lasting(1.5, 3.0)
        for line in lines:
            line.close()

    def _unread_socket(self) -> socket.socket:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        host = f"127.0.0.1:{self.world.service.base.rpartition(':')[2]}"
        line.connect(("127.0.0.1", int(host.rpartition(":")[2])))
        cookie = "; ".join(f"{k}={v}" for k, v in self.somebody.items())
        line.sendall(
            f"GET /{self.history.slug}/live?as=html HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"Sec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        return line


LOSSLESS: tuple[str, ...] = (
    "kill_worker",
    "replace_workers",
    "freeze_worker",
    "freeze_supervisor",
    "kill_supervisor",
    "kill_store",
    "freeze_store",
    "cut_store",
    "refuse_store",
    "blackhole_store",
    "lose_store_answers",
    "delay_store",
    "cut_people",
    "blackhole_people",
    "lose_answers_to_people",
    "do_not_read",
    *(("step_clock", "step_store_clock") if library() else ()),
)
LOSSY: tuple[str, ...] = ("cut_log_tail", "fail_over", "roll_back")
BETWEEN = frozenset(  # what goes wrong between workers and store, or takes a second store: not with one brought along
    {
        "cut_store",
        "refuse_store",
        "blackhole_store",
        "lose_store_answers",
        "delay_store",
        "step_store_clock",
        "fail_over",
    }
)
DEEDS: dict[str, Deed] = {name: getattr(Nemesis, name) for name in LOSSLESS + LOSSY}
