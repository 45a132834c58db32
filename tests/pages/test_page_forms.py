"""What the pages themselves send: every field of every form is declared by the action it goes to, and what can be typed
is as long as the action takes.
"""

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.routing import Match

from live.actions import links
from live.pages.posting import wishes_of
from live.pages.reading.decoding import Field, fields
from live.routes import ROUTES
from tests.journeys.event import SLUG, Event
from tests.running import Server

TYPED = (None, "text", "search", "url", "password")


@pytest.fixture
def event(server: Server) -> Iterator[Event]:
    made = Event(server)
    made.server.app.state.live.acting.limits = False
    fill(made)
    yield made
    made.close()


def fill(event: Event) -> None:
    """One of everything that a page has forms for."""
    mina, ann = event.moderator(), event.attendee()
    ids = [ann.ask(f"Spørsmål nummer {n}?")["id"] for n in range(7)]
    for question, moves in zip(
        ids, ((), ("approve",), ("take",), ("answer",), ("dismiss",), ("approve",), ("remove_all",)), strict=True
    ):
        for move in moves:
            mina.post(f"desk/questions/{question}/{move}")
    mina.post(f"desk/questions/{ids[5]}/merge", {"into": ids[1]})
    mina.post(f"desk/questions/{ids[1]}/labels", {"label": "viktig"})
    mina.post("desk/announcements", {"text": "Nå"})
    mina.post("desk/announcements", {"text": "Senere", "in_minutes": 30})
    mina.post("desk/polls", {"text": "Utkast?", "options": ["a", "b"]})
    for kind in ("single", "multiple", "scale", "words", "text"):
        mina.post("desk/polls", {"text": f"{kind}?", "kind": kind, "options": ["a", "b"], "on": True})
    closed = mina.post("desk/polls", {"text": "Stengt?", "options": ["a", "b"], "on": True}).json()["poll"]["id"]
    mina.post(f"desk/polls/{closed}/close")
    mina.post("desk/sessions/opening/start")
    mina.post("desk/sessions/rules/cancel")
    mina.post("desk/sessions/pause/delay", {"minutes": 5})


def pages(event: Event) -> Iterator[tuple[str, LexborHTMLParser]]:
    mina, ann = event.moderator(), event.attendee()
    organiser = event.server.call(links.organiser(event.server.app.state.live.acting, "")).partition("#")[2]
    question = mina.state()["questions"][0]["id"]
    ours = [f"/{SLUG}/desk", f"/{SLUG}/desk/similar/{question}", f"/{SLUG}/speaker", f"/{SLUG}/desk/votes"]
    ours += [
        address for address in (f"/{SLUG}/desk/questions/{question}",) if mina.http.get(address).status_code == 200
    ]
    for client, addresses in (
        (mina.http, ours),
        (ann.http, [f"/{SLUG}", f"/{SLUG}/mine", f"/{SLUG}/stage", f"/{SLUG}/desk"]),
    ):
        for address in addresses:
            yield address, LexborHTMLParser(client.get(address, headers={"accept": "text/html"}).text)
    new = event.client(accept="text/html", authorization=f"Bearer {organiser}")
    yield "/new", LexborHTMLParser(new.get("/new").text)


def known_at(address: str) -> dict[str, Field]:
    """The fields of the action at an address."""
    scope = {"type": "http", "method": "POST", "path": address, "root_path": ""}
    for route in ROUTES:
        match, found = route.matches(scope)
        if match is Match.FULL:
            return dict(fields(wishes_of(found["endpoint"])[found["path_params"].get("move", "")]))
    raise AssertionError(f"a form leads to {address}, where nothing is")


def controls(page: LexborHTMLParser, form: LexborNode) -> list[LexborNode]:
    """What a form sends, wherever it stands."""
    inside = [one for one in form.css("input, select, textarea, button") if not one.attributes.get("form")]
    name = form.attributes.get("id")
    outside = page.css(f'[form="{name}"]') if name else []
    return [one for one in [*inside, *outside] if one.attributes.get("name") or one.attributes.get("formaction")]


def sends(page: LexborHTMLParser, form: LexborNode) -> Iterator[tuple[str, list[LexborNode]]]:
    """Each address a form can go to, with what it then sends."""
    given = controls(page, form)
    others = [one for one in given if one.tag != "button"]
    buttons = [one for one in given if one.tag == "button"]
    for button in buttons or (None,):
        address = (button.attributes.get("formaction") if button else None) or form.attributes.get("action")
        assert address, form.html
        yield address, [*others, *([button] if button and button.attributes.get("name") else [])]


def test_every_form_sends_what_its_action_takes(event: Event) -> None:
    seen = set()
    for page, parsed in pages(event):
        for form in parsed.css("form"):
            if (form.attributes.get("method") or "get").lower() != "post" or not form.attributes.get("action"):
                continue
            for address, given in sends(parsed, form):
                known = known_at(address)
                names = {str(one.attributes["name"]) for one in given}
                assert names <= known.keys(), f"{page}: {address} gets {names - known.keys()}"
                seen.add(address)
    assert len(seen) > 60


def test_what_can_be_typed_is_as_long_as_the_action_takes(event: Event) -> None:
    wrong = []
    for page, parsed in pages(event):
        for form in parsed.css("form"):
            if (form.attributes.get("method") or "get").lower() != "post" or not form.attributes.get("action"):
                continue
            for address, given in sends(parsed, form):
                for one in given:
                    typed = one.tag == "textarea" or (one.tag == "input" and one.attributes.get("type") in TYPED)
                    field = known_at(address)[str(one.attributes["name"])]
                    if typed and field.fit.longest and not field.fit.many:
                        most = one.attributes.get("maxlength") or one.attributes.get("data-longest")
                        if most != str(field.fit.longest):
                            wrong.append((page, address, one.attributes["name"], most, field.fit.longest))
    assert not wrong
