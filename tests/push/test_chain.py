"""Whatever is hidden, whoever joins where: every client's chain of cursors is unbroken, and its state ends equal to a
fresh one's.
"""

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from live.push.sweep import sweep
from live.rules.questions import PUBLIC
from tests.push.exchange import ATTENDEES, MODERATORS, Exchange, Reader, announced, asked, flushed

STATUSES = ("pending", "approved", "live", "answered", "dismissed", "merged")
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("question"),
            st.sampled_from(("q1", "q2", "q3")),
            st.sampled_from(STATUSES),
            st.sampled_from(("ann", "bob")),
        ),
        st.tuples(st.just("announce")),
        st.tuples(st.just("pulse"), st.integers(1, 99)),
        st.tuples(st.just("join"), st.booleans(), st.sampled_from(("ann", "bob", "eve")), st.integers(0, 30)),
        st.tuples(st.just("leave"), st.integers(0, 30)),
        st.tuples(st.just("stop"), st.integers(0, 30)),
        st.tuples(st.just("go"), st.integers(0, 30)),
        st.tuples(st.just("sweep")),
        st.tuples(st.just("breathe")),
    ),
    max_size=60,
)


class Client(Reader):
    """Keeps the rule of docs/protocol.md, and the questions it has been told of."""

    def __init__(self, audience: Any, known: Any) -> None:
        super().__init__()
        self.audience = audience
        self.mine, self.questions = known

    def check(self, frame: Any) -> None:
        if frame["type"] == "hello":
            self.mine = frame["cursor"]  # where the chain of this connection starts
        if frame["type"] == "beat":
            assert frame["cursor"] == self.mine
        if frame["type"] == "changes":
            assert frame["prev"] == self.mine
            self.mine = frame["cursor"]
            for change in frame["changes"]:
                self._apply(change.get("question"))
        assert frame["type"] != "resync"

    def _apply(self, question: Any) -> None:
        if question is None:
            return
        if self.audience is ATTENDEES and question["status"] not in PUBLIC:
            self.questions.pop(question["id"], None)
        else:
            self.questions[question["id"]] = question["status"]


def listed(exchange: Any, audience: Any) -> Any:
    questions = exchange.copy.state.questions.values()
    return {q.id: q.status for q in questions if audience is MODERATORS or q.status in PUBLIC}


def status_of(exchange: Any, question_id: str) -> Any:
    question = exchange.copy.state.questions.get(question_id)
    return question.status if question else ""


@settings(max_examples=300)
@given(steps)
def test_every_chain_is_unbroken_and_every_state_converges(story: Any) -> None:
    asyncio.run(_told(story))


async def _told(story: Any) -> Any:
    exchange = Exchange()
    pages: list[dict[Any, Any]] = [{audience: (str(exchange.copy.cursor), {}) for audience in (ATTENDEES, MODERATORS)}]
    clients: list[Client] = []
    for step in story:
        await _step(exchange, clients, pages, *step)
        pages.append({a: (str(exchange.copy.cursor), listed(exchange, a)) for a in (ATTENDEES, MODERATORS)})
    sweep(exchange.hub, 0)
    await flushed(exchange)
    for client in clients:
        client.read_on()
    for client in clients:
        for frame in client.frames:
            client.check(frame)
        if client.channel is not None:
            assert client.questions == listed(exchange, client.audience)
            assert client.mine == str(exchange.copy.cursor)


async def _step(exchange: Any, clients: Any, pages: Any, kind: Any, *arguments: Any) -> None:
    here = [c for c in clients if c.channel is not None]
    if kind == "question":
        question_id, status, by = arguments
        asker = exchange.copy.state.questions.get(question_id)
        exchange.publish(
            asked(
                question_id, status, status_of(exchange, question_id), "question.edited", by=asker.by if asker else by
            )
        )
    elif kind == "announce":
        exchange.publish(announced())
    elif kind == "pulse":
        exchange.pulse(q1=arguments[0])
    elif kind == "join":
        moderator, person, back = arguments
        audience = MODERATORS if moderator else ATTENDEES
        cursor, questions = pages[max(0, len(pages) - 1 - back)][audience]
        clients.append(client := Client(audience, (cursor, dict(questions))))
        exchange.join(client, person, audience, cursor)
    elif kind == "sweep":
        sweep(exchange.hub, 1e9 if len(here) % 2 else 0)
    elif kind == "breathe":
        await asyncio.sleep(0.005)
    elif here:
        client = here[arguments[0] % len(here)]
        if kind == "leave":
            exchange.hub.leave(client)
        elif kind == "stop":
            client.stopped = True
        else:
            client.read_on()
