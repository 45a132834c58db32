"""Personal words are nowhere but where they were put: not in metrics, logs, feeds or reports, while the event runs and
after it was deleted.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from live.actions import links
from live.actions.apart import acting
from tests.builders import an_event, the_seminar
from tests.ports import free_port
from tests.server.started import Service, started
from tests.waiting import until

SLUG = "seminar"
ASKED, NAME, REASON, MODERATOR, LABEL, WORD = (
    "kanarispm",
    "kanarinavn",
    "kanarigrunn",
    "kanarimod",
    "kanarimrk",
    "kanariord",
)
DRAFT, CHOSEN, HIDDEN, LATER = "kanariutkast", "kanarisvar", "kanariskjult", "kanarisenere"  # of polls, announcements
CANARIES = (ASKED, NAME, REASON, MODERATOR, LABEL, WORD, DRAFT, CHOSEN, HIDDEN, LATER)
TOLD, RETRACTED, SHOWN = "kanarisagt", "kanaritatt", "kanarivist"  # to everyone, on the pages, and nowhere else
PUBLIC = ("", ".json", "/changes", "/changes.atom", "/answers.atom", "/report", "/ledger", "/stage", "/agenda.ics")
METRICS = free_port()


@pytest.fixture(params=["text", "json"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    flags = {"log": request.param, "log_level": "debug", "secret": "for tests only", "limits": False}
    with started(tmp_path, "live.app:build_app", **flags, metrics_port=METRICS) as live:
        yield live


async def make_event(data: Path) -> str:
    """Keep an event; its moderators' token."""
    async with acting(f"unix://{data}/store/socket", "for tests only") as actor:
        kept = actor.tokens.fresh(SLUG)
        assert await actor.store.events.create(an_event(moderated=True), the_seminar(), kept)
        return links.addresses(actor.tokens, "", SLUG, kept)["moderator"].split("#")[1]


async def delete_event(data: Path) -> bool:
    async with acting(f"unix://{data}/store/socket", "for tests only") as actor:
        await actor.store.deletions.delete(SLUG)
        return await actor.store.deletions.rewrite()


def everything_personal(live: Service, token: str) -> httpx2.Client:
    """People ask, moderators work, some of it refused; everything with words of its own."""
    ann = httpx2.Client(base_url=live.base, headers={"origin": live.base, "accept": "application/json"}, timeout=30)
    mina = {"authorization": f"Bearer {token}"}
    asked = ann.post(f"/{SLUG}/questions", json={"text": f"{ASKED}?", "name": NAME}).json()["question"]
    at = f"/{SLUG}/desk/questions/{asked['id']}"
    ann.post(f"/{SLUG}/desk/here", json={"name": MODERATOR}, headers=mina)
    ann.post(f"{at}/labels", json={"labels": [LABEL]}, headers=mina)
    ann.post(f"{at}/dismiss", json={"reason": REASON}, headers=mina)
    ann.post(f"{at}/nothing", json={"text": ASKED}, headers=mina)
    ann.post(f"/{SLUG}/questions", json={"text": ASKED * 200})
    ann.post(f"/{SLUG}/questions", json={ASKED: NAME})
    ann.post(f"/{SLUG}/questions", content=f'{{"text": "{ASKED}'.encode())
    ann.get(f"/{SLUG}?about={WORD}", headers={"user-agent": NAME, "referer": f"{live.base}/{ASKED}"})
    ann.get(f"/{SLUG}/similar?text={ASKED}")
    polled(ann, mina)
    for text in (TOLD, RETRACTED):
        told = ann.post(f"/{SLUG}/desk/announcements", json={"text": text}, headers=mina).json()["announcement"]
    ann.post(f"/{SLUG}/desk/announcements/{told['id']}/retract", json={}, headers=mina)
    assert ann.post(f"/{SLUG}/desk/announcements", json={"text": LATER, "in_minutes": 600}, headers=mina).is_success
    ann.post(f"/{SLUG}/desk/announcements", json={"text": TOLD * 200, "level": WORD}, headers=mina)
    return ann


def polled(ann: httpx2.Client, mina: dict[str, str]) -> None:
    """A draft; words whose cloud nobody is shown; and words that are shown, one of which a moderator has hidden."""

    def made(**poll: object) -> str:
        return str(ann.post(f"/{SLUG}/desk/polls", json=poll, headers=mina).json()["poll"]["id"])

    made(text=DRAFT, kind="single", options=[DRAFT, WORD])
    kept, shown = (made(text=text, kind="words", on=True) for text in ("Hva tenker du?", "Og nå?"))
    for poll, words in ((kept, [CHOSEN]), (shown, [HIDDEN, SHOWN]), (kept, [CHOSEN * 50])):
        ann.post(f"/{SLUG}/polls/{poll}/vote", json={"choice": words})
    for move, body in (("hide_word", {"text": HIDDEN, "on": True}), ("show", {})):
        assert ann.post(f"/{SLUG}/desk/polls/{shown}/{move}", json=body, headers=mina).is_success


def metrics() -> str:
    return httpx2.get(f"http://127.0.0.1:{METRICS}/metrics", timeout=30).text


def found_in(said: dict[str, str], canaries: Iterable[str] = CANARIES) -> list[str]:
    return [f"{where}: {canary}" for where, text in said.items() for canary in canaries if canary in text]


def test_personal_words_are_in_no_metric_log_feed_or_report(service: Service, tmp_path: Path) -> None:
    token = asyncio.run(make_event(tmp_path))
    with closing(everything_personal(service, token)) as ann:
        until(lambda: 'reason="unknown_field"' in metrics(), 30)
        with httpx2.Client(base_url=service.base, headers={"accept-language": "nb"}, timeout=30) as bob:
            pages = {path: bob.get(f"/{SLUG}{path}").text for path in PUBLIC}
        assert not found_in({"metrics": metrics(), "log": service.output, **pages})
        assert not found_in({"metrics": metrics(), "log": service.output}, (TOLD, RETRACTED, SHOWN))
        assert {TOLD, SHOWN} <= {one.partition(": ")[2] for one in found_in(pages, (TOLD, SHOWN))}
        desk = ann.get(f"/{SLUG}.json", headers={"authorization": f"Bearer {token}"}).text
        missing = {one for one in (ASKED, DRAFT, CHOSEN, HIDDEN, LATER) if one not in desk}
        assert not missing, "there was something to find"
    assert asyncio.run(delete_event(tmp_path))
    files = {str(path): path.read_bytes().decode(errors="replace") for path in tmp_path.rglob("*") if path.is_file()}
    said = {"metrics": metrics(), "log": service.output, **files}
    assert not found_in(said, (*CANARIES, TOLD, RETRACTED, SHOWN))
