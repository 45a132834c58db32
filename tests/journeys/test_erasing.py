"""Erased means erased: nothing of the words is found in any answer, in the store or in its log; the number stays."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from live.actions.questions import erasing
from live.app import build_app
from live.settings import Settings
from live.store import Store
from live.store.embedded import Embedded
from live.store.erasures import Erasures
from tests.exports.workbooks import text_of
from tests.journeys.event import SLUG, Event, Someone
from tests.running import running
from tests.waiting import until

ASKED, SECOND, NAME, ANSWER, LABEL = "Kanari spurte", "Kanarifugl rettet", "Kanaline", "Kanarisvar", "Kanarilapp"
CANARIES = (ASKED, SECOND, NAME, ANSWER, LABEL)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Embedded]:
    with Embedded(tmp_path / "own", memory="64mb") as server:
        yield server


@pytest.fixture
def event(store: Embedded) -> Iterator[Event]:
    settings = Settings(redis=store.url, port=0, drain_seconds=1.0, secret="for tests only", limits=False)
    with running(settings, build_app) as server:
        told = Event(server)
        yield told
        told.close()


def a_life(event: Event) -> tuple[Someone, Someone, dict[str, Any]]:
    """A question that was asked, reworded, answered, labelled, joined with another one: everywhere words can be."""
    ann, mina = event.attendee(), event.moderator()
    mina.post("desk/settings", {"moderated": False})
    question = ann.ask(f"{ASKED} noe?", name=NAME)
    at = f"desk/questions/{question['id']}"
    mina.post(f"{at}/edit", {"text": f"{SECOND}?"})
    mina.post(f"{at}/answer", {"text": f"{ANSWER}."}, **{"idempotency-key": "an answer"})
    mina.post(f"{at}/labels", {"labels": [LABEL]})
    mina.post(f"{at}/reopen")
    other = event.attendee().ask("Får elevene støtte i USA?")
    mina.post(f"desk/questions/{other['id']}/merge", {"into": question["id"]})
    return ann, mina, question


def left_in_store(event: Event, store: Embedded, canaries: tuple[str, ...]) -> list[str]:
    """Where any of the words still are: keys, and files once the log has been written anew."""
    from redis import Redis

    found = []
    with Redis.from_url(store.url) as redis:
        for key in redis.scan_iter():
            value = str(redis.dump(key)) + str(_read(redis, key))
            found += [f"{key!r}" for canary in canaries if canary in value]
    assert event.server.call(event.server.app.state.live.store.deletions.rewrite(), 60)
    files = [path for path in store.room.rglob("*") if path.is_file()]
    return found + [str(path) for path in files for canary in canaries if canary.encode() in path.read_bytes()]


def _read(redis: Any, key: bytes) -> Any:
    reads: dict[bytes, Callable[[bytes], Any]] = {
        b"string": redis.get,
        b"hash": redis.hgetall,
        b"set": redis.smembers,
        b"stream": redis.xrange,
        b"zset": lambda name: redis.zrange(name, 0, -1),
    }
    return reads[redis.type(key)](key)


def answers(event: Event, who: Someone) -> dict[str, str]:
    """Everything somebody gets of the event, by address."""
    paths = ["", ".json", "/mine", "/changes", "/changes.atom", "/answers.atom", "/report", "/ledger", "/desk"]
    paths += [f"/export.{form}" for form in ("json", "csv", "md", "txt", "ics")]
    found = {path: who.http.get(f"/{SLUG}{path}").text for path in paths}
    book = who.http.get(f"/{SLUG}/export.xlsx")
    found["/export.xlsx"] = text_of(book.content) if book.status_code == 200 else book.text
    with who.live(f"cursor={first_of(event)}&as=html") as socket:
        socket.next("pulse")
        found["frames"] = json.dumps(socket.seen, ensure_ascii=False)
    return found


def first_of(event: Event) -> str:
    """A cursor from before anything was asked."""
    return f"{event.attendee().state()['epoch']}.0-0"


def seen_by_anybody(event: Event, canaries: tuple[str, ...], *whom: Someone) -> list[str]:
    return [
        f"{path}: {canary}"
        for who in whom
        for path, said in answers(event, who).items()
        for canary in canaries
        if canary in said
    ]


def test_a_moderator_erases_a_question_for_good(event: Event, store: Embedded) -> None:
    ann, mina, question = a_life(event)
    assert seen_by_anybody(event, CANARIES, mina), "there was something to find"
    assert left_in_store(event, store, CANARIES)
    with event.attendee().live() as bob:
        bob.next("pulse")
        gone = mina.post(f"desk/questions/{question['id']}/erase").json()["question"]
        assert bob.change("question.erased")["question"] == {"id": question["id"], "status": "withdrawn"}
    assert (gone["number"], gone["text"], gone["name"], gone["answer"]) == (question["number"], "", None, None)
    assert ann.http.get(f"/{SLUG}/mine").json()["asked"] == []
    assert not seen_by_anybody(event, CANARIES, ann, mina, event.attendee())
    assert not left_in_store(event, store, CANARIES)
    texts = {q["text"]: q["status"] for q in mina.state()["questions"]}
    assert texts == {"": "withdrawn", "Får elevene støtte i USA?": "approved"}, "what was joined with it is free again"


def test_only_the_answer_is_erased_and_the_question_stays(event: Event, store: Embedded) -> None:
    _, mina, question = a_life(event)
    mina.post(f"desk/questions/{question['id']}/erase_answer")
    assert mina.state()["questions"][0]["text"] == f"{SECOND}?"
    assert not seen_by_anybody(event, (ANSWER,), mina, event.attendee())
    assert not left_in_store(event, store, (ANSWER,))


@pytest.mark.parametrize("move", ["edit", "answer", "pin", "approve", "promise", "reopen"])
def test_nothing_brings_the_words_back(event: Event, move: str) -> None:
    _, mina, question = a_life(event)
    mina.post(f"desk/questions/{question['id']}/erase")
    body = {"text": ASKED} if move in ("edit", "answer") else {}
    assert mina.post(f"desk/questions/{question['id']}/{move}", body).status_code == 409


@pytest.mark.parametrize("fails", ["_from_stream", "_forget_answers", "let_be"])
def test_an_interrupted_erasing_is_finished_later(
    event: Event, store: Embedded, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, mina, question = a_life(event)

    async def broken(*_: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Erasures, fails, broken)
        assert mina.post(f"desk/questions/{question['id']}/erase").status_code == 500
    live = event.server.app.state.live
    event.server.call(erasing.finish(live.acting), 30)
    assert not event.server.call(live.store.erasures.unfinished())
    assert not left_in_store(event, store, CANARIES)


def test_a_person_erases_everything_of_their_own(event: Event, store: Embedded) -> None:
    ann, mina, _ = a_life(event)
    poll = mina.post("desk/polls", {"text": "Med et ord?", "kind": "words", "on": True}).json()["poll"]["id"]
    word = "kanariord"
    assert ann.post(f"polls/{poll}/vote", {"choice": [word]}).status_code == 200
    other = event.attendee().ask("Når er fristen?")
    ann.post(f"questions/{other['id']}/upvote", {"on": True})
    mine = ann.http.get(f"/{SLUG}/mine", headers={"accept": "text/html", "accept-language": "en"}).text
    assert 'action="/seminar/mine/erase"' in mine
    assert "out of reach" in mine

    erased = ann.post("mine/erase").json()["erased"]
    assert erased == {"questions": 1, "votes": 1, "ballots": 1}
    assert {**ann.http.get(f"/{SLUG}/mine").json(), "cursor": ""} == {
        "asked": [],
        "upvoted": [],
        "ballots": {},
        "cursor": "",
    }
    until(lambda: next(q for q in mina.state()["questions"] if q["id"] == other["id"])["votes"] == 0)
    until(lambda: word not in mina.http.get(f"/{SLUG}.json").text)  # what came of a poll is counted anew each second
    assert not seen_by_anybody(event, (*CANARIES, word), mina, ann)
    assert not left_in_store(event, store, (*CANARIES, word))
    assert ann.post("mine/erase").json()["erased"] == {"questions": 0, "votes": 0, "ballots": 0}
    form = ann.http.post(f"/{SLUG}/mine/erase", headers={"accept": "text/html", "accept-language": "nn"})
    assert (form.status_code, form.headers["location"]) == (303, f"/{SLUG}/mine?erased")


async def test_after_an_erasing_a_fresh_process_sends_old_cursors_to_the_page(event: Event, store: Embedded) -> None:
    first = event.attendee().state()["cursor"]
    _, mina, question = a_life(event)
    mina.post(f"desk/questions/{question['id']}/erase")
    last = mina.post("desk/announcements", {"text": "Videre"}).json()["cursor"]
    async with Store(store.url).open() as fresh:
        copy = await fresh.replica.copy(SLUG)
        assert isinstance(copy.since(first), str), "what came between is not there any more: no silent gap"
        assert copy.since(last) == []
        for one, entry in zip(list(copy.ring)[1:], list(copy.ring), strict=False):
            assert one.prev == entry.cursor
