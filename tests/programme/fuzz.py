"""Every reader against input that nobody means well: sources that are almost right, one odd value at a time and many.

`python -m tests.programme.fuzz --minutes 10` runs for that long, prints what broke with the smallest source that breaks
it, and ends with 1 if anything did; `--only ics` keeps to one format. `test_fuzz.py` runs the same for a moment.
"""

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from live.programme import NotUnderstood, read, reading
from live.programme.files import mail

TODAY = dt.date(2026, 1, 1)
SLOWEST = 2.0  # seconds of the processor for one source

TIMES = [
    "", "soon", "09:00", "9.30", "25:99", "2026-05-07T10:00:00+02:00", "2026-05-07T10:00:00", "2026-13-45T99:00",
    "2026-05-07", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026-05-07T24:00:00", "2026-W19-4", "1e9",
    "１２:００", "-1", "00:45", "P1D", "20260318T100000Z", "20260318", "99999999T999999Z", "PT45M", "-PT99999999H",
    "09:00–10:00", "8. mars 2022",
]  # fmt: skip
WORDS = [
    "", "Pause", "Velkommen", "<b>x</b>", "&amp;", "nb", "xx-yy", "Europe/Oslo", "Nowhere/There", "UTC", "\x00",
    "\u202e", "a" * 500, "Kari Nordmann; Ola", "- punkt\n- punkt", "1", "Dag 2", "tirsdag", "cancelled", "None",
    "null", "://", "\\", '"', "'", "|", "\u2028", "[x](http://x)",
]  # fmt: skip
odd = st.sampled_from(TIMES) | st.sampled_from(WORDS) | st.text(max_size=8)
numbers = st.integers(-(10**20), 10**20) | st.floats(allow_nan=True) | st.integers(0, 2000)
values = st.recursive(
    odd | numbers | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "en", "id", "title", "start"]), inner, max_size=3)
    ),
    max_leaves=4,
)
KEYS = (
    "title name start starts startsAt startTime end ends endsAt date day duration minutes room rooms roomId track "
    "persons speakers slot slots "
    "language kind type status state live items key id guid code abstract description categoryItems recording "
    "planned_starts started_at reason "
    "schedule_start schedule_duration by_hand do_not_record subtitle"
).split()
WRAPS = (
    "sessions schedule conference days talks results events agenda event settings sections rooms speakers tracks "
    "timezone warnings"
).split()
sessions = st.dictionaries(st.sampled_from(KEYS), values, max_size=8)


def _whole(made: tuple[list[dict[str, object]], dict[str, object], str, str]) -> object:
    listed, around, outer, inner = made
    shapes: dict[str, object] = {
        "list": listed,
        "in": {**around, outer: listed},
        "deep": {outer: {**around, inner: listed}},
        "days": {"schedule": {"conference": {**around, "days": [{"date": "2026-05-07", "rooms": {"Sal": listed}}]}}},
    }
    return shapes[list(shapes)[len(listed) % 4]]


jsons = st.tuples(
    st.lists(sessions, max_size=4),
    st.dictionaries(st.sampled_from(WRAPS), values, max_size=3),
    st.sampled_from(WRAPS),
    st.sampled_from(WRAPS),
).map(_whole)
PROPERTIES = (
    "DTSTART DTEND DURATION RRULE EXDATE RDATE RECURRENCE-ID SUMMARY DESCRIPTION CATEGORIES LOCATION UID STATUS "
    "CONTACT GEO SEQUENCE "
    "X-LIVE-PLANNED-START X-LIVE-SECTION X-LIVE-REASON BEGIN END"
).split()
RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=x",
    "FREQ=WEEKLY;INTERVAL=0;BYDAY=XX",
    "FREQ=DAILY;UNTIL=99991231",
    "FREQ",
    "COUNT=3",
    "FREQ=DAILY;COUNT=-1",
    "VEVENT",
]
PARAMETERS = [
    "",
    ";TZID=Europe/Oslo",
    ";TZID=X",
    ";VALUE=DATE",
    ";VALUE=PERIOD",
    ";LANGUAGE=",
    ";LANGUAGE=nb",
    ';X="a',
    ";=",
]
lines = st.builds(
    lambda a, b, c: f"{a}{b}:{c}",
    st.sampled_from(PROPERTIES),
    st.sampled_from(PARAMETERS),
    odd | st.sampled_from(RULES),
)
calendars = st.lists(lines, max_size=7).map(
    lambda said: "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:X\n"
    "DTSTART:20260318T100000Z\nDTEND:20260318T120000Z\n"
    + "\n".join(said) + "\nEND:VEVENT\nEND:VCALENDAR\n"
)  # fmt: skip
HEADINGS = (
    "start end time tittel title dato day varighet type author rom spor items key status language "
    "planned\u00a0start xyz"
).split()
tables = st.builds(
    lambda sep, heads, rows: "\n".join(sep.join(row) for row in [heads, *rows]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6).map(lambda heads: ["start", "title", *heads]),
    st.lists(st.lists(odd, max_size=8), max_size=6),
)
elements = st.builds(
    lambda name, said, more: f'<{name} name="{said}" date="{said}" id="{said}" guid="{said}">{said}{more}</{name}>',
    st.sampled_from(
        "day room event date start duration title person persons conference track recording optout description".split()
    ),
    odd.map(lambda said: said.replace("&", "").replace("<", "").replace('"', "")),
    st.sampled_from(["", "<event><title>X</title><start>09:00</start><duration>00:30</duration></event>"]),
)
xmls = st.lists(elements, max_size=6).map(
    lambda inner: (
        f'<schedule><conference><title>X</title></conference><day date="2026-05-07"><room '
        f'name="A">{"".join(inner)}</room></day></schedule>'
    )
)
tomls = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        odd | numbers.map(str) | st.sampled_from(["09:00:00", "2026-03-08", "[1]", "{a=1}", "true"]),
    ),
    max_size=8,
).map(lambda pairs: "[[sessions]]\ntitle = 'X'\n" + "\n".join(f"{key} = {value}" for key, value in pairs))
strings = st.lists(st.tuples(st.sampled_from(KEYS), odd), max_size=8).map(
    lambda pairs: "[[sessions]]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in dict(pairs).items())
)
pages = st.lists(
    st.sampled_from(
        ["<table>", "<tr>", "<td>", "</td>", "<li>", "<ul>", "<h1>", "<p>", "<br>", "<!--", "</table>", "<a href="]
    )
    | odd,
    max_size=30,
).map(lambda pieces: "<html><body>" + "".join(pieces))
texts = st.lists(odd | st.sampled_from(["\n", " ", " – ", "| ", "# ", "- "]), max_size=40).map("".join)
mails = st.tuples(
    st.lists(
        st.sampled_from(["Subject", "Date", "Content-Type", "MIME-Version", "Content-Transfer-Encoding"]), max_size=5
    ),
    odd,
    texts,
).map(lambda made: "From: a\nMessage-ID: 1\n" + "".join(f"{name}: {made[1]}\n" for name in made[0]) + "\n" + made[2])


def _read(name: str) -> Callable[[str], object]:
    return lambda source: read(source.encode("utf-8", "replace"), name=name, today=TODAY)


def _mail(source: str) -> object:
    return mail.unpack(source.encode("utf-8", "replace"), "x.eml")


READERS: dict[str, tuple[st.SearchStrategy[str], Callable[[str], object]]] = {
    "json": (jsons.map(json.dumps), _read("p.json")),
    "ics": (calendars, _read("p.ics")),
    "csv": (tables, _read("p.csv")),
    "xml": (xmls, _read("p.xml")),
    "toml": (tomls | strings, _read("p.toml")),
    "html": (pages, _read("p.html")),
    "text": (texts, _read("p.txt")),
    "mail": (mails, _mail),
}


def attempt(reader: Callable[[str], object], source: str) -> None:
    """A programme or a refusal in one line, in time. What nobody has thought of is an error here, not a refusal."""
    thought_of, reading.BROKEN = reading.BROKEN, ()  # type: ignore[assignment]  # of another length
    began = time.process_time()
    try:
        reader(source)
    except NotUnderstood as refused:
        assert "\n" not in refused.notice.text()
    finally:
        reading.BROKEN = thought_of
    assert time.process_time() - began < SLOWEST


def run(name: str, examples: int) -> None:
    """So many sources against one reader; raises what they break with, the smallest first."""
    strategy, reader = READERS[name]

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(strategy)
    def holds(source: str) -> None:
        attempt(reader, source)

    holds()


def main() -> int:
    """Run until the time is up; the number of readers that broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--only", choices=READERS, default=None)
    parser.add_argument("--examples", type=int, default=300, help="sources at a time")
    asked = parser.parse_args()
    until, tried, broken = time.monotonic() + 60 * asked.minutes, 0, set[str]()
    while time.monotonic() < until:
        for name in [asked.only] if asked.only else READERS:
            if name in broken or time.monotonic() > until:
                continue
            try:
                run(name, asked.examples)
                tried += asked.examples
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is what we look for
                if isinstance(error, KeyboardInterrupt):
                    raise
                broken.add(name)
                print(
                    f"{name}: {type(error).__name__}: {error}", *getattr(error, "__notes__", ()), sep="\n  ", flush=True
                )
    print(f"{tried} sources, broken: {', '.join(sorted(broken)) or 'none'}")
    return len(broken)


if __name__ == "__main__":
    sys.exit(main())
