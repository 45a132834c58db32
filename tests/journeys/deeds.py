"""Everything people can do that is told, by the kind of change it makes: what the agreement tests let happen.

A new kind of change needs a deed here; `tests/test_things.py` names the kinds that have none.
"""

import random
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from live.actions import access, links, programmes
from live.actions.acting import Actor
from live.actions.programmes.writing import programme_of
from live.rules.wishes.access import MakeToken, RevokeToken
from tests.builders import MINA
from tests.journeys.event import SLUG, Event, Someone

Deed = Callable[["Hall"], None]
DEEDS: dict[str, tuple[Deed, int]] = {}  # kind -> the deed, and how often it is done beside the others


class Hall:
    """A moderator and three attendees, with what they have made so far. `chance` decides about everything else."""

    def __init__(self, event: Event, chance: random.Random) -> None:
        self.event, self.chance = event, chance
        self.mina, self.people = event.moderator(), [event.attendee() for _ in range(3)]
        self.sessions = [s["id"] for s in self.mina.state()["agenda"]["sessions"]]
        self.asked: list[tuple[Someone, str]] = []
        self.announced: list[str] = []
        self.polls: list[str] = []

    def question(self) -> str:
        """Any question; a new one when nobody has asked yet."""
        if not self.asked:
            ask(self)
        return self.chance.choice(self.asked)[1]

    def poll(self) -> str:
        if not self.polls:
            draft(self)
        return self.chance.choice(self.polls)

    def announcement(self) -> str:
        if not self.announced:
            announce(self)
        return self.chance.choice(self.announced)

    def words(self) -> str:
        return f"Ord {self.chance.random()}"

    def moderate(self, move: str, question: str = "", **body: Any) -> None:
        self.mina.post(f"desk/questions/{question or self.question()}/{move}", body)

    def move(self, name: str, session: str = "", **body: Any) -> None:
        rest = self.chance.choice(["shift", "push", "absorb", "shorten"])
        self.mina.post(f"desk/sessions/{session or self.chance.choice(self.sessions)}/{name}", {"rest": rest, **body})


def deed(kind: str, often: int = 1) -> Callable[[Deed], Deed]:
    """Register what makes a kind of change: in an event that has just begun it always does, later when it can."""

    def kept(do: Deed) -> Deed:
        DEEDS[kind] = (do, often)
        return do

    return kept


@deed("question.asked", often=4)
def ask(hall: Hall) -> None:
    who = hall.chance.choice(hall.people)
    answer = who.post("questions", {"text": f"{hall.words()}?", "session": hall.chance.choice(["", *hall.sessions])})
    if answer.status_code == 201:
        hall.asked.append((who, answer.json()["question"]["id"]))


@deed("question.approved", often=3)
def approve(hall: Hall) -> None:
    hall.moderate("approve")


@deed("question.dismissed")
def dismiss(hall: Hall) -> None:
    hall.moderate("dismiss", reason=hall.words())


@deed("question.taken")
def take(hall: Hall) -> None:
    hall.moderate("take")


@deed("question.answered")
def answer(hall: Hall) -> None:
    hall.moderate("answer", text=hall.words())


@deed("question.reopened")
def reopen(hall: Hall) -> None:
    question = hall.question()
    hall.moderate("answer", question)
    hall.moderate("reopen", question)


@deed("question.held")
def hold(hall: Hall) -> None:
    question = hall.question()
    hall.moderate("approve", question)
    hall.moderate("hold", question)


@deed("question.edited")
def edit_question(hall: Hall) -> None:
    hall.moderate("edit", text=hall.words())


@deed("question.pinned")
def pin(hall: Hall) -> None:
    hall.moderate("pin", on=True)


@deed("question.promised")
def promise(hall: Hall) -> None:
    hall.moderate("promise", on=True)


@deed("question.merged", often=2)
def merge(hall: Hall) -> None:
    while len(hall.asked) < 2:
        ask(hall)
    question, into = hall.chance.sample([q for _, q in hall.asked], 2)
    hall.moderate("merge", question, into=into)


@deed("question.unmerged")
def unmerge(hall: Hall) -> None:
    merge(hall)
    for _, question in hall.asked:
        hall.moderate("unmerge", question)


@deed("question.erased")
def erase(hall: Hall) -> None:
    question = hall.question()
    hall.moderate("answer", question, text=hall.words())
    hall.moderate("erase_answer", question)
    hall.moderate("erase", question)


@deed("question.withdrawn", often=2)
def withdraw(hall: Hall) -> None:
    hall.question()
    who, question = hall.chance.choice(hall.asked)
    who.post(f"questions/{question}/withdraw")


@deed("question.marked")
def label(hall: Hall) -> None:
    hall.moderate(
        "labels", label=hall.chance.choice(["Reise", "Penger"]), on=not hall.asked or hall.chance.random() < 0.7
    )


@deed("queue.arranged")
def arrange(hall: Hall) -> None:
    hall.moderate("approve", hall.question())
    ids = [question for _, question in hall.asked]
    hall.mina.post("desk/queue", {"ids": hall.chance.sample(ids, hall.chance.randint(1, len(ids)))})


@deed("session.delayed", often=2)
def delay(hall: Hall) -> None:
    hall.move("delay", minutes=hall.chance.randint(1, 20))


@deed("session.moved", often=2)
def extend(hall: Hall) -> None:
    hall.move("extend", minutes=hall.chance.randint(1, 20))


@deed("session.started")
def start(hall: Hall) -> None:
    hall.move("start")


@deed("session.ended")
def end(hall: Hall) -> None:
    session = hall.chance.choice(hall.sessions)
    hall.move("start", session)
    hall.move("end", session)


@deed("session.cancelled")
def cancel(hall: Hall) -> None:
    hall.move("cancel")


@deed("session.restored")
def restore(hall: Hall) -> None:
    session = hall.chance.choice(hall.sessions)
    hall.move("cancel", session)
    hall.move("restore", session)


@deed("session.edited")
def edit_session(hall: Hall) -> None:
    hall.move("edit", title=hall.words(), minutes=20, stream=hall.chance.choice(("", "https://whereby.com/room")))


@deed("session.inserted")
def insert(hall: Hall) -> None:
    starts = f"2022-03-08T1{hall.chance.randint(5, 8)}:00"
    hall.mina.post("desk/sessions", {"title": hall.words(), "starts": starts, "minutes": 10, "rest": "push"})


@deed("agenda.undone")
def undo(hall: Hall) -> None:
    delay(hall)
    hall.mina.post("desk/undo")


@deed("agenda.replaced")
def bring_in(hall: Hall) -> None:
    """The same programme again, under another title."""
    live = hall.event.server.app.state.live
    state = hall.event.server.call(live.store.replica.copy(SLUG)).state
    programme = replace(programme_of(state), title=hall.words())
    hall.event.server.call(programmes.keep(live.acting, programme, slug=SLUG, overwrite=True, by=MINA))


@deed("announcement.made", often=2)
def announce(hall: Hall) -> None:
    level = hall.chance.choice(["info", "important", "urgent"])
    made = hall.mina.post("desk/announcements", {"text": hall.words(), "level": level})
    hall.announced.append(made.json()["announcement"]["id"])


@deed("announcement.scheduled")
def schedule(hall: Hall) -> None:
    made = hall.mina.post("desk/announcements", {"text": hall.words(), "in_minutes": 60})
    hall.announced.append(made.json()["announcement"]["id"])


@deed("announcement.corrected")
def correct(hall: Hall) -> None:
    hall.mina.post(f"desk/announcements/{hall.announcement()}/edit", {"text": hall.words()})


@deed("announcement.retracted")
def retract(hall: Hall) -> None:
    hall.mina.post(f"desk/announcements/{hall.announcement()}/retract")


@deed("poll.made", often=2)
def draft(hall: Hall) -> None:
    kind = hall.chance.choice(["single", "multiple", "scale", "words", "text"])
    made = hall.mina.post("desk/polls", {"text": hall.words(), "kind": kind, "options": ["Ja", "Nei"]})
    hall.polls.append(made.json()["poll"]["id"])


@deed("poll.edited")
def edit_poll(hall: Hall) -> None:
    poll = hall.poll()
    hall.mina.post(f"desk/polls/{poll}/edit", {"text": hall.words()})
    hall.mina.post(f"desk/polls/{poll}/hide_word", {"text": "Ja"})


@deed("poll.opened", often=2)
def open_poll(hall: Hall) -> None:
    hall.mina.post(f"desk/polls/{hall.poll()}/open")


@deed("poll.closed")
def close(hall: Hall) -> None:
    poll = hall.poll()
    hall.mina.post(f"desk/polls/{poll}/open")
    hall.mina.post(f"desk/polls/{poll}/close")


@deed("poll.shown", often=2)
def show(hall: Hall) -> None:
    poll = hall.poll()
    hall.mina.post(f"desk/polls/{poll}/open")
    hall.mina.post(f"desk/polls/{poll}/{hall.chance.choice(['show', 'show', 'hide'])}")


@deed("poll.removed")
def remove(hall: Hall) -> None:
    poll = hall.poll()
    hall.mina.post(f"desk/polls/{poll}/remove")
    if hall.chance.random() < 0.5:
        hall.mina.post(f"desk/polls/{poll}/restore")


@deed("event.changed")
def settle(hall: Hall) -> None:
    hall.mina.post(
        "desk/settings",
        {
            "moderated": hall.chance.random() < 0.5,
            "summary": hall.words(),
            "stream": hall.chance.choice(("", "https://teams.microsoft.com/meet/1")),
            "other_stream": "https://zoom.us/j/2",
            "stream_delay": 20,
        },
    )


@deed("links.renewed", often=0)  # it sends those away whose links they were
def renew(hall: Hall) -> None:
    live = hall.event.server.app.state.live
    hall.event.server.call(links.renew(live.acting, SLUG, "speaker", MINA))


@deed("token.made", often=0)
def give_token(hall: Hall) -> None:
    live = hall.event.server.app.state.live
    hall.event.server.call(access.make(Actor(live.acting, SLUG, MINA), MakeToken(name=hall.words())))


@deed("token.revoked", often=0)
def revoke_token(hall: Hall) -> None:
    live = hall.event.server.app.state.live
    give_token(hall)
    token = next(iter(hall.event.server.call(live.store.replica.copy(SLUG)).state.tokens))
    hall.event.server.call(access.revoke(Actor(live.acting, SLUG, MINA), token, RevokeToken()))


def upvote(hall: Hall) -> None:
    """Counted apart and told by the pulse: no change."""
    if hall.asked:
        chance = hall.chance
        chance.choice(hall.people).post(f"questions/{hall.question()}/upvote", {"on": chance.random() < 0.8})


def answer_poll(hall: Hall) -> None:
    """Counted apart and told by the pulse: no change."""
    if hall.polls:
        choice = hall.chance.choice(["o1", "o2", "3", "5", "Ja", "nei"])
        hall.chance.choice(hall.people).post(f"polls/{hall.poll()}/vote", {"choice": [choice]})


def what_happens(event: Event, chance: random.Random, deeds: int = 90) -> None:
    """A busy quarter of an hour: everything anybody can do, in a random order."""
    hall = Hall(event, chance)
    often = [do for do, times in DEEDS.values() for _ in range(times)]
    often += [upvote] * 4 + [answer_poll] * 8
    for _ in range(deeds):
        chance.choice(often)(hall)


def each_once(event: Event, chance: random.Random) -> None:
    """One deed after the other, as they stand above."""
    hall = Hall(event, chance)
    for do, _ in DEEDS.values():
        do(hall)
