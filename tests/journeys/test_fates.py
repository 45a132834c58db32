"""What becomes of questions, as their askers, everyone and the moderators see it."""

from tests.journeys.event import SLUG, Event


def test_the_asker_of_a_merged_question_hears_what_becomes_of_the_other(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    mine, theirs = ann.ask("Vert det opptak?"), bob.ask("Blir det opptak?")
    mina.post(f"desk/questions/{theirs['id']}/approve")
    with ann.live() as live:
        live.next("hello")
        assert mina.post(f"desk/questions/{mine['id']}/merge", {"into": "2"}).status_code == 200
        assert live.change("question.merged")["question"]["follows"]["number"] == 2
        mina.post(f"desk/questions/{theirs['id']}/answer", {"text": "Ja, det blir opptak."})
        while (told := live.change("question.answered")["question"])["id"] != mine["id"]:
            pass
        assert (told["fate"], told["follows"]["fate"], told["follows"]["answer"]) == (
            "merged",
            "written",
            "Ja, det blir opptak.",
        )
    asked = ann.http.get(f"/{SLUG}/mine").json()["asked"]
    assert asked[0]["follows"]["answer"] == "Ja, det blir opptak."
    page = ann.http.get(f"/{SLUG}/mine", headers={"accept": "text/html", "accept-language": "nb"}).text
    assert "Ja, det blir opptak." in page
    assert "Slått sammen med nr. 2" in page


def test_everyone_sees_how_many_had_which_fate_and_nobody_the_words_of_what_was_declined(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    declined, written, left = ann.ask("Hemmelig spørsmål?"), ann.ask("Når er fristen?"), ann.ask("Hvor er lenken?")
    with bob.live() as live:
        live.next("hello")
        mina.post(f"desk/questions/{declined['id']}/dismiss", {"reason": "Utenfor tema"})
        mina.post(f"desk/questions/{written['id']}/answer", {"text": "I mai."})
        while live.next("pulse")["ledger"] != {
            "answered": 0,
            "written": 1,
            "merged": 0,
            "declined": 1,
            "withdrawn": 0,
            "promised": 0,
            "open": 1,
        }:
            pass
        assert "Hemmelig" not in str(live.seen)
    told = bob.http.get(f"/{SLUG}/ledger").json()["ledger"]
    assert (told["written"], told["declined"], told["unreached"]) == (1, 1, 1)
    page = bob.http.get(f"/{SLUG}", headers={"accept": "text/html", "accept-language": "nn"}).text
    assert "1 svara på skriftleg" in page
    assert "1 utan svar" in page
    mina.post(f"desk/questions/{left['id']}/promise")
    mina.post(f"desk/questions/{left['id']}/answer", {"text": "Øverst på siden."})
    assert bob.http.get(f"/{SLUG}/ledger").json()["ledger"]["written"] == 2, (
        "answered after the event, at the same address"
    )


def test_everything_of_one_person_goes_and_comes_back_at_once(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    first, second, other = (
        ann.ask("Reklame 1 for noe?"),
        ann.ask("Reklame 2 for noe?"),
        bob.ask("Et skikkelig spørsmål?"),
    )
    mina.post(f"desk/questions/{first['id']}/approve")
    gone = mina.post(f"desk/questions/{first['id']}/remove_all", {"reason": "Reklame"}, **{"idempotency-key": "x"})
    assert (
        gone.json()
        == mina.post(
            f"desk/questions/{first['id']}/remove_all", {"reason": "Reklame"}, **{"idempotency-key": "x"}
        ).json()
    )
    assert {q["id"] for q in gone.json()["questions"]} == {first["id"], second["id"]}
    statuses = {q["id"]: q["status"] for q in mina.state()["questions"]}
    assert statuses == {first["id"]: "dismissed", second["id"]: "dismissed", other["id"]: "pending"}
    assert mina.post(f"desk/questions/{second['id']}/restore_all").status_code == 200
    assert {q["id"]: q["status"] for q in mina.state()["questions"]} == {
        first["id"]: "approved",
        second["id"]: "pending",
        other["id"]: "pending",
    }
    assert ann.post(f"desk/questions/{other['id']}/remove_all").status_code == 401


def test_a_question_like_mine_is_offered_while_i_type_and_to_the_desk(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    question = bob.ask("Hvordan søker vi om støtte til utveksling?")
    typed = {"text": "Korleis søkjer ein om stønad til utveksling?"}
    assert ann.http.get(f"/{SLUG}/similar", params=typed).json()["similar"] == [], "what is not public is not offered"
    mina.post(f"desk/questions/{question['id']}/approve")
    found = ann.http.get(f"/{SLUG}/similar", params=typed).json()["similar"]
    assert [q["id"] for q in found] == [question["id"]]
    assert "by" not in found[0]
    mine = ann.ask(typed["text"])
    assert [q["id"] for q in mina.http.get(f"/{SLUG}/desk/similar/{mine['id']}").json()["similar"]] == [question["id"]]
    assert ann.http.get(f"/{SLUG}/desk/similar/{mine['id']}").status_code == 401
    page = mina.http.get(f"/{SLUG}/desk/similar/{mine['id']}", headers={"accept": "text/html"}).text
    assert f'action="/{SLUG}/desk/questions/{mine["id"]}/merge"' in page
    answers = [ann.http.get(f"/{SLUG}/similar", params=typed).status_code for _ in range(20)]
    assert answers[-1] == 429


def test_slow_mode_says_when_to_try_again(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    assert mina.post("desk/settings", {"slow_seconds": 120, "flagged_words": ["dumt"]}).json()["event"][
        "flagged_words"
    ] == ["dumt"]
    ann.ask("Er dette dumt?")
    refused = ann.post("questions", {"text": "Og dette?"})
    assert refused.status_code == 429
    assert 100 < refused.json()["error"]["retry_after"] <= 120
    desk = mina.http.get(f"/{SLUG}/desk", headers={"accept": "text/html", "accept-language": "nb"}).text
    assert "Merket ord:" in desk
    state = ann.state()["event"]
    assert "flagged_words" not in state, "the words are the moderators' own"
    assert state["slow_seconds"] == 120


def test_newest_and_unanswered_work_without_script(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    ids = [ann.ask(f"Spørsmål nummer {n}?")["id"] for n in range(3)]
    for question in ids:
        mina.post(f"desk/questions/{question}/approve")
    ann.post(f"questions/{ids[0]}/upvote")
    html = {"accept": "text/html", "accept-language": "nb"}
    newest = ann.http.get(f"/{SLUG}", params={"sort": "newest"}, headers=html).text
    places = [newest.index(f'id="question-{q}"') for q in ids]
    assert places == sorted(places, reverse=True)
    assert 'data-sorted="unanswered"' in ann.http.get(f"/{SLUG}", params={"sort": "unanswered"}, headers=html).text
    usual = 'data-sorted="answered"'  # the seminar is over
    assert usual in ann.http.get(f"/{SLUG}", headers=html).text
    assert usual in ann.http.get(f"/{SLUG}", params={"sort": "nonsense"}, headers=html).text
