"""One archive of an event: what is in it, that its checksums hold, and that its page needs nothing and says all."""

import hashlib
import io
import json
import zipfile

from selectolax.lexbor import LexborHTMLParser

from live import exports
from live.exports.happenings import Happened
from live.rules import polls
from live.rules.wishes.polls import MakePoll, PollKind
from tests.builders import a_question, a_state, an_event, at, the_seminar
from tests.exports.workbooks import opened

KNOWN = Happened(at(200), written={"p2": ["Mer <kaffe>"]})


def packed() -> dict[str, bytes]:
    made = [
        polls.make("p1", MakePoll(text="Nyttig?", kind=PollKind.SCALE), at(0)),
        polls.make("p2", MakePoll(text="Hva kan bli bedre?", kind=PollKind.TEXT), at(1)),
    ]
    asked = a_question(text="<script>alert(1)</script>", session="rules", answer="I mai.")
    state = a_state(
        event=an_event(summary="Om <utveksling>.", resources=("Skjema: https://example.org/s",)),
        agenda=the_seminar(),
        questions={asked.id: asked},
        polls={poll.id: polls.open_(poll, at(2)) for poll in made},
    )
    tallies = {"p1": {"": 3, "4": 2, "5": 1}, "p2": {"": 1}}
    data, kind = exports.written(state, {asked.id: 7}, "zip", "https://x", known=KNOWN, tallies=tallies)
    assert kind == "application/zip"
    again = exports.written(state, {asked.id: 7}, "zip", "https://x", known=KNOWN, tallies=tallies)[0]
    assert zipfile.ZipFile(io.BytesIO(again)).read("index.html") == zipfile.ZipFile(io.BytesIO(data)).read("index.html")
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_checksums_are_of_every_file_in_it() -> None:
    files = packed()
    said = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert said == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert {name.partition(".")[2] for name in files} == {"html", *exports.ARCHIVED}
    assert json.loads(files["seminar.json"])["polls"][1]["answers"] == ["Mer <kaffe>"]
    assert len(opened(files["seminar.xlsx"])) == 4


def test_its_page_says_all_of_it_and_runs_nothing() -> None:
    source = packed()["index.html"].decode()
    page = LexborHTMLParser(source)
    assert page.css_first("script") is None
    assert page.css_first("link, img") is None
    text = page.body.text() if page.body else ""
    points = [item.text for session in the_seminar().sessions for item in session.items]
    assert points
    for said in (
        "<script>alert(1)</script>",
        "I mai.",
        "7 ▲",
        "Nyttig?",
        "Mer <kaffe>",
        "Skjema",
        "Om <utveksling>.",
        *points,
        "per ",
    ):
        assert said in text, said
    assert [meter.attributes["value"] for meter in page.css("meter")] == ["0", "0", "0", "2", "1"]
