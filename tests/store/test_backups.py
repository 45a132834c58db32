"""A backup brought back on another installation has everything the first one had."""

import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from live.actions import agenda, polls, questions
from live.actions.acting import Acting, Actor
from live.rules.wishes.agenda import Delay, SessionAction
from live.rules.wishes.polls import MakePoll
from live.rules.wishes.questions import Ask
from live.store import Store, backupfile
from live.store.backups import Shelf
from live.tokens import Tokens
from tests.builders import ANN, BOB, MINA, an_event, at, the_seminar

SLUG = "seminar"


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[Store]:
    async with Store(redis_url).open() as opened:
        yield opened


async def busy(store: Store) -> Acting:
    """An event in which people have done something of everything."""
    acting = Acting(store, Tokens("secret"), limits=False, now=lambda: at(20))
    await store.events.create(an_event(), the_seminar(), acting.tokens.fresh(SLUG))
    for person, text in ((ANN, "Får elevene støtte?"), (BOB, "Hvor lenge varer det?")):
        await questions.ask(Actor(acting, SLUG, person), Ask(text=text, key=person.id))
    mina = Actor(acting, SLUG, MINA)
    await polls.make(mina, MakePoll(text="Hvor?", options=("Her", "Der"), on=True))
    await agenda.move(mina, the_seminar().sessions[1].id, SessionAction.DELAY, Delay(minutes=5))
    return acting


def kept(shelves: list[Shelf]) -> dict[str, object]:
    """What is to be the same there and here: all but the epoch, and how long a key still has."""
    found: dict[str, object] = {}
    for shelf in shelves:
        pairs = [pair for pair in shelf.pairs if pair[0] != b"epoch"]
        found[shelf.name] = (shelf.type, shelf.text, pairs, shelf.members, shelf.entries, bool(shelf.lasts))
    return found


async def test_everything_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    await busy(store)
    file = tmp_path / "all.backup"
    before = await store.backups.event(SLUG)
    types = {shelf.type for shelf in before}
    assert {"hash", "stream", "string"} <= types, "there is something to lose"
    backupfile.write(file, "1", "2022", await store.backups.installation(), iter([(SLUG, backupfile.packed(before))]))
    copy = await store.replica.copy(SLUG)
    state, epoch = copy.state, copy.cursor.epoch
    await store.deletions.delete(SLUG)
    store.replica.drop(copy)
    assert await store.backups.event(SLUG) == []
    await store.backups.restore_event(SLUG, backupfile.read(file).events[SLUG])
    assert kept(await store.backups.event(SLUG)) == kept(before)
    again = await store.events.load(SLUG)
    assert again.state == state
    assert again.cursor.epoch != epoch, "whoever still follows the old one fetches it anew"


async def test_every_type_of_key_there_is_comes_back(store: Store) -> None:
    at_seminar = f"live:{{{SLUG}}}:"
    await store.database.run(lambda r: r.sadd(f"{at_seminar}voters:q", b"ann", b"\xff\x00"))
    await store.database.run(lambda r: r.zadd(f"{at_seminar}attendance", {"27411840": 412, "27411841": 0.5}))
    await store.database.run(lambda r: r.pfadd(f"{at_seminar}shown:a", "ann", "bob"))
    await store.database.run(lambda r: r.set(f"{at_seminar}answer:ann:k", b"\x00\xffjson", px=100_000))
    await store.database.run(lambda r: r.zadd(f"{at_seminar}presence", {"ann": 1}))
    before = await store.backups.event(SLUG)
    await store.backups.restore_event(SLUG, before)
    after = kept(await store.backups.event(SLUG))
    after.pop(f"{at_seminar}meta")  # the new epoch
    assert after == kept(before)
    assert len(after) == 4, "who is here is not kept"
    assert await store.database.run(lambda r: r.pfcount(f"{at_seminar}shown:a")) == 2


@pytest.mark.parametrize("at_byte", [0, 40, -30])
async def test_a_file_that_is_not_whole_is_refused(store: Store, tmp_path: Path, at_byte: int) -> None:
    file = tmp_path / "all.backup"
    backupfile.write(file, "1", "2022", [Shelf(name="live:secret", type="string", text=b"x" * 50)], iter([]))
    assert len(backupfile.read(file).installation) == 1
    data = bytearray(file.read_bytes())
    data[at_byte] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(backupfile.NotABackup):
        backupfile.read(file)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(backupfile.NotABackup):
        backupfile.read(tmp_path)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", '{"form": 99, "version": "9", "at": "", "events": [], "sums": {}}')
    with pytest.raises(backupfile.NotABackup, match="newer"):
        backupfile.read(other)
