"""A rehearsal is the event as it is planned, running now; there is one of an event, and it goes without a trace."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from live.actions import polls, programmes
from live.actions.acting import Acting, Actor
from live.actions.programmes import rehearsing
from live.demo.seminar import SLUG, seminar
from live.rules.agenda import current
from live.rules.errors import Refused
from live.rules.state import State
from live.rules.wishes.polls import MakePoll
from live.rules.wishes.rehearsals import Rehearse
from live.store import Store
from live.tokens import Tokens
from tests.builders import MINA

NOW = datetime(2026, 11, 30, 8, 20, 34, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")
NAME = f"{SLUG}-rehearsal"


@pytest.fixture
async def acting(redis_url: str) -> AsyncIterator[Acting]:
    """With the sample seminar, from 09:20 to 12:05 next month."""
    async with Store(redis_url).open() as store:
        acting = Acting(store, Tokens("secret"), limits=False, now=lambda: NOW)
        await programmes.keep(acting, seminar(NOW + timedelta(days=30), "12:00"), slug=SLUG, overwrite=False)
        yield acting


async def rehearsed(acting: Acting, **wished: object) -> State:
    made = await rehearsing.rehearse(acting, SLUG, Rehearse(**wished), room=500)  # type: ignore[arg-type]  # as a test says it
    return (await acting.store.replica.copy(made.slug)).state


async def test_it_begins_now_and_is_marked_and_not_listed(acting: Acting) -> None:
    state = await rehearsed(acting)
    assert state.event.slug == NAME
    assert state.event.title.startswith("Generalprøve: Utveksling")
    assert not state.event.listed
    assert state.event.rehearsal is not None
    assert state.event.rehearsal.of == SLUG
    assert state.agenda.starts == NOW.replace(second=0)
    assert state.agenda.ends == NOW.replace(second=0) + timedelta(hours=2, minutes=45)
    assert state.event.rehearsal.ends == state.agenda.ends + timedelta(minutes=15)
    assert not any(s.starts != s.planned_starts for s in state.agenda.sessions), "it is planned so"


async def test_a_chosen_moment_is_now_and_the_rest_as_fast_as_was_chosen(acting: Acting) -> None:
    state = await rehearsed(acting, at="10.40", speed=4.0)
    assert [s.title for s in current(state.agenda, NOW)] == ["Pause"]
    assert state.agenda.ends == NOW.replace(second=0) + timedelta(minutes=85) / 4


@pytest.mark.parametrize(
    ("wished", "field", "code"),
    [
        ({"at": "halv elleve"}, "at", "bad_time"),
        ({"at": "24:10"}, "at", "bad_time"),
        ({"at": "12:05"}, "at", "over_by_then"),
        ({"people": 501}, "people", "unfit"),
        ({"speed": 0.0}, "speed", "unfit"),
    ],
)
async def test_what_cannot_be_is_said_of_its_field(
    acting: Acting, wished: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        await rehearsed(acting, **wished)
    assert (refused.value.field, refused.value.why) == (field, code)
    assert not await acting.store.rehearsals.all()


async def test_pressing_again_leads_to_the_same(acting: Acting) -> None:
    first = await rehearsing.rehearse(acting, SLUG, Rehearse(), room=500)
    again = await rehearsing.rehearse(acting, SLUG, Rehearse(at="10:40"), room=500)
    assert (first.slug, first.again, again.slug, again.again) == (NAME, False, NAME, True)


async def test_a_rehearsal_leaves_an_address_alone_that_is_taken(acting: Acting) -> None:
    await programmes.keep(acting, seminar(NOW, "12:00"), slug=NAME, overwrite=False)
    assert (await rehearsed(acting)).event.slug == f"{NAME}-2"


async def test_all_rehearsals_share_the_room_for_people(acting: Acting) -> None:
    await programmes.keep(acting, seminar(NOW, "12:00"), slug="other", overwrite=False)
    await rehearsing.rehearse(acting, "other", Rehearse(people=30), room=50)
    with pytest.raises(Refused, match="20 simulated people"):
        await rehearsing.rehearse(acting, SLUG, Rehearse(people=21), room=50)
    await rehearsing.rehearse(acting, SLUG, Rehearse(people=20), room=50)


async def test_a_rehearsal_is_not_rehearsed(acting: Acting) -> None:
    await rehearsed(acting)
    with pytest.raises(Refused) as refused:
        await rehearsing.rehearse(acting, NAME, Rehearse(), room=500)
    assert refused.value.why == "is_rehearsal"


async def test_its_polls_are_drafts(acting: Acting) -> None:
    await polls.make(Actor(acting, SLUG, MINA), MakePoll(text="Hvor?", options=("Her", "Der"), on=True))
    state = await rehearsed(acting)
    assert [(poll.text, poll.status) for poll in state.polls.values()] == [("Hvor?", "draft")]


async def test_nothing_is_left_and_nothing_else_goes(acting: Acting) -> None:
    await rehearsed(acting)
    assert NAME not in await acting.store.backups.slugs(), "a backup has only what is real"
    await rehearsing.end(acting, NAME)
    await rehearsing.end(acting, NAME)
    assert [event.slug for event in await acting.store.events.summaries()] == [SLUG]
    assert not await acting.store.rehearsals.all()
    assert not await acting.store.backups.event(NAME)


async def test_an_event_made_at_the_address_of_a_former_rehearsal_is_not_deleted(acting: Acting) -> None:
    await rehearsed(acting)
    booked = (await acting.store.rehearsals.all())[NAME]
    await acting.store.deletions.delete(NAME)
    await programmes.keep(acting, seminar(NOW, "12:00"), slug=NAME, overwrite=False)
    await acting.store.rehearsals.book(NAME, booked)  # as a process that stood still would
    await rehearsing.end(acting, NAME)
    assert (await acting.store.replica.copy(NAME)).state.event.slug == NAME
    assert not await acting.store.rehearsals.all()


async def test_one_worker_simulates_the_people(acting: Acting) -> None:
    held = acting.store.rehearsals
    assert await held.hold(NAME, "one")
    assert not await held.hold(NAME, "two")
    assert await held.hold(NAME, "one"), "and goes on"
    await held.let_go(NAME, "two")
    assert not await held.hold(NAME, "two")
    await held.let_go(NAME, "one")
    assert await held.hold(NAME, "two")
