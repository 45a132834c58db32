"""Which styles make one sheet, and which scripts one file: one of each for every page."""

from live.views import answers, demo, desk, embed, looks, organiser, rehearsal, report, screen, speaker, stage
from live.views.agenda import history
from live.views.press import SHEETS

DIAG_STYLES = ("tokens", "reset", "bar", "layout", "text", "button", "diag", "print")
PAGES = (answers, demo, desk, embed, history, looks, organiser, rehearsal, report, screen, speaker, stage)
SHEETS_OF_PAGES = (SHEETS, DIAG_STYLES, *(page.STYLES for page in PAGES))
SCRIPTS = (
    "main",
    "answering",
    "badge",
    "diag",
    "forgetting",
    "picture",
    "desk/look",
    "desk/main",
    "desk/organiser",
    "embed/main",
    "speaker/main",
    "stage/address",
    "stage/main",
)
