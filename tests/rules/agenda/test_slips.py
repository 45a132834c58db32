"""The ways out of a slip: stories, then what holds for any agenda."""

from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from live.rules.agenda import Agenda, current, moves, share_lane, slips
from live.rules.event import Advance
from live.rules.wishes.agenda import Rest
from tests.builders import a_session, an_agenda, at, the_seminar
from tests.rules.agenda.test_moves import agenda_of, overlaps, sessions_of_a_day, times


def an_overrun() -> Agenda:
    return moves.start(moves.end(moves.start(the_seminar(), "opening", at(0)), "opening", at(45)), "rules", at(45))


def ways(agenda: Agenda, minute: float) -> dict[str, slips.Slip]:
    session = slips.late(agenda, at(minute))
    return {slip.rest: slip for slip in slips.slips(agenda, session, at(minute))} if session else {}


def lanes(agenda: Agenda) -> set[tuple[str, str]]:
    """Who comes before whom, of those that share a lane."""
    waiting = [s for s in agenda.sessions if s.status == "scheduled"]
    return {(a.id, b.id) for n, a in enumerate(waiting) for b in waiting[n + 1 :] if share_lane(a, b)}


def test_nothing_is_proposed_while_all_is_well() -> None:
    assert slips.late(an_overrun(), at(70)) is None
    assert slips.late(the_seminar(), at(200)) is None
    assert slips.late(an_overrun(), at(5000)) is None, "left running, or a rehearsal"


def test_three_ways_out_of_an_overrun() -> None:
    found = ways(moves.start(the_seminar(), "opening", at(0)), 47)
    assert list(found) == ["shift", "absorb", "shorten"]
    assert {s.by for s in found.values()} == {timedelta(minutes=5)}, "to the next round time that is two minutes ahead"
    assert {rest: ([d.id for d in slip.differences], slip.ends) for rest, slip in found.items()} == {
        "shift": (["opening", "rules", "pause", "owners", "others", "closing"], at(170)),
        "absorb": (["opening", "rules", "pause"], at(165)),
        "shorten": (["opening", "rules"], at(165)),
    }


def test_before_a_break_shortening_and_absorbing_are_the_same() -> None:
    assert {rest: slip.ends for rest, slip in ways(an_overrun(), 77).items()} == {"shift": at(170), "absorb": at(165)}


def test_what_is_nearly_over_is_near_and_what_is_over_is_due() -> None:
    agenda = an_overrun()
    near = slips.late(agenda, at(74.5))
    assert near is not None
    assert (near.id, slips.is_due(near, at(74.5)), slips.is_due(near, at(76.9)), slips.is_due(near, at(77))) == (
        "rules",
        False,
        False,
        True,
    )


def test_ways_out_that_come_to_the_same_are_one() -> None:
    agenda = moves.start(an_agenda(a_session("one", 0, 30), a_session("two", 30, 5)), "one", at(0))
    assert list(ways(agenda, 33)) == ["shift"], "no break to absorb it, nothing to shorten"
    alone = moves.start(an_agenda(a_session("one", 0, 30)), "one", at(0))
    assert list(ways(alone, 33)) == ["shift"]


def test_a_gap_absorbs_the_slip() -> None:
    agenda = moves.start(an_agenda(a_session("one", 0, 30), a_session("two", 45, 30)), "one", at(0))
    assert ways(agenda, 33)["absorb"].ends == at(75)
    assert ways(agenda, 33)["shift"].ends == at(80)


def test_by_hand_the_overrun_is_of_what_somebody_began() -> None:
    session = slips.late(an_overrun(), at(90), Advance.HAND)
    assert session is not None
    assert session.id == "rules"


def test_what_the_clock_ended_may_still_be_going() -> None:
    found = ways(the_seminar(), 47)
    assert {rest: (slip.session, slip.by, slip.ends) for rest, slip in found.items()} == {
        "shift": ("opening", timedelta(minutes=5), at(170)),
        "absorb": ("opening", timedelta(minutes=5), at(165)),
        "shorten": ("opening", timedelta(minutes=5), at(165)),
    }
    assert ways(the_seminar(), 50) == {}, "nobody has said anything for five minutes: it is over"
    extended = moves.extend(the_seminar(), "opening", timedelta(minutes=5), rest=Rest.ABSORB)
    assert [s.id for s in current(extended, at(47))] == ["opening"], "it is on again"


def test_once_the_next_has_begun_by_hand_the_last_is_over() -> None:
    assert slips.late(moves.start(the_seminar(), "rules", at(46)), at(47)) is None
    assert slips.late(moves.end(moves.start(the_seminar(), "rules", at(46)), "rules", at(48)), at(48)) is None, (
        "and the next is over as well"
    )
    assert slips.late(the_seminar(), at(47), Advance.HAND) is None
    assert slips.late(moves.end(the_seminar(), "opening", at(46)), at(47)) is None, "somebody has said that it is over"


def test_a_break_that_is_over_is_missed_by_nobody() -> None:
    started = moves.start(an_overrun(), "pause", at(75))
    for advance in (Advance.CLOCK, Advance.HAND):
        assert slips.late(started, at(95), advance) is None
    only = an_agenda(a_session("pause", 0, 30, kind="break"), a_session("two", 30, 30))
    assert slips.late(only, at(31)) is None


def test_an_early_end_leaves_a_hole_that_can_be_closed() -> None:
    ended = moves.end(moves.start(the_seminar(), "opening", at(0)), "opening", at(35))
    found = slips.hole(ended, at(36))
    assert found is not None
    assert (found.next.id, found.by, found.ends) == ("rules", timedelta(minutes=9), at(156))
    assert moves.delay(ended, "rules", -found.by).session("rules").starts == at(36)
    assert slips.hole(ended, at(41)) is None, "nobody wanted it for five minutes"
    assert slips.hole(moves.start(ended, "rules", at(37)), at(37)) is not None, (
        "and the early start leaves the next one"
    )
    assert slips.hole(moves.end(moves.start(the_seminar(), "opening", at(0)), "opening", at(44)), at(44)) is None


def test_a_planned_gap_is_no_hole() -> None:
    gap = an_agenda(a_session("one", 0, 30), a_session("two", 45, 30))
    assert slips.hole(moves.end(moves.start(gap, "one", at(0)), "one", at(30)), at(30)) is None
    early = slips.hole(moves.end(moves.start(gap, "one", at(0)), "one", at(20)), at(20))
    assert early is not None
    assert early.by == timedelta(minutes=10)


@settings(max_examples=200)
@given(sessions_of_a_day, st.integers(0, 7), st.integers(0, 40))
def test_every_way_out_is_possible_different_and_harms_nothing(
    rows: list[tuple[int, int, str, str]], index: int, over: int
) -> None:
    agenda = agenda_of(rows)
    first = agenda.sessions[index % len(agenda.sessions)]
    assume(first.kind != "break")
    agenda = moves.start(agenda, first.id, first.starts)
    now = agenda.session(first.id).ends + timedelta(minutes=over)
    session = slips.late(agenda, now)
    assert session is not None
    found = slips.slips(agenda, session, now)
    assert 1 <= len(found) <= 3
    seen = set()
    for slip in found:
        after = moves.extend(agenda, slip.session, slip.by, rest=slip.rest)
        seen.add(tuple(sorted(times(after).items())))
        assert overlaps(after) == []
        assert slip.ends == after.ends
        assert {d.id for d in slip.differences} == {s.id for s in moves.changed(agenda, after)}
        new_end = after.session(session.id).ends
        assert new_end >= now + slips.LEAST
        assert new_end.minute % 5 == 0
        assert lanes(after) == lanes(agenda), "the order stays"
    assert len(seen) == len(found)
    assert slips.slips(agenda, session, now) == found
