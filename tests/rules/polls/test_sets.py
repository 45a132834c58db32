"""Sets of polls: their order, what is made last, and the templates they are kept as."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from live.rules import polls
from live.rules.errors import Refused
from live.rules.polls import Poll, PollStatus, latest, sets
from live.rules.templates import PollTemplate, TemplatePoll
from live.rules.wishes.polls import MakePoll, PollKind
from tests.builders import an_event, at


def a_set(*texts: str, **values: Any) -> list[Poll]:
    times = sets.moments(at(0), len(texts))
    made = [
        polls.make(text, MakePoll(text=text, kind=PollKind.TEXT, set="Til slutt"), moment)
        for text, moment in zip(texts, times, strict=True)
    ]
    return [replace(poll, **values) for poll in made]


def test_a_set_is_in_the_order_of_its_template_however_it_is_kept() -> None:
    made = a_set("en", "to", "tre")
    assert sets.of_set(reversed(made), "Til slutt") == made
    assert [poll.text for poll in sorted(made, key=lambda p: p.made_at, reverse=True)] == ["en", "to", "tre"]
    assert sets.names([*made, replace(made[0], id="x", set="", removed=True)]) == ["Til slutt"]


def test_a_poll_that_is_added_is_the_last_one() -> None:
    made = a_set("en", "to")
    added = replace(made[0], id="x", made_at=sets.made_last(made, "Til slutt", at(9)))
    assert sets.of_set([added, *made], "Til slutt")[-1] == added
    assert sets.made_last(made, "", at(9)) == at(9)


def test_a_set_that_is_open_is_not_what_the_big_screen_shows() -> None:
    made = {poll.id: poll for poll in a_set("en", "to", status="open")}
    assert latest(made) is None
    assert sets.open_of(made.values(), "Til slutt") == list(made.values())


def test_templates_are_kept_by_name_and_are_not_endless() -> None:
    event = an_event()
    template = sets.template_of("Til slutt", a_set("en", "to"))
    assert template.polls == (TemplatePoll("en", PollKind.TEXT), TemplatePoll("to", PollKind.TEXT))
    kept = sets.keep(event, template)
    assert sets.keep(kept, template) is kept
    assert sets.keep(kept, PollTemplate("Til slutt", template.polls[:1])).poll_templates[0].polls == template.polls[:1]
    assert sets.forget(kept, "Til slutt").poll_templates == ()
    assert sets.forget(event, "Til slutt") is event
    for n in range(sets.MOST_TEMPLATES):
        event = sets.keep(event, PollTemplate(str(n), template.polls))
    with pytest.raises(Refused) as refused:
        sets.keep(event, template)
    assert refused.value.why == "many_templates"


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        sets.known(a_set("en", removed=True), "Til slutt")
    assert refused.value.why == "no_such_set"


def test_a_last_day_is_over_at_its_midnight_in_the_zone_of_the_event_also_when_the_clocks_change() -> None:
    zone = at(0).tzinfo
    assert zone is not None
    for day, hours in (("2022-03-08", "+01:00"), ("2022-03-27", "+02:00")):
        end = sets.end_of(day, zone, at(0), None)
        assert end is not None
        assert end.isoformat()[10:] == f"T00:00:00{hours}"
        assert sets.last_day(a_set("en", status="open", closes_at=end)[0], zone) == date.fromisoformat(day)
    assert sets.end_of("", zone, at(0), None) is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2022-03-07", "past"),
        ("2022-04-08", "too_far"),
        ("2023-04-08", "too_far"),
        ("9999-12-31", "bad_day"),
        ("i morgen", "bad_day"),
        ("2022-02-30", "bad_day"),
    ],
)
def test_a_last_day_that_is_none_is_refused_at_its_field(day: str, code: str) -> None:
    zone = at(0).tzinfo
    assert zone is not None
    with pytest.raises(Refused) as refused:
        sets.end_of(day, zone, at(0), at(0) + timedelta(days=30))
    assert (refused.value.why, refused.value.field) == (code, "until")


def test_a_poll_that_closed_by_itself_says_when_and_one_closed_by_hand_does_not() -> None:
    [one] = a_set("en")
    opened = polls.open_(one, at(1), closes_at=at(9))
    assert not polls.is_over(opened, at(8))
    assert polls.is_over(opened, at(9))
    shut = polls.close(opened, at(10))
    assert (shut.status, shut.closed_at, shut.closes_at) == ("closed", at(9), at(9))
    by_hand = polls.close(opened, at(8))
    assert (by_hand.closed_at, by_hand.closes_at) == (at(8), None)
    assert polls.until(shut, at(99)) is shut
    assert polls.open_(shut, at(20)).closes_at is None


def test_polls_come_as_they_were_opened_and_a_set_in_the_order_it_is_asked_in() -> None:
    before, after = (replace(a_set("x")[0], id=name, set="", opened_at=at(n)) for n, name in ((1, "før"), (9, "etter")))
    made = [polls.open_(poll, moment) for poll, moment in zip(a_set("en", "to"), sets.moments(at(5), 2), strict=True)]
    assert [poll.id for poll in sets.in_turn([after, *made[::-1], before])] == ["før", "en", "to", "etter"]


def test_by_the_clock_what_has_had_its_time_is_closed_before_anybody_closes_it() -> None:
    poll = Poll(id="p1", text="Godt?", set="Evaluering", status=PollStatus.OPEN, made_at=at(0), closes_at=at(60))
    draft = Poll(id="p2", text="Ja?", set="Utkast", made_at=at(0))
    later = replace(poll, id="p3", closes_at=at(90))
    assert sets.standing([poll, draft], UTC, at(59)) == [("Evaluering", True, at(60).date())]
    assert [of[:2] for of in sets.standing([poll, draft], UTC, at(60))] == [("Evaluering", False)]
    assert sets.closes_next([later, poll, draft], at(60)) == later.closes_at
    assert sets.closes_next([poll], at(60)) is None
