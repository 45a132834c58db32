"""Everything of an event as one JSON object, losslessly but for who asked what."""

from collections.abc import Mapping

from live.exports import sheets
from live.exports.happenings import Happened
from live.rules.as_json import outline
from live.rules.people import Role
from live.rules.people.attendance import moment_of
from live.rules.polls import Tally, Written, sets
from live.rules.polls.as_json import poll_as_json
from live.rules.questions.as_json import question_as_json
from live.rules.settings import SETTINGS
from live.rules.state import State, listed, polled, viewer_of
from live.rules.things import THINGS
from live.rules.viewer import NO_TALLIES

WITH_THEIR_OWN_FORM = frozenset({"event", "agenda", "question", "mark", "order", "announcement", "poll"})  # `whole`


def whole(
    state: State, votes: Mapping[str, int], known: Happened, tallies: Mapping[str, Tally] = NO_TALLIES
) -> dict[str, object]:
    """Return everything, losslessly, but who asked what: pseudonyms stay in the store."""
    event, agenda = state.event, state.agenda
    return {
        "format": "live/1",
        **outline(event, agenda),
        "contact": event.contact,
        "sections": event.sections,
        "settings": {name: getattr(event, name) for name in SETTINGS if name not in ("title", "summary", "contact")},
        "sessions": agenda.sessions,
        "questions": [
            question_as_json(q, votes.get(q.id, 0), Role.MODERATOR) | {"labels": sheets.labels(state, q)}
            for q in listed(state, Role.MODERATOR)
        ],
        "queue": state.order.ids,
        "announcements": list(state.announcements.values()),
        "moves": state.moves.moves,
        "polls": [
            poll_as_json(p, tallies.get(p.id, {}), Role.MODERATOR) | answers_in_full(p.id, known.written)
            for p in sets.in_turn(polled(state, Role.MODERATOR))
        ],
        "poll_templates": event.poll_templates,
        "logo": known.logo or None,  # JSON has bytes as base64
        "attendance": [
            {"at": moment_of(minute).astimezone(event.zone), "people": people}
            for minute, people in known.attendance.items()
        ],
        **_others(state),
    }


def answers_in_full(poll: str, written: Written) -> dict[str, object]:
    """Return what people wrote in full, of a poll that asks for it."""
    return {"answers": written[poll]} if poll in written else {}


def _others(state: State) -> dict[str, object]:
    """Every noun that has no form of its own in `whole`, as moderators see it."""
    viewer = viewer_of(state, Role.MODERATOR, state.event.imported_at)
    nouns = [noun for noun in THINGS if noun.as_json is not None and noun.name not in WITH_THEIR_OWN_FORM]
    return {noun.field: noun.listed(state, viewer) for noun in nouns}
