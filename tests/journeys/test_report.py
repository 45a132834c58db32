"""What became of the event: counted while it goes on, told to its moderators only."""

import csv
import io

from live.rules.people.attendance import minute_of
from live.store import Store
from live.store.people.attendance import Attendances
from live.tokens import Tokens
from tests.builders import an_event, at, running_now, the_seminar, zone_of
from tests.exports.workbooks import MEDIA_TYPE, opened
from tests.journeys.event import SLUG, Event
from tests.waiting import until

HTML = {"accept": "text/html", "accept-language": "nb"}


async def test_the_largest_number_any_worker_saw_stays_and_only_while_the_event_is_on(redis_url: str) -> None:
    async with Store(redis_url).open() as store:
        await store.events.create(an_event(), the_seminar(), Tokens("secret").fresh(SLUG))
        workers, agenda = [Attendances(store.database) for _ in range(2)], the_seminar()
        for worker, minutes, people in ((0, 5, 7), (1, 5, 9), (0, 5, 8), (1, 6, 3), (0, -90, 5), (0, 9, 0)):
            pipe = store.database.commands.pipeline(transaction=False)
            workers[worker].queue(pipe, SLUG, agenda, people, at(minutes).timestamp())
            await pipe.execute()
        assert await workers[0].of(SLUG) == {minute_of(at(5)): 9, minute_of(at(6)): 3}
        await store.deletions.delete(SLUG)
        assert await workers[0].of(SLUG) == {}, "it goes with the event"


def test_people_are_counted_while_the_event_is_on(event: Event) -> None:
    live, agenda = event.server.app.state.live, running_now()
    today = an_event(slug="today", timezone=zone_of(agenda))
    event.server.call(live.store.events.create(today, agenda, live.acting.tokens.fresh("today")))
    with event.attendee().live() as other:
        other.next("hello")  # of an event of another year: not counted
        from websockets.sync.client import connect

        with connect(f"{event.ws}/today/live", additional_headers={"origin": event.base}) as socket:
            socket.recv(timeout=10)
            until(lambda: event.server.call(live.store.attendances.of("today")))
    assert set(event.server.call(live.store.attendances.of("today")).values()) == {1}
    assert event.server.call(live.store.attendances.of(SLUG)) == {}


def test_moderators_read_the_report_and_take_it_out_and_nobody_else(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    question = ann.ask("=Når er fristen?", session="opening")
    mina.post(f"desk/questions/{question['id']}/answer", {"text": "I mai."})
    mina.post("desk/sessions/rules/delay", {"minutes": 10, "reason": "Mange spørsmål"})
    mina.post("desk/announcements", {"text": "Kaffe i gangen", "level": "info"})
    database = event.server.app.state.live.store.database
    event.server.call(
        database.run(
            lambda redis: redis.zadd(f"live:{{{SLUG}}}:attendance", {str(minute_of(at(n))): 10 + n for n in range(10)})
        )
    )
    refused = ann.http.get(f"/{SLUG}/report", headers=HTML)
    assert refused.status_code == 401
    assert "fristen" not in refused.text
    page = mina.http.get(f"/{SLUG}/report", headers=HTML)
    assert page.status_code == 200
    for told in (
        "Når er fristen?",
        "I mai.",
        "Mange spørsmål",
        "Kaffe i gangen",
        "1 besvart skriftlig",
        'class="chart__line"',
    ):
        assert told in page.text, told
    text = mina.http.get(f"/{SLUG}/export.md").text
    assert "Mange spørsmål" in text
    assert "| 19 |" in text
    assert mina.http.get(f"/{SLUG}/export.json").json()["attendance"][0] == {
        "at": "2022-03-08T12:00:00+01:00",
        "people": 10,
    }
    people = list(csv.reader(io.StringIO(mina.http.get(f"/{SLUG}/export.attendance.csv").text.removeprefix("\ufeff"))))
    assert people[:2] == [["time", "people"], ["2022-03-08T12:00+01:00", "10"]]
    for form in ("attendance.csv", "xlsx"):
        assert ann.http.get(f"/{SLUG}/export.{form}").status_code == 401
    book = mina.http.get(f"/{SLUG}/export.xlsx?lang=nn")
    assert (book.headers["content-type"], book.headers["content-disposition"][-6:]) == (MEDIA_TYPE, '.xlsx"')
    assert opened(book.content)["Til stades"][1] == [at(0).replace(tzinfo=None), 10]
    assert f'href="/{SLUG}/export.xlsx?lang=' in page.text
    sessions = list(
        csv.DictReader(io.StringIO(mina.http.get(f"/{SLUG}/export.sessions.csv").text.removeprefix("\ufeff")))
    )
    assert (sessions[0]["asked"], sessions[0]["written"], sessions[0]["people_peak"]) == ("1", "1", "19")
    assert f'href="/{SLUG}/report"' in mina.http.get(f"/{SLUG}/desk", headers=HTML).text
