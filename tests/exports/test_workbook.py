"""The workbook has the rows of the CSV tables, as dates, numbers and text that is never a formula."""

import csv
import io
import re
import sys
import zipfile
from datetime import datetime

import openpyxl
import pytest
from msgspec.structs import replace

from live import exports
from live.exports import workbook
from live.exports.happenings import Happened
from live.rules import polls
from live.rules.agenda import SessionStatus
from live.rules.errors import NotFound
from live.rules.people.attendance import minute_of
from live.rules.polls import PollStatus
from live.rules.questions import Status
from live.rules.state import State
from live.rules.wishes.agenda import SessionKind
from live.rules.wishes.polls import MakePoll, PollKind
from tests.builders import OSLO, a_question, a_session, a_state, an_agenda, an_event, at
from tests.exports.workbooks import opened

KNOWN = Happened(at(200), {minute_of(at(n)): 10 + n for n in range(3)})
TALLIES = {"p1": {polls.VOTERS: 4, "o1": 3, "o2": 1}}
VOTES = {"q1": 12}
TRICKS = ("=1+1", "+47 99 99 99 99", "-1", "@SUM(A1)", "＝1", "#N/A", '=HYPERLINK("http://x")', "2022-03-08", "007")
STATES = ("status", "kind")  # in words in a workbook


def the_state(*texts: str) -> State:
    asked = [
        a_question(
            f"q{n}", number=n, text=text, session="opening", asked_at=at(n + 0.5), by=f"p{n}", status=Status.APPROVED
        )
        for n, text in enumerate(texts or ("Får elevene støtte?", "Hva koster det?"), 1)
    ]
    draft = polls.make("p1", MakePoll(text="Hvor mange?", options=("Ingen", "Noen")), at(0))
    poll = replace(draft, status=PollStatus.OPEN, opened_at=at(1))
    agenda = an_agenda(
        a_session(started_at=at(3), status=SessionStatus.LIVE), a_session("pause", 45, 15, kind=SessionKind.BREAK)
    )
    return a_state(agenda=agenda, questions={q.id: q for q in asked}, polls={poll.id: poll})


def written(state: State, form: str, language: str = "nb") -> bytes:
    return exports.written(state, VOTES, form, "http://x", known=KNOWN, tallies=TALLIES, language=language)[0]


def as_in_csv(value: object) -> str:
    if isinstance(value, datetime):
        return value.replace(tzinfo=OSLO).isoformat(timespec="minutes")
    return "" if value is None else str(value)


def test_its_sheets_have_the_rows_of_the_tables() -> None:
    state = the_state()
    sheets = opened(written(state, "xlsx"))
    assert list(sheets) == ["Spørsmål", "Programposter", "Avstemninger", "Til stede"]
    for form, rows in zip(exports.TABLES, sheets.values(), strict=True):
        columns, *lines = csv.reader(io.StringIO(written(state, form).decode("utf-8-sig")))
        told = [at for at, column in enumerate(columns) if column not in STATES]
        assert len(lines) == len(rows) - 1 > 0, form
        assert [[as_in_csv(row[at]) for at in told] for row in rows[1:]] == [
            [line[at].removesuffix(".0") for at in told] for line in lines
        ]


def test_dates_are_dates_of_the_events_zone_and_numbers_are_numbers() -> None:
    sheets = opened(written(the_state(), "xlsx"))
    question = dict(zip(*sheets["Spørsmål"][:2], strict=True))
    assert (question["Nummer"], question["Stemmer"]) == (1, 12)
    assert question["Stilt"] == datetime(2022, 3, 8, 12, 1)  # noqa: DTZ001 - Excel knows no zones
    assert sheets["Til stede"][1:] == [[datetime(2022, 3, 8, 12, n), 10 + n] for n in range(3)]  # noqa: DTZ001
    assert sheets["Avstemninger"][1][-3:] == ["Ingen", 3, None]


@pytest.mark.parametrize(
    ("language", "headings", "states"),
    [
        (
            "nb",
            ["Nummer", "Status", "Stemmer", "Spørsmål", "Navn"],
            ["Åpent", "Innlegg", "Pågår nå", "Pause", "Planlagt"],
        ),
        ("nn", ["Nummer", "Status", "Røyster", "Spørsmål", "Namn"], ["Ope", "Innlegg", "Går no", "Pause", "Planlagt"]),
        ("en", ["Number", "State", "Votes", "Question", "Name"], ["Approved", "Talk", "On now", "Break", "Planned"]),
    ],
)
def test_headings_and_states_are_in_the_language_asked_for(
    language: str, headings: list[str], states: list[str]
) -> None:
    questions, sessions, *_ = opened(written(the_state(), "xlsx", language)).values()
    assert questions[0][:5] == headings
    assert [questions[1][1], sessions[1][1], sessions[1][3], sessions[2][1], sessions[2][3]] == states


def test_without_a_language_it_speaks_the_events() -> None:
    state = a_state(event=an_event(language="nn"))
    assert list(opened(written(state, "xlsx", "")))[1] == "Programpostar"


def test_text_is_never_a_formula() -> None:
    data = written(the_state(*TRICKS), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = {cell.value: cell for cell in sheet["D"][1:]}
    assert set(cells) == set(TRICKS)
    assert {cell.data_type for cell in cells.values()} == {"s"}
    assert cells["=1+1"].quotePrefix, "it stays text where somebody edits it"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_what_excel_cannot_keep_is_left_out_and_what_it_would_decode_stays() -> None:
    data = written(the_state("a\x07b\ufffe", "_x0041_", " to\nlinjer "), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = re.findall(r"<t[^>]*>([^<]*)</t>", archive.read("xl/worksheets/sheet1.xml").decode())
    assert {"ab", "_x005F_x0041_", " to\nlinjer "} <= set(found)


def test_the_headings_stay_in_sight_can_be_filtered_by_and_columns_fit() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(written(the_state("lang " * 100), "xlsx"))).worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        for column in sheet.columns:
            width = sheet.column_dimensions[column[0].column_letter].width
            assert len(column[0].value) < width <= workbook.WIDEST
            assert width >= workbook.MOMENT or not any(isinstance(cell.value, datetime) for cell in column)


def test_an_event_without_anything_is_a_workbook_of_headings() -> None:
    nothing = exports.written(a_state(), {}, "xlsx", "", known=Happened(at(0)))[0]
    assert [len(rows) for title, rows in opened(nothing).items() if title != "Programposter"] == [1, 1, 1]


def test_where_openpyxl_is_missing_the_csv_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(NotFound, match="openpyxl.*CSV") as refused:
        written(the_state(), "xlsx")
    assert refused.value.why == "no_such_format"


def test_every_state_has_its_word() -> None:
    assert {kind: set(words) for kind, words in workbook.WORDS.items()} == {kind: set(kind) for kind in workbook.WORDS}
    assert [state for state in Status if written(a_state(questions={"q": a_question("q", status=state)}), "xlsx")] == [
        *Status
    ]


def test_answers_on_a_scale_are_numbers_and_a_text_of_several_lines_has_room() -> None:
    draft = polls.make("p1", MakePoll(text="Hvor nyttig? " * 12, kind=PollKind.SCALE), at(0))
    state = replace(the_state(), polls={"p1": replace(draft, status=PollStatus.OPEN, opened_at=at(1))})
    book = openpyxl.load_workbook(io.BytesIO(written(state, "xlsx")))
    sheet = book["Avstemninger"]
    assert [row[7] for row in sheet.iter_rows(min_row=2, values_only=True)] == [1, 2, 3, 4, 5]
    assert (sheet.row_dimensions[1].height, sheet.row_dimensions[2].height) == (None, 45.0)


def test_on_paper_each_sheet_is_a_page_wide_with_its_headings() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(written(the_state(), "xlsx"))).worksheets:
        paper = sheet.page_setup
        assert (paper.orientation, paper.paperSize, paper.fitToWidth, paper.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
