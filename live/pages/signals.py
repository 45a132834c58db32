"""One-tap signals of the audience. The answer is the same for who is in doubt: nobody learns that they are."""

from starlette.responses import Response

from live.actions import signals
from live.pages import answers
from live.pages.posting import acted, count, network_of, takes
from live.pages.reading import Visit
from live.rules.wishes.people import GiveSignal


@takes(GiveSignal, by=acted)
async def give(visit: Visit, wish: GiveSignal) -> Response:
    """Give or take back a signal; `on` is absolute, saying it again renews it."""
    slug, person = visit.copy.slug, visit.person
    if visit.live.acting.limits:  # per person, and per address against those who make themselves many
        count(visit.live.signalling, f"{slug} {person.id}")
        count(visit.live.signalling_places, network_of(visit.request, visit.copy.secrets))
    doubted = wish.on and await visit.live.vote_guard.unheard(slug, person.id, visit.worn.arrival)
    given = await signals.give(visit.actor, visit.path["kind"], wish, doubted=doubted)
    return answers.result(visit, given, to="#signals")
