"""The addresses of an event and of the installation, and making them anew."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from live.actions.acting import Acting, Actor, Decision
from live.badge import OrganiserKey
from live.rules.changes import Change
from live.rules.errors import Unfit
from live.rules.people import Person, Role
from live.store import Copy
from live.tokens import LINKED, Tokens, digest, new_nonce, since

PAGES = {Role.MODERATOR: "desk", Role.SPEAKER: "speaker"}


def addresses(tokens: Tokens, base: str, slug: str, secrets: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of `attendee`, `moderator`, `stage` and `speaker`; the token stands in the fragment, which
    no server ever sees.
    """
    links = {"attendee": f"{base}/{slug}", "stage": f"{base}/{slug}/stage"}
    for role, page in PAGES.items():
        nonce = secrets.get(f"nonce:{role}")
        if nonce:
            links[str(role)] = f"{base}/{slug}/{page}#{tokens.token(slug, role, nonce)}"
    return links


async def renew(acting: Acting, slug: str, role: str, by: Person) -> None:
    """Make a new link for a role; the old one, and every badge it was exchanged for, stops working everywhere.

    Refuses `unknown_role`.
    """
    if role not in LINKED:
        raise Unfit("There is no such link. Choose moderator or speaker.", code="unknown_role", field="role")
    await _kept(acting, slug, role, acting.tokens.kept(slug, role, new_nonce()), by)


async def end_sessions(acting: Acting, slug: str, role: Role, by: Person) -> None:
    """End every badge of a role, on every device, and what they have open. The link stays."""
    await _kept(acting, slug, since(role), {since(role): new_nonce()}, by)


async def _kept(acting: Acting, slug: str, what: str, secrets: dict[str, str], by: Person) -> None:
    """Keep new secrets, and tell every process of the one that badges are signed with."""
    await acting.store.events.renew(slug, secrets)

    def rule(copy: Copy, now: datetime) -> Decision:
        event = copy.state.event
        after = replace(event, revision=event.revision + 1)
        return Decision(
            put={"event": after},
            changes=(Change(kind="links.renewed", at=now, thing=after, role=what, secret=secrets[what]),),
            answer={"renewed": what},
        )

    await Actor(acting, slug, by).do(rule)


async def organiser(acting: Acting, base: str, *, anew: bool = False) -> str:
    """Return the organiser's link of this installation: create and manage events in the browser."""
    nonce = await acting.store.events.organiser(new_nonce(), anew=anew)
    return f"{base}/new#{acting.tokens.token('', 'organiser', nonce)}"


async def organiser_key(acting: Acting) -> OrganiserKey:
    """Return what the organiser's token and cookies are checked against."""
    events = acting.store.events
    token = acting.tokens.token("", "organiser", await events.organiser(new_nonce()))
    return OrganiserKey(digest(token), await events.organiser_since())
