"""The programme as one attendee has arranged it: own time, tracks, stars and reminders.

None of it leaves the device.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from playwright.sync_api import Browser, Page, expect

from live.rules.agenda import Agenda
from tests.browser.visitors import DESKTOP, NARROWEST, SLUG, Seminar, Visitors
from tests.builders import a_session, an_agenda, running_now
from tests.running import Server
from tests.waiting import until

pytestmark = pytest.mark.browser

COUNTING = """
    window.said = [];
    const polite = document.querySelector('[data-say="polite"]');
    new MutationObserver(() => { if (polite.textContent) said.push(polite.textContent); })
        .observe(polite, { childList: true, characterData: true, subtree: true });
"""

SHOWING = """() => {
    window.shown = [];
    window.Notification = class {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor(title, { body }) { shown.push(body); }
    };
}"""


def two_tracks() -> Agenda:
    """Twenty minutes into two parallel sessions; then one of each track, and one for all."""
    return running_now(
        an_agenda(
            a_session("web", 0, 45, track="Web", title="Web i dag"),
            a_session("law", 0, 50, track="Jus", title="Ny lov"),
            a_session("css", 45, 30, track="Web"),
            a_session("court", 50, 30, track="Jus"),
            a_session("pause", 80, 20, kind="break", title="Pause for alle"),
            a_session("end", 100, 20, title="Avslutning"),
        )
    )


def twin(zone: str) -> str:
    """Another name under which the clock shows the same, all year."""
    moments = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7)]
    return next(
        name
        for name in sorted(available_timezones())
        if "/" in name
        and not name.startswith("Etc/")
        and all(
            moment.astimezone(ZoneInfo(name)).utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()
            for moment in moments
        )
    )


@pytest.fixture
def forked(browser: Browser, server: Server) -> Iterator[tuple[Visitors, Seminar]]:
    with Seminar(server, two_tracks()) as seminar:
        visitors = Visitors(browser, seminar)
        yield visitors, seminar
        visitors.leave()


def star(page: Page, session: str) -> None:
    page.click(f"#star-{session}")
    expect(page.locator(f"#star-{session}")).to_have_attribute("aria-pressed", "true")


def test_my_own_time_stands_beside_the_events_and_survives_a_move(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(
        timezone_id="Asia/Kathmandu"
    )  # 5:45 ahead of UTC: another clock than any zone of whole hours
    mine = page.locator("#session-rules .session__mine")
    expect(mine).to_have_text(re.compile(r"^\d\d:\d\d hos deg(, dagen (før|etter))?$"))
    before = mine.inner_text()
    expect(page.locator("#now .now__mine:visible")).to_contain_text("hos deg")
    seminar.moderate("sessions/rules/delay", minutes=10)
    expect(page.locator("#session-rules")).to_contain_text("utsatt 10 min")
    expect(mine).to_contain_text("hos deg")
    assert mine.inner_text() != before


def test_who_lives_by_the_same_clock_sees_one_time(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(timezone_id=twin(seminar.zone))
    expect(page).to_have_title(re.compile("^●"))
    expect(page.locator(".programme__zone")).to_contain_text(seminar.zone)
    assert page.locator(".session__mine:visible, .now__mine:visible").count() == 0


def test_each_track_shows_what_is_on_in_it(forked: tuple[Visitors, Seminar]) -> None:
    page = forked[0].arrive(size=DESKTOP)
    expect(page.locator("#now .now__card:visible h2")).to_have_text("Ny lov")
    expect(page.locator("#now .now__card:visible .now__lane")).to_contain_text(
        re.compile(r"Web\s+Web i dag\s+til \d\d:\d\d")
    )


def test_a_chosen_track_is_remembered_and_survives_what_is_pushed(forked: tuple[Visitors, Seminar]) -> None:
    visitors, seminar = forked
    page = visitors.arrive(size=NARROWEST)
    page.get_by_label("Web", exact=True).check()
    shown = page.locator(".session:visible")
    expect(shown).to_have_count(4)
    expect(page.locator("#now .now__card:visible h2")).to_have_text("Web i dag")
    expect(page.locator("#now .now__lane:visible")).to_have_count(0)
    page.evaluate(COUNTING)
    seminar.moderate("sessions/court/delay", minutes=5)
    seminar.moderate("sessions/css/delay", minutes=5)
    expect(page.locator("#session-court")).to_contain_text("utsatt 5 min")
    expect(page.locator("#session-court")).to_be_hidden()
    until(lambda: page.evaluate("said.length > 0"))
    assert page.evaluate("said.filter((text) => text.includes('Court')).length") == 0
    page.reload()
    expect(page.get_by_label("Web", exact=True)).to_be_checked()
    expect(shown).to_have_count(4)


def test_tracks_are_chosen_without_script(forked: tuple[Visitors, Seminar]) -> None:
    page = forked[0].arrive(size=NARROWEST, java_script_enabled=False)
    page.get_by_label("Jus", exact=True).check()
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?track=Jus#programme$"))
    expect(page.locator(".session:visible")).to_have_count(4)
    expect(page.locator("#now .now__card:visible h2")).to_have_text("Ny lov")
    expect(page.locator("[data-star]:visible")).to_have_count(0)
    page.get_by_role("link", name="Alle spor").click()
    expect(page.locator(".session:visible")).to_have_count(6)


def test_a_link_with_a_track_goes_before_what_is_remembered(forked: tuple[Visitors, Seminar]) -> None:
    page = forked[0].arrive("/seminar?track=Jus")
    expect(page.locator(".session:visible")).to_have_count(4)
    page.get_by_label("Jus", exact=True).uncheck()
    expect(page.locator(".session:visible")).to_have_count(6)
    expect(page).to_have_url(re.compile("/seminar$"))


def test_a_forgotten_device_keeps_nothing_and_what_is_kept_has_an_end(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive()
    lasting = "Object.keys(localStorage).filter((key) => key.startsWith('live:'))"
    kept = f"{lasting}.concat(Object.keys(sessionStorage).filter((key) => key.startsWith('live:')))"
    page.locator("#session-rules .star").click()
    assert page.evaluate(f"{lasting}.sort()") == ["live:seminar:stars", "live:seminar:until"]
    page.evaluate("localStorage.setItem('live:seminar:until', '1')")
    page.goto(f"/{SLUG}/mine#forget")
    page.wait_for_function(f"!{lasting}.length")

    page.goto(f"/{SLUG}")
    page.locator("#session-rules .star").click()
    page.goto(f"/{SLUG}/mine")
    page.locator("#forget > summary").press("Enter")
    page.locator("#forget button").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Denne enheten er glemt")
    assert page.evaluate(kept) == []
    assert page.context.cookies() == []


def test_stars_stay_on_the_device_and_make_a_list(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    star(page, "owners")
    page.get_by_label(re.compile("Mine poster 1")).check()
    expect(page.locator(".session:visible")).to_have_count(1)
    seminar.moderate("sessions/owners/delay", minutes=5)
    expect(page.locator("#session-owners")).to_contain_text("utsatt 5 min")  # though the star has the focus
    expect(page.locator("#star-owners")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".session:visible")).to_have_count(1)
    assert "POST" not in sent
    page.reload()
    expect(page.locator(".session:visible")).to_have_count(1)
    size = page.locator("#star-owners").bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44


def test_a_starred_session_is_reminded_of_once_and_the_reminder_moves_with_it(
    visitors: Visitors, seminar: Seminar
) -> None:
    page = visitors.arrive()
    page.evaluate(COUNTING)
    star(page, "rules")  # starts in 25 minutes
    seminar.moderate("sessions/opening/end")
    seminar.moderate("sessions/rules/delay", minutes=-21)
    notice = page.locator(".reminder")
    expect(notice.get_by_role("link")).to_have_text(re.compile(r"^«Rules» starter \d\d:\d\d$"))
    until(lambda: page.evaluate("said.filter((text) => text.includes('«Rules» starter ')).length === 1"))
    seminar.moderate("sessions/rules/delay", minutes=15)
    expect(notice).to_have_count(0)
    seminar.moderate("sessions/rules/delay", minutes=-15)
    expect(notice).to_have_count(1)
    page.reload()
    page.evaluate(COUNTING)
    expect(notice).to_have_count(1)
    seminar.moderate("sessions/rules/cancel")
    expect(notice).to_have_text(re.compile("«Rules» er avlyst. Det kommer ingen påminnelse."))
    until(lambda: page.evaluate("said.some((text) => text.includes('ingen påminnelse'))"))
    assert page.evaluate("said.filter((text) => text.includes('«Rules» starter ')).length") == 0
    notice.get_by_role("button").click()
    expect(notice).to_have_count(0)


def test_the_system_reminds_only_who_pressed_the_button(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive(permissions=["notifications"])
    page.evaluate(SHOWING)
    star(page, "rules")
    seminar.moderate("sessions/opening/end")
    seminar.moderate("sessions/rules/delay", minutes=-21)
    expect(page.locator(".reminder")).to_have_count(1)
    assert page.evaluate("shown") == []
    page.get_by_role("button", name="Minn meg på det utenfor siden også").click()
    seminar.moderate("sessions/rules/delay", minutes=-1)
    until(lambda: page.evaluate("shown.length"))
    [body] = page.evaluate("shown")
    assert "Rules" in body


def test_the_title_says_when_one_is_back(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive()
    seminar.moderate("sessions/opening/end")
    seminar.moderate("sessions/rules/cancel")
    seminar.moderate("sessions/pause/start")
    expect(page).to_have_title(re.compile(r"^● Tilbake \D*\d\d:\d\d · Utvekslingssamarbeid$"))


def test_a_moderator_who_fiddles_is_heard_once(visitors: Visitors, seminar: Seminar) -> None:
    page = visitors.arrive()
    page.evaluate(COUNTING)
    for minutes in (5, 5, -3):
        seminar.moderate("sessions/rules/delay", minutes=minutes)
    seminar.moderate("announcements", text="etterpå", level="info")
    until(lambda: page.evaluate("said.some((text) => text.includes('Rules'))"))
    seminar.moderate("sessions/closing/delay", minutes=5)
    until(lambda: page.evaluate("said.some((text) => text.includes('Closing'))"))
    assert page.evaluate("said.filter((text) => text.includes('Rules')).length") == 1


def test_on_paper_all_begins_at_one_edge_and_what_is_over_is_as_legible_as_the_rest(
    visitors: Visitors, seminar: Seminar
) -> None:
    seminar.moderate("sessions/opening/end")
    page = visitors.arrive(f"/{SLUG}", size=DESKTOP)
    expect(page.locator('.session[data-shown="done"]').first).to_be_attached()
    page.set_viewport_size({"width": 680, "height": 960})  # an A4 page between its margins
    page.emulate_media(media="print")
    edges = page.locator(".bar__title, .paper, #programme-heading, .session__time").evaluate_all(
        "(all) => all.map((it) => Math.round(it.getBoundingClientRect().left))"
    )
    assert len(set(edges)) == 1, edges
    colours = page.locator(".session__title").evaluate_all("(all) => all.map((it) => getComputedStyle(it).color)")
    assert len(set(colours)) == 1, colours
    last = page.locator(".session:not(.session--break)").last
    time, title = (last.locator(one).bounding_box() for one in (".session__starts", ".session__title"))
    assert time
    assert title
    assert abs(time["y"] - title["y"]) < 4
