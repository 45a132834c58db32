"""The last act: the report and every file the desk offers are read."""

from tests.rehearsal.account import Account
from tests.rehearsal.asking import CLEARER, DECLINED, LABEL
from tests.rehearsal.hall import SLUG
from tests.rehearsal.people import Person, arrive, look
from tests.rehearsal.rules import Cast


async def the_report_is_read(cast: Cast, account: Account) -> None:
    desk = cast.kari.page
    files = await desk.evaluate(
        "[...document.querySelectorAll('.links__files a')].map((link) => link.getAttribute('href'))"
    )
    for address in [
        *files,
        f"/{SLUG}/export.polls.csv",
        f"/{SLUG}/export.sessions.csv",
        f"/{SLUG}/export.attendance.csv",
        f"/{SLUG}/answers.atom",
        f"/{SLUG}/changes.atom",
    ]:
        answer = await desk.context.request.get(address)
        text = (await answer.body()).decode(errors="replace")  # a workbook is no text
        if not answer.ok or not text:
            account.wrong.append(f"{address} answers {answer.status} with {len(text)} characters")
        if address.endswith(("export.json", "export.csv")) and not (CLEARER in text and LABEL in text):
            account.wrong.append(f"{address} lacks a question or its label")
        if address.endswith(".atom") and DECLINED in text:
            account.wrong.append(f"{address} tells what was declined")
    account.tell(f"The report and {len(files) + 5} files are read")
    page = await desk.context.new_page()
    reader = Person("report", "report", page)
    await reader.open(f"/{SLUG}/report")
    await account.shoot(reader, "report", full=True)
    account.wrong += [f"the report {line}" for line in reader.wrong]
    if CLEARER not in await page.content():
        account.wrong.append("the report lacks a question")
    await page.close()


async def somebody_comes_late(cast: Cast, account: Account) -> None:
    browser = cast.stage.page.context.browser
    assert browser is not None
    late = await arrive(browser, cast.hall.base, "40 late", "attendee", **look(390, language="en"))
    await late.open(f"/{SLUG}")
    cast.crowd.people.append(late)
    account.tell("Somebody comes when all is over, and reads the answers")
    await account.shoot(late, "attendee-late", full=True)
