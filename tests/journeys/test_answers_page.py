"""The answers as a page for everyone: once somebody has said so, by session, without what is not everyone's."""

from selectolax.lexbor import LexborHTMLParser

from tests.journeys.event import SLUG, Event

HTML = {"accept": "text/html", "accept-language": "nb"}


def test_the_page_is_there_once_a_moderator_says_so_and_tells_no_names(event: Event) -> None:
    mina = event.moderator()
    asked = {
        name: event.attendee().ask(f"{name}?", session=session, name="Ola Nordmann")["id"]
        for name, session in (("Frist", "rules"), ("Hemmelig", "rules"), ("Støtte", "opening"), ("Aldri", None))
    }
    for name, text in (("Frist", "I mai."), ("Støtte", "")):
        mina.post(f"desk/questions/{asked[name]}/approve")
        mina.post(f"desk/questions/{asked[name]}/answer", {"text": text})
    reader = event.client(accept="text/html")
    assert reader.get(f"/{SLUG}/answers", headers=HTML).status_code == 404
    mina.post("desk/settings", {"answers_public": True})
    page = reader.get(f"/{SLUG}/answers", headers=HTML)
    assert page.status_code == 200
    told = LexborHTMLParser(page.text)
    assert [one.text(strip=True) for one in told.css("h3")] == ["Støtte?", "Frist?"]
    assert "I mai." in page.text
    for hidden in ("Hemmelig", "Aldri", "Ola Nordmann"):
        assert hidden not in page.text, hidden
    assert f'href="/{SLUG}/answers"' in reader.get(f"/{SLUG}").text
    assert "set-cookie" not in page.headers
    mina.post("desk/settings", {"answers_public": False})
    assert reader.get(f"/{SLUG}/answers").status_code == 404
