"""The table of addresses: which of ours answers what.

An event's own come first, since a whole audience asks for them at once.
"""

import re
from collections.abc import Callable
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route, WebSocketRoute

from live.actions.slugs import RESERVED
from live.pages import (
    answered,
    attendee,
    changes,
    diag,
    embed,
    files,
    health,
    home,
    listing,
    looks,
    openapi,
    organiser,
    polls,
    report,
    screen,
    sets,
    signals,
    similar,
    speaker,
    stage,
)
from live.pages.desk import columns, cue, moderator, receipts, stages, teamwork
from live.pages.organiser import events, rehearsals, tokens
from live.push import asyncapi
from live.push.fallbacks import poll, sse
from live.push.websocket import socket


class Slug(Convertor[str]):
    """An event's place in an address: anything but the addresses of the house itself, which therefore may stand after
    it.
    """

    regex = rf"(?!(?:{'|'.join(sorted(map(re.escape, RESERVED)))})(?:$|[/.]))[^/.]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("slug", Slug())

ROUTES: list[BaseRoute] = [
    Route("/{slug:slug}", attendee.show),
    WebSocketRoute("/{slug:slug}/live", socket.live),
    Route("/{slug:slug}/poll", poll.poll),
    Route("/{slug:slug}/events", sse.events),
    Route("/{slug:slug}.json", attendee.state),
    Route("/{slug:slug}/questions", attendee.ask, methods=["POST"]),
    Route("/{slug:slug}/questions", listing.show),
    Route("/{slug:slug}/questions/{question}/upvote", attendee.upvote, methods=["POST"]),
    Route("/{slug:slug}/signals/{kind}", signals.give, methods=["POST"]),
    Route("/{slug:slug}/mine", attendee.mine),
    Route("/{slug:slug}/person", attendee.become, methods=["POST"]),
    Route("/{slug:slug}/mine/erase", attendee.erase_mine, methods=["POST"]),
    Route("/{slug:slug}/mine/forget", attendee.forget, methods=["POST"]),
    Route("/{slug:slug}/similar", similar.show),
    Route("/{slug:slug}/desk/similar/{question}", similar.suggest),
    Route("/{slug:slug}/ledger", attendee.ledger),
    Route("/{slug:slug}/changes", changes.show),
    Route("/{slug:slug}/changes.atom", changes.feed),
    Route("/{slug:slug}/answers.atom", changes.answered),
    Route("/{slug:slug}/agenda.ics", files.calendar),
    Route("/{slug:slug}/schedule.{form}", files.schedule),
    Route("/{slug:slug}/qr.svg", files.qr),
    Route("/{slug:slug}/qr.png", files.qr_picture),
    Route("/{slug:slug}/logo/{name}.png", looks.logo),
    Route("/{slug:slug}/share/{name}.png", looks.shared),
    Route("/{slug:slug}/export.{form}", files.export),
    Route("/{slug:slug}/questions/{question}/withdraw", attendee.withdraw, methods=["POST"]),
    Route("/{slug:slug}/questions/{question}/edit", attendee.reword, methods=["POST"]),
    Route("/{slug:slug}/stage", stage.stage),
    Route("/{slug:slug}/stage/address", screen.show),
    Route("/{slug:slug}/speaker", speaker.speaker),
    Route("/{slug:slug}/stage/here", stages.here, methods=["POST"]),
    Route("/{slug:slug}/speaker/seen", cue.confirm, methods=["POST"]),
    Route("/{slug:slug}/desk/cue", cue.give, methods=["POST"]),
    Route("/{slug:slug}/desk/stages/forget", stages.forget, methods=["POST"]),
    Route("/{slug:slug}/diag", diag.show),
    Route("/{slug:slug}/report", report.show),
    Route("/{slug:slug}/answers", answered.show),
    Route("/{slug:slug}/badge", moderator.badge, methods=["POST"]),
    Route("/{slug:slug}/badge/end", moderator.log_out, methods=["POST"]),
    Route("/{slug:slug}/desk", moderator.desk),
    Route("/{slug:slug}/desk/slips", moderator.slips),
    Route("/{slug:slug}/desk/sessions", moderator.insert_session, methods=["POST"]),
    Route("/{slug:slug}/desk/sessions/{session}/{move}", moderator.move_session, methods=["POST"]),
    Route("/{slug:slug}/desk/undo", moderator.undo, methods=["POST"]),
    Route("/{slug:slug}/desk/here", teamwork.here, methods=["POST"]),
    Route("/{slug:slug}/desk/questions", columns.questions),
    Route("/{slug:slug}/desk/questions/bulk", teamwork.move_questions, methods=["POST"]),
    Route("/{slug:slug}/desk/questions/{question}", columns.question),
    Route("/{slug:slug}/desk/questions/{question}/labels", teamwork.label_question, methods=["POST"]),
    Route("/{slug:slug}/desk/queue", teamwork.arrange_queue, methods=["POST"]),
    Route("/{slug:slug}/desk/questions/{question}/{move}", moderator.move_question, methods=["POST"]),
    Route("/{slug:slug}/desk/votes", moderator.bursts),
    Route("/{slug:slug}/desk/votes/{burst}", moderator.judge, methods=["POST"]),
    Route("/{slug:slug}/desk/announcements", moderator.announce, methods=["POST"]),
    Route("/{slug:slug}/announcements/{announcement}/shown", receipts.shown, methods=["POST"]),
    Route("/{slug:slug}/desk/announcements/shown", receipts.counts),
    Route("/{slug:slug}/desk/announcements/{announcement}/edit", moderator.correct, methods=["POST"]),
    Route("/{slug:slug}/desk/announcements/{announcement}/send", moderator.tell, methods=["POST"]),
    Route("/{slug:slug}/desk/announcements/{announcement}/retract", moderator.retract, methods=["POST"]),
    Route("/{slug:slug}/polls/{poll}/vote", polls.vote, methods=["POST"]),
    Route("/{slug:slug}/polls/{poll}/result.svg", polls.picture),
    Route("/{slug:slug}/polls", sets.show),
    Route("/{slug:slug}/polls", sets.answer, methods=["POST"]),
    Route("/{slug:slug}/desk/sets", sets.make, methods=["POST"]),
    Route("/{slug:slug}/desk/sets/{move}", sets.move, methods=["POST"]),
    Route("/{slug:slug}/desk/polls", polls.make, methods=["POST"]),
    Route("/{slug:slug}/desk/polls/{poll}/{move}", polls.move, methods=["POST"]),
    Route("/{slug:slug}/desk/look", looks.show),
    Route("/{slug:slug}/desk/look", looks.change, methods=["POST"]),
    Route("/{slug:slug}/desk/settings", moderator.change_settings, methods=["POST"]),
    Route("/", home.home, name="home"),
    Route("/openapi.json", openapi.show),
    Route("/asyncapi.json", asyncapi.show),
    Route("/oembed", embed.oembed),
    Route("/healthz", health.healthz),
    Route("/readyz", health.readyz),
    Route("/version", health.version),
    Route("/favicon.ico", files.favicon),
    Route("/static/{build}/accent-{colour}.css", looks.sheet),
    Route("/static/{build}/{name:path}", files.static),
    Route("/new", organiser.new),
    Route("/new", organiser.create, methods=["POST"]),
    Route("/{slug:slug}/copy", events.copy, methods=["POST"]),
    Route("/{slug:slug}/rehearse", rehearsals.rehearse, methods=["POST"]),
    Route("/{slug:slug}/rehearsal", rehearsals.tell, methods=["POST"]),
    Route("/{slug:slug}/rehearsal", rehearsals.show),
    Route("/{slug:slug}/rehearsal/end", rehearsals.end, methods=["POST"]),
    Route("/{slug:slug}/archive", events.archive, methods=["POST"]),
    Route("/{slug:slug}/archive.zip", events.whole),
    Route("/{slug:slug}/delete", events.delete, methods=["POST"]),
    Route("/new/badge", organiser.badge, methods=["POST"]),
    Route("/new/badge/end", organiser.log_out, methods=["POST"]),
    Route("/{slug:slug}/embed", embed.show),
    Route("/{slug:slug}/embed", embed.allow, methods=["POST"]),
    Route("/{slug:slug}/tokens", tokens.show),
    Route("/{slug:slug}/tokens", tokens.make, methods=["POST"]),
    Route("/{slug:slug}/tokens/{token}/revoke", tokens.revoke, methods=["POST"]),
    Route("/diag", diag.show),
    Route("/diag", diag.sent, methods=["POST"]),
    Route("/diag/events", diag.events),
    WebSocketRoute(
        "/{slug}/live", socket.live
    ),  # under the house's own addresses there is no event, and `/diag` tests that one hears so
]

VOTES = (attendee.upvote, polls.vote)
FILES = (
    *(files.calendar, files.schedule, files.qr, files.qr_picture, files.export, files.favicon, files.static),
    *(looks.logo, looks.shared, looks.sheet, polls.picture, events.whole),
)
TURNS: dict[Callable[..., Any], str] = {  # what is no page, no file, and no write
    attendee.state: "state",
    **dict.fromkeys((health.healthz, health.readyz, health.version), "health"),
    **dict.fromkeys((sse.events, poll.poll, diag.events), "lasting"),
}


def kind_of(route: Route) -> str:
    """Return what kind of request a route takes: how long one may be, and who waits for it, differs by it."""
    if route.endpoint in VOTES:
        return "vote"
    if "POST" in (route.methods or ()):
        return "write"
    return "file" if route.endpoint in FILES else TURNS.get(route.endpoint, "page")


KINDS = {route.endpoint: kind_of(route) for route in ROUTES if isinstance(route, Route)}
