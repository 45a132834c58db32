"""Labels and the order of the queue over the wire: kept for every moderator, in the exports, on the speaker's list, and
nowhere else.
"""

import csv
import io

from tests.journeys.event import SLUG, Event, Someone
from tests.journeys.reducing import reduced
from tests.journeys.test_agreement import comparable
from tests.journeys.test_moderators import called

SECRET = "Hemmelig merkelapp"
HTML = {"accept": "text/html", "accept-language": "nb"}


def queued(event: Event, kari: Someone, many: int = 3) -> list[str]:
    ids = [event.attendee().ask(f"Spørsmål nummer {n}?")["id"] for n in range(1, many + 1)]
    for question in ids:
        assert kari.post(f"desk/questions/{question}/approve").is_success
    return ids


def test_a_label_is_kept_once_and_a_stale_set_of_labels_is_refused(event: Event) -> None:
    kari, ola = called(event, "Kari"), called(event, "Ola")
    one, two, _ = queued(event, kari)
    first = kari.post(f"desk/questions/{one}/labels", {"label": "Reise"}, **{"idempotency-key": "k"}).json()
    assert (first["mark"]["labels"], first["mark"]["revision"]) == (["Reise"], 1)
    assert kari.post(f"desk/questions/{one}/labels", {"label": "Reise"}, **{"idempotency-key": "k"}).json() == first
    assert ola.post(f"desk/questions/{one}/labels", {"labels": ["reise", "Økonomi"], "revision": 1}).json()["mark"][
        "labels"
    ] == ["Reise", "Økonomi"]
    stale = kari.post(f"desk/questions/{one}/labels", {"labels": [], "revision": 1})
    assert (stale.status_code, stale.json()["error"]["current"]["moved_by"]) == (409, "Ola")
    for n in range(5):
        kari.post(f"desk/questions/{two}/labels", {"label": f"nr {n}"})
    many = kari.post("desk/questions/bulk", {"move": "label", "ids": [one, two], "label": "Begge"}).json()
    assert ([m["id"] for m in many["marks"]], [s["code"] for s in many["skipped"]]) == ([one], ["many_labels"])
    flood = kari.post("desk/questions/bulk", {"move": "label", "ids": [f"q{n}" for n in range(201)], "label": "Alle"})
    assert (flood.status_code, flood.json()["error"]["code"]) == (422, "too_many")
    back = kari.post("desk/questions/bulk", {"move": "label", "ids": [one], "label": "Begge", "on": False}).json()
    assert back["marks"][0]["labels"] == ["Reise", "Økonomi"]
    rows = list(csv.DictReader(io.StringIO(kari.http.get(f"/{SLUG}/export.csv").content.decode("utf-8-sig"))))
    assert [row["labels"] for row in rows] == ["Reise, Økonomi", "nr 0, nr 1, nr 2, nr 3, nr 4", ""]
    assert next(q["labels"] for q in kari.http.get(f"/{SLUG}/export.json").json()["questions"]) == ["Reise", "Økonomi"]


def test_the_other_desk_hears_of_an_order_at_once_and_a_stale_one_is_refused(event: Event) -> None:
    kari, ola, mina = called(event, "Kari"), called(event, "Ola"), event.moderator()
    one, two, three = queued(event, kari)
    before = mina.state()
    with mina.live(f"as=json&cursor={before['cursor']}") as desk:
        assert kari.post("desk/queue", {"ids": [three, one], "revision": 0}).json()["order"]["ids"] == [three, one]
        assert desk.change("queue.arranged")["order"] == {"ids": [three, one], "moved_by": "Kari", "revision": 1}
        kari.post(f"desk/questions/{two}/labels", {"label": SECRET})
        desk.change("question.marked")
        assert comparable(reduced(before, desk.seen)) == comparable(mina.state())
    refused = ola.post("desk/queue", {"ids": [two], "revision": 0})
    assert (refused.status_code, refused.json()["error"]["current"]["ids"]) == (409, [three, one])
    headers = {**HTML, "content-type": "application/x-www-form-urlencoded"}
    stepped = kari.http.post(f"/{SLUG}/desk/queue", content=f"question={two}&move=up", headers=headers)
    assert (stepped.status_code, mina.state()["order"]["ids"]) == (303, [three, two, one])
    assert kari.post("desk/queue", {"ids": []}).json()["order"]["ids"] == []


def test_neither_labels_nor_the_order_reach_anybody_but_moderators(event: Event) -> None:
    kari, ann, speaker = called(event, "Kari Ås"), event.attendee(), event.attendee()
    speaker.post("badge", {"token": event.links["speaker"].split("#")[1]})
    one, two, three = queued(event, kari)
    cursor = ann.state()["cursor"]
    with ann.live("as=json") as hall, ann.live("as=html") as page, speaker.live("as=json") as stage:
        kari.post(f"desk/questions/{one}/labels", {"label": SECRET})
        kari.post("desk/queue", {"ids": [three, two, one]})
        kari.post("desk/sessions/rules/delay", {"minutes": 5})
        for someone in (hall, page, stage):
            someone.next("changes")
        while stage.next("pulse")["top"] != [three, two, one]:
            pass
        heard = str(hall.seen) + str(page.seen)
        assert "top" not in {key for frame in hall.seen + page.seen for key in frame}
    for path in (
        "",
        ".json",
        "/mine",
        "/changes",
        "/changes.atom",
        "/answers.atom",
        "/stage",
        "/ledger",
        f"/poll?cursor={cursor}&wait=0",
        f"/poll?cursor={cursor}&wait=0&as=html",
    ):
        for headers in (HTML, {"accept": "application/json"}):
            heard += "".join(who.http.get(f"/{SLUG}{path}", headers=headers).text for who in (ann, speaker))
    told = speaker.http.get(f"/{SLUG}/speaker", headers=HTML).text
    assert [text for text in ("Spørsmål nummer 3", "Spørsmål nummer 2", "Spørsmål nummer 1") if text in told] == sorted(
        ("Spørsmål nummer 1", "Spørsmål nummer 2", "Spørsmål nummer 3"), key=told.index
    )
    assert not any(
        hidden in heard + told + str(stage.seen)
        for hidden in (SECRET, "Kari", "question.marked", "queue.arranged", '"marks"', "'order'", '"order":')
    )
    assert [q["id"] for q in ann.state()["questions"]] == [one, two, three]
    assert ann.post("desk/queue", {"ids": [one]}).status_code == 401
    assert speaker.post(f"desk/questions/{one}/labels", {"label": "x"}).status_code in (401, 403)


def test_the_other_desk_is_told_who_moved_the_programme(event: Event) -> None:
    kari, ola = called(event, "Kari Ås"), called(event, "Ola")
    with ola.live("as=html&lang=nb") as desk:
        kari.post("desk/sessions/rules/delay", {"minutes": 5})
        assert desk.change("session.delayed")["say"].startswith("Kari Ås flyttet «Rules» til ")
    assert "Kari Ås flyttet «Rules» til" in ola.http.get(f"/{SLUG}/desk", headers=HTML).text
    with ola.live("as=html&lang=nb") as desk:
        event.moderator().post("desk/sessions/rules/delay", {"minutes": 5})
        assert "starter nå" in desk.change("session.delayed")["say"]
    kari.post("desk/announcements", {"text": "Ny lenke"})
    assert "<bdi>Kari Ås</bdi>" in ola.http.get(f"/{SLUG}/desk", headers=HTML).text
    assert "Kari" not in event.attendee().http.get(f"/{SLUG}", headers=HTML).text
