"""A poll's result as a picture: for whoever may see the result, in words, and with nothing in it that runs."""

from xml.etree import ElementTree

from tests.journeys.event import SLUG, Event
from tests.journeys.test_polls import make, move
from tests.waiting import until

SVG = "{http://www.w3.org/2000/svg}"


def address(poll: str) -> str:
    return f"/{SLUG}/polls/{poll}/result.svg"


def texts(svg: str) -> str:
    return " ".join(found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_it_is_for_whoever_may_see_the_result_and_says_all_of_it(event: Event) -> None:
    mina, stranger = event.moderator(), event.client()
    mina.post("desk/settings", {"accent": "#ffcc00"})
    poll = make(event, text="Hvor <langt> er dere kommet?", options=["I mål & klare", "Ikke begynt " * 7], on=True)[
        "id"
    ]
    for choice in ("o1", "o1", "o2"):
        assert event.attendee().post(f"polls/{poll}/vote", {"choice": [choice]}).status_code == 200
    assert stranger.get(address(poll)).status_code == 404
    until(lambda: "3 har svart" in texts(mina.http.get(address(poll)).text))
    svg = mina.http.get(address(poll)).text
    move(event, poll, "show")
    answer = stranger.get(address(poll))
    assert (answer.headers["content-type"], answer.text) == ("image/svg+xml; charset=utf-8", svg)
    root = ElementTree.fromstring(svg)
    assert {part.tag for part in root.iter()} == {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "text")}
    assert root.findtext(f"{SVG}title") == "Hvor <langt> er dere kommet?"
    assert "I mål & klare: 2" in (root.findtext(f"{SVG}desc") or "")
    assert root.get("lang") == "nb"
    assert 'fill="#806600"' in svg, "the event's colour, as it can be read on white"
    long = [int(bar.get("width") or 0) for bar in root.iter(f"{SVG}rect") if bar.get("fill") == "#806600"][1:]
    assert long == [603, 301]
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("on") or "href" in name]


def test_what_moderators_have_hidden_is_in_nobodys_picture_and_a_draft_has_none(event: Event) -> None:
    mina = event.moderator()
    poll = make(event, text="Ett ord?", kind="words", options=[], on=True)["id"]
    for word in ("kaffe", "dritt"):
        event.attendee().post(f"polls/{poll}/vote", {"choice": [word]})
    until(lambda: "kaffe" in texts(mina.http.get(address(poll)).text))
    move(event, poll, "hide_word", text="dritt", on=True)
    until(lambda: "dritt" not in mina.http.get(address(poll)).text)
    assert mina.http.get(address(make(event)["id"])).status_code == 404
    full = make(event, text="Skriv", kind="text", options=[], on=True)["id"]
    assert mina.http.get(address(full)).status_code == 404, "answers in full are no bars"
    assert mina.http.get(address("nothing")).status_code == 404
