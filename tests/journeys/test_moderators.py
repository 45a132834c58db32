"""Two moderators at one desk: names, who writes on what, and many questions in one step."""

from urllib.parse import quote

from tests.journeys.event import SLUG, Event, Someone


def called(event: Event, name: str) -> Someone:
    """A moderator with a badge of their own, who has said their name."""
    someone = event.attendee()
    someone.post("badge", {"token": event.token})
    told = someone.post("desk/here", {"name": name})
    assert told.status_code == 200, told.text
    assert quote(name) in someone.http.cookies["live-name-seminar"]
    return someone


def test_the_desks_hear_within_a_moment_who_writes_on_what_and_nobody_else_does(event: Event) -> None:
    kari, ola, ann = called(event, "Kari Ås"), called(event, "Ola"), event.attendee()
    question = ann.ask()
    with ola.live("as=json") as desk, ann.live("as=json") as hall:
        assert kari.post("desk/here", {"question": question["id"], "kind": "answer"}).is_success
        seats = desk.next("pulse", 1.5)["desk"]
        while not any(s["question"] == question["id"] for s in seats):
            seats = desk.next("pulse", 1.5)["desk"]
        writer = next(s for s in seats if s["question"])
        assert (writer["name"], writer["kind"]) == ("Kari Ås", "answer")
        assert {s["name"] for s in seats} == {"Kari Ås", "Ola"}
        kari.post("desk/here", {})
        while any(s["question"] for s in desk.next("pulse", 1.5)["desk"]):
            pass
        kari.post(f"desk/questions/{question['id']}/approve")
        hall.change("question.approved")
    assert "Kari" not in str(hall.seen)
    assert all("desk" not in frame for frame in hall.seen)


def test_only_moderators_take_a_seat(event: Event) -> None:
    ann = event.attendee()
    assert ann.post("desk/here", {"name": "Kari"}).status_code == 401
    assert "live-name-seminar" not in ann.http.cookies
    assert called(event, "K" * 40).post("desk/here", {"name": "K" * 41}).status_code == 422


def test_a_conflict_says_who_and_no_page_of_the_audience_does(event: Event) -> None:
    kari, ola, ann = called(event, "Kari Ås"), called(event, "Ola"), event.attendee()
    question = ann.ask()
    kari.post(f"desk/questions/{question['id']}/answer", {"text": "Ja."})
    refused = ola.post(f"desk/questions/{question['id']}/edit", {"text": "Noe annet?", "revision": 1})
    assert (refused.status_code, refused.json()["error"]["current"]["moved_by"]) == (409, "Kari Ås")
    html = {"accept": "text/html", "accept-language": "nb"}
    for page in ("", "/mine", "/changes", "/stage", ".json"):
        for headers in (html, {"accept": "application/json"}):
            assert "Kari" not in ann.http.get(f"/{SLUG}{page}", headers=headers).text, page
    speaker = event.attendee()
    speaker.post("badge", {"token": event.links["speaker"].split("#")[1]})
    assert "Kari" not in speaker.http.get(f"/{SLUG}/speaker", headers=html).text
    assert "Kari" not in speaker.http.get(f"/{SLUG}.json").text


def test_many_questions_are_moved_in_one_step_and_what_changed_meanwhile_stays(event: Event) -> None:
    kari = called(event, "Kari")
    asked = [event.attendee().ask(f"Spørsmål nummer {n}?") for n in range(4)]
    kari.post(f"desk/questions/{asked[3]['id']}/edit", {"text": "Et helt annet spørsmål?"})
    ids = [f"{q['id']}:{q['revision']}" for q in asked]
    with kari.live("as=json") as desk:
        done = kari.post("desk/questions/bulk", {"ids": ids, "move": "approve"}, **{"idempotency-key": "b"})
        assert [q["status"] for q in done.json()["questions"]] == ["approved"] * 3
        assert [s["number"] for s in done.json()["skipped"]] == [4]
        while (
            len(
                [
                    c
                    for f in desk.seen
                    if f["type"] == "changes"
                    for c in f["changes"]
                    if c["kind"] == "question.approved"
                ]
            )
            < 3
        ):
            desk.frame()
    again = kari.post("desk/questions/bulk", {"ids": ids, "move": "approve"}, **{"idempotency-key": "b"})
    assert again.json() == done.json()
    back = [{"id": q["id"], "move": "hold", "revision": q["revision"]} for q in done.json()["questions"]]
    assert [q["status"] for q in kari.post("desk/questions/bulk", {"each": back}).json()["questions"]] == [
        "pending"
    ] * 3


def test_many_are_joined_with_one_and_a_form_without_script_does_it_too(event: Event) -> None:
    kari = called(event, "Kari")
    asked = [event.attendee().ask(f"Blir det opptak {n}?") for n in range(3)]
    form = "&".join(f"ids={q['id']}" for q in asked) + "&move=merge&into=1"
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
    answer = kari.http.post(f"/{SLUG}/desk/questions/bulk", content=form, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{SLUG}/desk")
    now = {q["id"]: q for q in event.moderator().state()["questions"]}
    assert [now[q["id"]]["status"] for q in asked] == ["pending", "merged", "merged"]


def test_nothing_chosen_is_said_and_the_audience_cannot(event: Event) -> None:
    kari, ann = called(event, "Kari"), event.attendee()
    question = ann.ask()
    assert kari.post("desk/questions/bulk", {"move": "approve"}).json()["error"]["code"] == "none_chosen"
    assert (
        kari.post("desk/questions/bulk", {"ids": [question["id"]], "move": "nonsense"}).json()["error"]["code"]
        == "no_such_move"
    )
    assert ann.post("desk/questions/bulk", {"ids": [question["id"]], "move": "approve"}).status_code == 401
