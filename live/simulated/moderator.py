"""The simulated moderator of a rehearsal: lets questions through, takes and answers them, opens a poll, moves the
programme once.
"""

import asyncio
from contextlib import suppress
from typing import Any

from live.client import Client, Refused
from live.simulated import words

TURN_SECONDS = 6.0
POLL_TURN, SHOW_TURN, DELAY_TURN = 3, 12, 8
DELAY_MINUTES = 5


async def help_out(mina: Client, pace: float) -> None:
    """Look at the desk again and again, until cancelled."""
    turn = 0
    while True:
        await asyncio.sleep(TURN_SECONDS / pace)
        if mina.state:
            turn += 1
            await _turn(mina, turn)


async def act(mina: Client, path: str, **fields: Any) -> None:
    """Act, and shrug at a refusal, and at a server that stays away."""
    with suppress(Refused, TimeoutError, OSError):
        await mina.act(path, **fields)


async def _turn(mina: Client, turn: int) -> None:
    language = mina.state["event"]["language"]
    await _polls(mina, turn, language)
    found: dict[str, list[dict[str, Any]]] = {}
    for question in mina.state["questions"]:
        found.setdefault(question["status"], []).append(question)
    for question in found.get("pending", [])[:3]:
        await act(mina, f"desk/questions/{question['id']}/approve")
    if turn == DELAY_TURN and (soon := mina.state["agenda"]["next"]):
        await act(mina, f"desk/sessions/{soon}/delay", minutes=DELAY_MINUTES)
    elif found.get("live"):
        await act(mina, f"desk/questions/{found['live'][0]['id']}/answer", text=words.answer(language))
    elif found.get("approved"):
        best = max(found["approved"], key=lambda q: q["votes"])
        await act(mina, f"desk/questions/{best['id']}/take")


async def _polls(mina: Client, turn: int, language: str) -> None:
    """One for everyone; its results are shown later."""
    text, options = words.POLLS[language]
    if turn == POLL_TURN:
        await act(mina, "desk/polls", text=text, kind="single", options=options, on=True)
    elif turn == SHOW_TURN:
        for poll in mina.state["polls"]:
            if poll["text"] == text:
                await act(mina, f"desk/polls/{poll['id']}/show")
