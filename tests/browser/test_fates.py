"""Questions with a fate, seen with real browsers: what becomes of mine, what is like it, what moderators do to many at
once. By keyboard.
"""

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_programme import COUNTING
from tests.browser.visitors import DESKTOP, SLUG, Seminar, Visitors
from tests.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture
def asker(visitors: Visitors) -> Page:
    """Somebody on a phone who looks at the questions."""
    return visitors.arrive(f"/{SLUG}#questions")


# What the server tells, by stream or page, comes later than a press is remembered by time alone.
TOLD_LATE = """
const LATE = 2500;
const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
Object.defineProperty(WebSocket.prototype, "onmessage", {
  set(heard) { set.call(this, heard && ((message) => setTimeout(() => heard(message), LATE))); },
});
const ask = window.fetch;
window.fetch = async (url, options) => {
  if (String(url).includes("again")) await new Promise((done) => setTimeout(done, 2 * LATE));
  return ask(url, options);
};
"""


def the_desk(visitors: Visitors, seminar: Seminar, script: str = "") -> Page:
    desk = visitors.arrive("/healthz", size=DESKTOP)
    desk.add_init_script(script)
    desk.goto(seminar.links["moderator"].removeprefix(seminar.base))
    desk.wait_for_url(f"**/{SLUG}/desk")
    expect(desk.locator("[data-help]")).to_be_visible()  # the keys work
    return desk


def test_a_question_like_the_one_i_type_can_be_voted_for_instead(asker: Page, seminar: Seminar) -> None:
    question = seminar.asked("Hvordan søker vi om støtte til utveksling?")
    expect(asker.locator(f"#question-{question['id']}")).to_be_attached()
    asker.locator("#ask-text").fill("Korleis søkjer ein om stønad til utveksling?")
    offered = asker.locator("[data-similar] li")
    expect(offered).to_have_count(1)
    asker.keyboard.press("Tab")
    asker.keyboard.press("Enter")
    expect(offered.locator("button")).to_have_attribute("aria-pressed", "true")
    expect(asker.locator(f"#question-{question['id']} [data-count]")).to_have_text("1")
    assert asker.locator("#ask-text").input_value(), "what was typed is still there, and can be sent"
    asker.locator("#ask-text").fill("Noe helt annet?")
    expect(offered).to_have_count(0)


def test_i_follow_my_question_into_the_one_it_was_joined_with(asker: Page, seminar: Seminar) -> None:
    theirs = seminar.asked("Blir det opptak?")
    asker.locator("#ask-text").fill("Kjem det opptak etterpå, tru?")
    asker.keyboard.press("Control+Enter")
    own = asker.locator('[data-list="mine"] > li')
    expect(own.locator(".fate__during")).to_be_visible()
    mine = next(q for q in seminar.state()["questions"] if "tru" in q["text"])
    seminar.moderate(f"questions/{mine['id']}/merge", into=str(theirs["number"]))
    expect(own).to_contain_text("Slått sammen med nr. 1")
    seminar.moderate(f"questions/{theirs['id']}/answer", text="Ja, på fredag.")
    expect(own).to_contain_text("Besvart skriftlig")
    expect(own).to_contain_text("Ja, på fredag.")
    expect(asker.locator('[data-ledger] [data-fate="written"]')).to_have_text("1 besvart skriftlig")


def test_my_question_is_spoken_of_as_mine_once_and_never_counted_as_somebody_elses(
    visitors: Visitors, seminar: Seminar
) -> None:
    theirs = seminar.asked("Blir det opptak?")
    asker = visitors.arrive("/healthz")
    asker.add_init_script(SOON)
    asker.goto(f"/{SLUG}#questions")
    expect(asker.locator(f"#question-{theirs['id']}")).to_be_attached()
    asker.evaluate(COUNTING)
    asker.locator("#ask-text").fill("Kjem det opptak etterpå, tru?")
    asker.keyboard.press("Control+Enter")
    expect(asker.locator('[data-list="mine"] > li')).to_be_visible()
    mine = next(q for q in seminar.state()["questions"] if "tru" in q["text"])["id"]
    told = []
    for move, fate in (("approve", "På lista til alle"), ("take", "Besvares nå"), ("reopen", "På lista til alle")):
        seminar.moderate(f"questions/{mine}/{move}")
        told.append(f"Spørsmålet ditt, nr. 2: {fate}")
        until(lambda: len(heard(asker)) >= len(told))
    seminar.moderate(f"questions/{mine}/merge", into=str(theirs["number"]))
    told.append("Spørsmålet ditt, nr. 2: Slått sammen med nr. 1 · På lista til alle")
    until(lambda: len(heard(asker)) >= len(told))
    seminar.asked("Hva med parkering?")
    told.append("1 nytt spørsmål")
    until(lambda: len(heard(asker)) >= len(told))
    assert heard(asker) == told


SOON = """
const later = window.setTimeout;
window.setTimeout = (does, ms, ...rest) => later(does, ms === 20000 ? 4000 : ms, ...rest);
"""


def heard(page: Page) -> list[str]:
    """What was said aloud but that the question was sent, and the digest of what came before it."""
    said: list[str] = page.evaluate("window.said")
    return [words for words in said if not words.startswith("Spørsmålet er")]


def test_open_questions_are_not_reached_when_it_is_over_and_answers_come_first(
    asker: Page, visitors: Visitors, seminar: Seminar
) -> None:
    question = seminar.asked("Rekker vi dette?")
    late = asker.locator(f"#question-{question['id']} .fate__after")
    expect(asker.locator(f"#question-{question['id']}")).to_be_attached()
    expect(late).to_be_hidden()
    first, *rest = seminar.state()["agenda"]["sessions"]
    for session in rest:
        seminar.moderate(f"sessions/{session['id']}/cancel")
    seminar.moderate(f"sessions/{first['id']}/end")
    expect(late).to_be_visible()
    expect(asker.locator('[data-ledger] [data-fate="open"].fate__after')).to_have_text("1 ubesvart")
    expect(asker.locator('[data-list="questions"]')).to_have_attribute("data-sorted", "answered")
    answered = seminar.asked("Blir det opptak?")
    seminar.moderate(f"questions/{answered['id']}/answer", text="Ja, på fredag.")
    afterwards = visitors.arrive()
    expect(afterwards.locator('[data-tab="questions"]')).to_have_attribute("aria-current", "true")
    expect(afterwards.locator('[data-list="questions"] > li').first).to_contain_text("Ja, på fredag.")


def test_the_order_changes_when_i_say_so(asker: Page, seminar: Seminar) -> None:
    asked = [seminar.asked(f"Spørsmål nummer {n}?") for n in range(3)]
    rows = asker.locator('[data-list="questions"] > li')
    expect(rows).to_have_count(3)
    asker.locator('[data-sort-by="newest"]').focus()
    asker.keyboard.press("Enter")
    expect(rows.first).to_have_attribute("data-number", "3")
    expect(asker.locator('[data-sort-by="newest"]')).to_have_attribute("aria-current", "true")
    seminar.moderate(f"questions/{asked[1]['id']}/answer")
    asker.locator('[data-sort-by="unanswered"]').click()
    expect(asker.locator('[data-list="questions"] > li:visible')).to_have_count(2)


def test_the_desk_joins_what_is_alike_and_takes_it_back_by_keyboard(visitors: Visitors, seminar: Seminar) -> None:
    into = seminar.asked("Blir det opptak av dette?")
    same = seminar.asked("Vert det opptak av seminaret?", approve=False)
    desk = the_desk(visitors, seminar)
    desk.locator(f"#question-{same['id']}").focus()
    desk.keyboard.press("m")
    join = desk.locator("#chosen .similar__one button")
    join.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(f'[data-list="done"] #question-{same["id"]}')).to_contain_text(f"nr. {into['number']}")
    desk.keyboard.press("Escape")
    desk.keyboard.press("u")
    expect(desk.locator(f'[data-list="inbox"] #question-{same["id"]}')).to_be_visible()


@pytest.mark.parametrize("script", ["", TOLD_LATE], ids=["at once", "told late"])
def test_all_of_one_person_goes_with_one_press_and_comes_back_with_one_key(
    visitors: Visitors, seminar: Seminar, script: str
) -> None:
    with httpx2.Client(base_url=seminar.base, headers={"origin": seminar.base, "accept": "application/json"}) as pest:
        ids = [
            pest.post(f"/{SLUG}/questions", json={"text": f"Kjøp noe {n}!"}).json()["question"]["id"] for n in range(2)
        ]
    seminar.moderate("settings", flagged_words=["kjøp"])
    desk = the_desk(visitors, seminar, script)
    expect(desk.locator(".row .mark--flag")).to_have_count(2)
    row = desk.locator(f"#question-{ids[0]}")
    row.focus()
    desk.keyboard.press("Enter")
    desk.locator("#chosen [data-more-of=rest] > summary").click()
    desk.locator('#chosen [data-does="remove_all"]').click()
    expect(desk.locator('[data-list="inbox"] > li:not(.row--ghost)')).to_have_count(0)
    desk.keyboard.press("u")
    desk.locator(f"#question-{ids[1]}").hover()  # what a hand is on stays, unless it was moved by the same press
    expect(desk.locator('[data-list="inbox"] > li')).to_have_count(2)
