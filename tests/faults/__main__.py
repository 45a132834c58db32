"""A long run: `python -m tests.faults --seed 7 --minutes 10`. Seeds follow each other until the time is up; each is a
new world.

Exit 0 when every rule held. Otherwise what broke, with the seed and the deeds to repeat it; the log of the service is
kept.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.history import History
from tests.faults.invariants import broken
from tests.faults.nemesis import BETWEEN, DEEDS, LOSSLESS, LOSSY
from tests.faults.run import Plan, ran

IN_A_ROW = 20  # deeds for each world


def plan_of(seed: int, deeds: str, attendees: int, *, embedded: bool) -> Plan:
    """Every third seed also loses tails."""
    chance = random.Random(seed)
    possible = LOSSLESS + LOSSY * (2 if seed % 3 == 0 else 0)
    if embedded:
        possible = tuple(deed for deed in possible if deed not in BETWEEN)
    chosen = deeds.split(",") if deeds else chance.choices(possible, k=IN_A_ROW)
    return Plan(
        seed=seed,
        deeds=chosen,
        attendees=attendees,
        pause=(0.5, 3.0),
        patience=1.0,
        before=2.0,
        equal_seconds=45.0,
        keep=False,
        embedded=embedded,
    )


def told(history: History) -> str:
    outcomes = Counter(wish.outcome for wish in history.wishes)
    waits = sorted(
        wish.ended - wish.began for wish in history.wishes if wish.ended and history.quiet(wish.began, 10.0)
    ) or [0.0]
    return (
        f"{len(history.wishes)} actions ({outcomes['ok']} ok, {outcomes['refused']} refused, "
        f"{sum(w.tries > 1 for w in history.wishes)} retried), "
        f"{len(history.entries)} entries ({len(history.lost)} lost), {len(history.seen)} frames and pages; "
        f"equal {history.ending.seconds:.1f} s after the last fault; answers without a fault: median "
        f"{waits[len(waits) // 2] * 1000:.0f} ms"
    )


async def one(plan: Plan, room: Path) -> bool:
    me = asyncio.current_task()
    assert me is not None
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, me.cancel
    )  # so that every process it started is ended
    print(f"seed {plan.seed}: {','.join(plan.deeds)}", flush=True)
    run = await ran(plan, room)
    print(f"  {told(run.history)}", flush=True)
    if not (wrong := broken(run.history)):
        return True
    (room / "service.log").write_text(run.output)
    print("\n".join(f"  {line}" for line in wrong))
    own = " --embedded" if plan.embedded else ""
    print(
        f"  again: python -m tests.faults{own} --seed {plan.seed} --deeds {','.join(plan.deeds)}; everything it left "
        f"is in {room}",
        flush=True,
    )
    return False


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0.0, help="go on with the next seeds for so long")
    parser.add_argument("--attendees", type=int, default=24)
    parser.add_argument(
        "--deeds", default="", help=f"faults in this order, with commas between them: {', '.join(DEEDS)}"
    )
    parser.add_argument("--embedded", action="store_true", help="with the store that Live brings along")
    given = parser.parse_args()
    until, seed, failed = time.monotonic() + given.minutes * 60, given.seed, 0
    while True:
        failed += not asyncio.run(
            one(
                plan_of(seed, given.deeds, given.attendees, embedded=given.embedded),
                Path(tempfile.mkdtemp(prefix=f"live-faults-{seed}-")),
            )
        )
        seed += 1
        if time.monotonic() >= until:
            return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
