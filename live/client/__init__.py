"""A client for programs: follows an event over any of the three transports as docs/protocol.md says, and acts with safe
retries.

async with Client("https://live.example.no", "seminar") as client:
    await client.act("questions", text="Will there be slides?")
    async for frame in client.frames():
        print(client.state["agenda"]["current"])
"""

from live.client.client import Client, Ended, Refused
from live.client.reducer import reduce

__all__ = ["Client", "Ended", "Refused", "reduce"]
