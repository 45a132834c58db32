"""From a programme to an event, and a new programme over a running one."""

from collections.abc import AsyncIterator
from datetime import date
from time import process_time

import pytest
from msgspec import convert
from msgspec.structs import replace

from live.actions import agenda, programmes, questions, settings
from live.actions.acting import Acting, Actor
from live.actions.programmes.matching import over
from live.actions.programmes.writing import programme_of
from live.actions.slugs import slug_of
from live.actions.understood import agenda_of
from live.exports import export
from live.programme import read, write
from live.rules.agenda.differences import by_kind
from live.rules.errors import Conflict, Unfit
from live.rules.wishes.agenda import Delay, SessionAction, SessionMove, Undo
from live.rules.wishes.questions import Ask
from live.rules.wishes.settings import Settings
from live.store import Store
from live.tokens import Tokens
from tests.builders import ANN, MINA, at

TEXT = """Seminar om utveksling

8. mars 2022

12:00 – 12:45 Velkommen
- Kongshavn vgs
- Hvam vgs
12:45 – 13:15 Rammer
13:15 – 13:30 Pause
13:30 – 14:00 Skoleeiers rolle
"""
LATER = TEXT.replace("12:45 – 13:15 Rammer", "12:45 – 13:00 Rammer\n13:00 – 13:15 Nytt innslag").replace(
    "- Hvam vgs", "- Borgund vgs\n- Hvam vgs"
)


@pytest.fixture
async def acting(redis_url: str) -> AsyncIterator[Acting]:
    async with Store(redis_url).open() as store:
        yield Acting(store, Tokens("secret"), limits=False, now=lambda: at(20))


async def kept(acting: Acting, text: str = TEXT, *, overwrite: bool = False) -> programmes.Imported:
    return await programmes.keep(acting, read(text.encode(), today=date(2022, 3, 1)), slug="s", overwrite=overwrite)


async def test_a_programme_becomes_an_event(acting: Acting) -> None:
    assert (await kept(acting)).slug == "s"
    state = (await acting.store.replica.copy("s")).state
    assert [s.title for s in state.agenda.sessions] == ["Velkommen", "Rammer", "Pause", "Skoleeiers rolle"]
    assert [s.kind for s in state.agenda.sessions] == ["talk", "talk", "break", "talk"]
    assert state.agenda.sessions[0].starts == at(0)


async def test_an_address_that_is_taken_is_not_overwritten_by_accident(acting: Acting) -> None:
    await kept(acting)
    with pytest.raises(Conflict) as refused:
        await kept(acting)
    assert refused.value.why == "slug_taken"


async def test_a_new_programme_keeps_ids_questions_links_and_the_code(acting: Acting) -> None:
    await kept(acting)
    copy = await acting.store.replica.copy("s")
    before, secrets = {s.title: s for s in copy.state.agenda.sessions}, copy.secrets
    code = (await acting.store.events.summaries())[0].code
    hvam = before["Velkommen"].items[1]
    await questions.ask(Actor(acting, "s", ANN), Ask(text="Hva med Hvam?", item=hvam.id))
    await agenda.move(Actor(acting, "s", MINA), before["Pause"].id, SessionAction.DELAY, Delay(minutes=5))
    assert (await kept(acting, LATER, overwrite=True)).replaced
    after = {s.title: s for s in copy.state.agenda.sessions}
    assert list(after) == ["Velkommen", "Rammer", "Nytt innslag", "Pause", "Skoleeiers rolle"]
    assert {t: after[t].id for t in before} == {t: s.id for t, s in before.items()}
    assert hvam.id in [i.id for i in after["Velkommen"].items]
    assert len(copy.state.questions) == 1
    assert copy.secrets == secrets
    assert [s.code for s in await acting.store.events.summaries()] == [code] != [""]
    assert (await acting.store.events.load("s")).state == copy.state


async def test_an_import_over_an_event_can_be_undone(acting: Acting) -> None:
    await kept(acting)
    copy = await acting.store.replica.copy("s")
    before = [(s.id, s.title, s.starts, s.ends) for s in copy.state.agenda.sessions]
    await kept(acting, LATER, overwrite=True)
    await agenda.undo(Actor(acting, "s", MINA), Undo())
    assert [(s.id, s.title, s.starts, s.ends) for s in copy.state.agenda.sessions] == before


@pytest.mark.parametrize("form", ["json", "csv", "md", "ics", "txt"])
async def test_every_export_is_written(acting: Acting, form: str) -> None:
    await kept(acting)
    await questions.ask(Actor(acting, "s", ANN), Ask(text="=1+1 er formelen?", session=""))
    written = (await export(acting, "s", form, "http://x")).decode()
    assert ("formelen" if form in ("json", "csv") else "Velkommen") in written
    assert "\n=1" not in written
    assert ",=1" not in written


async def test_what_is_exported_whole_can_be_imported_again(acting: Acting) -> None:
    await kept(acting)
    written = await export(acting, "s", "json", "http://x")
    again = read(written, today=date(2030, 1, 1))
    await programmes.keep(acting, again, slug="t", overwrite=False)
    one, two = (await acting.store.replica.copy("s")).state, (await acting.store.replica.copy("t")).state
    assert [(s.title, s.starts, s.ends, s.kind, [i.text for i in s.items]) for s in one.agenda.sessions] == [
        (s.title, s.starts, s.ends, s.kind, [i.text for i in s.items]) for s in two.agenda.sessions
    ]


@pytest.mark.parametrize("slug", ["new", "A", "a b", "-a", "../x", "static", "x" * 80])
async def test_an_address_nobody_could_reach_is_refused(acting: Acting, slug: str) -> None:
    with pytest.raises(Unfit):
        await programmes.keep(acting, read(TEXT.encode(), today=date(2022, 3, 1)), slug=slug, overwrite=False)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Webinar om utvekslingssamarbeid i videregående skole", "webinar-om-utvekslingssamarbeid"),
        ("Ærlig talt: Øl & Å", "aerlig-talt-ol-a"),
        ("new", "new-1"),
        ("日本語", "event-"),
    ],
)
def test_an_address_is_readable(title: str, slug: str) -> None:
    assert slug_of(title).startswith(slug)


async def test_what_an_import_would_change_is_shown_first(acting: Acting) -> None:
    new = read(LATER.replace("Skoleeiers rolle", "Skoleeieres rolle").encode(), today=date(2022, 3, 1))
    assert await programmes.difference(acting, new, "s") is None, "there is nothing here yet"
    await kept(acting)
    before = (await acting.store.replica.copy("s")).state
    found = by_kind(await programmes.difference(acting, new, "s") or ())
    assert {kind: [d.title for d in those] for kind, those in found.items() if those} == {
        "added": ["Nytt innslag"],
        "moved": ["Rammer"],
        "retitled": ["Skoleeieres rolle"],
        "reworded": ["Velkommen"],
        "unchanged": ["Pause"],
    }
    assert (await acting.store.replica.copy("s")).state == before


async def test_a_corrected_title_keeps_its_session_and_its_name_in_calendars(acting: Acting) -> None:
    await kept(acting)
    copy = await acting.store.replica.copy("s")
    before = {s.title: (s.id, s.key) for s in copy.state.agenda.sessions}
    new = read(TEXT.replace("Skoleeiers rolle", "Skoleeieres rolle").encode(), today=date(2022, 3, 1))
    await programmes.keep(acting, new, slug="s", overwrite=True)
    after = {s.title: (s.id, s.key) for s in copy.state.agenda.sessions}
    assert after["Skoleeieres rolle"] == before["Skoleeiers rolle"]


async def test_another_session_at_the_same_time_is_another_session(acting: Acting) -> None:
    await kept(acting)
    copy = await acting.store.replica.copy("s")
    before = {s.title: s.id for s in copy.state.agenda.sessions}
    await programmes.keep(
        acting,
        read(TEXT.replace("Skoleeiers rolle", "Musikk ved Hvam vgs").encode(), today=date(2022, 3, 1)),
        slug="s",
        overwrite=True,
    )
    assert next(s.id for s in copy.state.agenda.sessions if s.title.startswith("Musikk")) not in before.values()


async def test_what_was_set_at_the_desk_survives_a_new_programme_and_its_undo(acting: Acting) -> None:
    await kept(acting)
    wishes = {
        "flagged_words": ("tull",),
        "announcement_templates": ("Straks i gang",),
        "slow_seconds": 30,
        "contact": "post@s.example",
        "summary": "Velkommen hit",
        "listed": False,
    }
    mina = Actor(acting, "s", MINA)
    await settings.change(mina, convert(wishes, Settings))
    session = (await acting.store.replica.copy("s")).state.agenda.sessions[3]
    await agenda.move(mina, session.id, SessionAction.CANCEL, SessionMove(reason="Syk"))
    before = (await acting.store.replica.copy("s")).state
    await kept(acting, LATER.replace("Seminar om utveksling", "Et annet navn"), overwrite=True)
    after = (await acting.store.replica.copy("s")).state
    assert after.event.title == "Et annet navn"
    assert {name: getattr(after.event, name) for name in wishes} == {
        name: getattr(before.event, name) for name in wishes
    }
    assert [(s.status, s.reason) for s in after.agenda.sessions][-1] == ("cancelled", "Syk")
    await settings.change(mina, Settings(slow_seconds=60))
    await agenda.undo(mina, Undo())
    back = (await acting.store.replica.copy("s")).state
    assert back.event.title == before.event.title
    assert back.event.slow_seconds == 60, "set since then"
    assert [(s.title, s.starts, s.reason) for s in back.agenda.sessions] == [
        (s.title, s.starts, s.reason) for s in before.agenda.sessions
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en", "sv", "da", "de"])
@pytest.mark.parametrize("form", ["json", "pretalx", "toml", "ics", "csv"])
async def test_the_language_of_a_programme_comes_back(acting: Acting, language: str, form: str) -> None:
    programme = replace(read(TEXT.encode(), today=date(2022, 3, 1)), language=language)
    programme = replace(programme, entries=(*programme.entries[:-1], replace(programme.entries[-1], language="fr")))
    await programmes.keep(acting, programme, slug=f"s-{language}-{form}", overwrite=False)
    written = write(programme_of((await acting.store.replica.copy(f"s-{language}-{form}")).state), form)
    again = read(written, name=f"p.{form}" if form in ("csv", "ics", "toml") else "p.json", today=date(2022, 3, 1))
    assert again.language == language
    assert [entry.language for entry in again.entries] == ["", "", "", "fr"]


MOVED = {
    "moved and reworded": ("13:30 – 14:00 Skoleeiers rolle", "14:15 – 15:00 Skoleeieres rolle i samarbeidet"),
    "moved, reworded, same people": (
        "13:30 – 14:00 Skoleeiers rolle v/ Kari Nordmann",
        "14:15 – 15:00 Hva gjør kommunen? v/ Kari Nordmann",
    ),
    "only reworded": ("12:45 – 13:15 Rammer", "12:45 – 13:15 Rammene"),
}


@pytest.mark.parametrize("what", MOVED)
async def test_a_session_that_was_moved_and_reworded_is_the_same_one(acting: Acting, what: str) -> None:
    was, now = MOVED[what]
    text = TEXT.replace(was.partition(" v/ ")[0], was)
    await kept(acting, text)
    before = {s.id for s in (await acting.store.replica.copy("s")).state.agenda.sessions}
    await kept(acting, text.replace(was, now), overwrite=True)
    assert {s.id for s in (await acting.store.replica.copy("s")).state.agenda.sessions} == before


async def test_a_thousand_sessions_are_matched_in_a_moment() -> None:
    lines = [
        f"{9 + n // 60:02}:{n % 60:02} Sak {n} om {'skole lesing tall kart bok'.split()[n % 5]}" for n in range(800)
    ]
    text = "Dag\n\n8. mars 2022\n\n" + "\n".join(lines)
    old = agenda_of(read(text.encode(), today=date(2022, 3, 1)))
    new = agenda_of(read(text.replace("Sak", "Emne nr").encode(), today=date(2022, 3, 1)))
    began = process_time()
    over(old, new)
    assert process_time() - began < 3
