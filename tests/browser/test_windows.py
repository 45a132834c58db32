"""Lists that are longer than a page has of them: every question can be reached, counted, voted for and found."""

import http.client
import json

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, Route, expect

from live.settings import Settings
from tests.browser.desks import open_desk
from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser
MANY, WINDOW = 130, 100


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits: they are about one place, and here all people are in one."""
    return replace(settings, limits=False)


def fill(seminar: Seminar) -> list[str]:
    """Open questions of many people; their ids in the order asked."""
    seminar.moderate("settings", moderated=False)
    line = http.client.HTTPConnection(seminar.base.split("//")[1])
    headers = {"origin": seminar.base, "accept": "application/json", "content-type": "application/json"}
    ids = list[str]()
    for n in range(1, MANY + 1):
        line.request("POST", f"/{SLUG}/questions", json.dumps({"text": f"Dekkes reisen? (nummer{n}x)"}), headers)
        ids.append(json.loads(line.getresponse().read())["question"]["id"])
    line.close()
    return ids


def vote(seminar: Seminar, question: str) -> None:
    seminar.crowd.post(f"/{SLUG}/questions/{question}/upvote", json={"on": True}).raise_for_status()


def rows(page: Page, n: int) -> None:
    expect(page.locator('[data-list="questions"] > .question')).to_have_count(n)


def test_every_question_of_a_long_list_is_reached_and_counted(visitors: Visitors, seminar: Seminar) -> None:
    ids = fill(seminar)
    page = visitors.arrive(size=DESKTOP)
    rows(page, WINDOW)
    total = page.locator('[data-slot="total"]').first
    expect(total).to_have_text(str(MANY))

    # Beyond the window one more is counted, and no line of it comes; more wanted than what is here, it is offered.
    page.locator(".vote__button").first.focus()
    late = seminar.asked("Enda ett?", approve=False)
    expect(total).to_have_text(str(MANY + 1))
    rows(page, WINDOW)
    vote(seminar, late["id"])
    expect(page.locator("[data-reorder]")).to_be_visible()
    page.click("[data-reorder]")
    expect(page.locator(".questions > .question").first).to_have_id(f"question-{late['id']}")
    expect(page.locator("[data-reorder]")).to_be_hidden()
    rows(page, WINDOW)

    # The rest is one press away, and a vote for one of these counts like any other.
    page.click("[data-rest] a")
    rows(page, MANY + 1)
    expect(page.locator("[data-rest]")).to_be_hidden()
    last = page.locator(f"#question-{ids[-1]}")
    last.locator(".vote__button").click()
    expect(last.locator("[data-count]")).to_have_text("1")
    expect(last.locator(".vote__button")).to_have_attribute("aria-pressed", "true")

    # Another order begins at its own beginning.
    page.click('[data-sort-by="newest"]')
    expect(page.locator(".questions > .question").first).to_have_id(f"question-{late['id']}")
    seminar.moderate(f"questions/{ids[0]}/dismiss")
    expect(total).to_have_text(str(MANY))

    # A link leads to a question wherever it stands.
    other = visitors.arrive(f"/{SLUG}#question-{ids[-2]}", size=DESKTOP)
    expect(other.locator(f"#question-{ids[-2]}")).to_be_in_viewport()

    # A session that is called something else is called so beside its questions.
    about = other.locator('.question__about a[href="#session-opening"]').first
    expect(about).to_be_attached()
    seminar.moderate("sessions/opening/edit", title="Velkommen til alle")
    expect(about).to_have_text("Velkommen til alle")


def test_every_question_of_a_long_list_is_reached_without_script(visitors: Visitors, seminar: Seminar) -> None:
    ids = fill(seminar)
    page = visitors.arrive(size=DESKTOP, java_script_enabled=False)
    rows(page, WINDOW)
    page.click("[data-rest] a")
    rows(page, MANY - WINDOW)
    page.locator(f"#question-{ids[-1]} .vote__button").click()
    expect(page.locator(f"#question-{ids[-1]} [data-count]")).to_have_text("1")
    page.goto(f"/{SLUG}/questions?sort=newest")
    expect(page.locator(".question").first).to_have_id(f"question-{ids[-1]}")
    page.click("[data-rest] a")
    expect(page.locator(".question").last).to_have_id(f"question-{ids[0]}")
    page.click("text=Fra begynnelsen")
    rows(page, WINDOW)


def test_the_desk_reaches_what_is_beyond_its_windows(visitors: Visitors, seminar: Seminar) -> None:
    ids = fill(seminar)
    desk = open_desk(visitors, seminar)
    queue = desk.locator("#queue .row[data-row]")
    expect(queue).to_have_count(WINDOW)
    expect(desk.locator('#queue [data-total="queue"]')).to_have_text(str(MANY))
    desk.fill("[data-filter]", f"nummer{MANY}x")
    expect(desk.locator(f"#question-{ids[-1]}")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(queue.first).to_be_visible()
    seminar.moderate("settings", moderated=True)
    moved = seminar.asked("Flyttes underveis", approve=False)["id"]
    expect(desk.locator(f"#inbox #question-{moved}")).to_be_visible()

    def moved_on_its_way(asked: Route) -> None:
        answer = asked.fetch()
        desk.unroute("**/desk/questions?find=*")
        seminar.moderate(f"questions/{moved}/approve")
        desk.wait_for_function("(id) => !document.getElementById(id)", arg=f"question-{moved}")
        asked.fulfill(response=answer)

    desk.route("**/desk/questions?column=*", lambda asked: asked.abort())  # the queue stays a window
    desk.reload()
    expect(queue).to_have_count(WINDOW)
    desk.route("**/desk/questions?find=*", moved_on_its_way)
    desk.fill("[data-filter]", "underveis")
    expect(desk.locator(f"#queue #question-{moved}")).to_be_visible()
    expect(desk.locator(f"#inbox #question-{moved}")).to_have_count(0)
    desk.unroute("**/desk/questions?column=*")
    seminar.moderate(f"questions/{moved}/dismiss")
    desk.keyboard.press("Escape")
    desk.locator("#queue .column__scroll").evaluate("(column) => column.scrollTo(0, column.scrollHeight)")
    expect(queue).to_have_count(MANY)
    seminar.moderate("settings", flagged_words=["reisen"])
    expect(queue.first.locator(".mark--flag")).to_be_visible()
    seminar.moderate("settings", flagged_words=[])
    expect(queue.first.locator(".mark--flag")).to_have_count(0)
