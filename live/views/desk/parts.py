"""What the desk is made of beside its templates: the sheets it loads, and the files it offers."""

from live.views.press import SHEETS

STYLES = (
    *SHEETS,
    "move",
    "field",
    "desk",
    "desk-programme",
    "desk-slips",
    "desk-questions",
    "desk-tools",
    "desk-pane",
    "desk-team",
    "desk-marks",
    "heard",
    "desk-stages",
    "desk-foot",
    "desk-polls",
)
EXPORTS = (
    "csv",
    "polls.csv",
    "sessions.csv",
    "attendance.csv",
    "md",
    "json",
    "ics",
    "txt",
    "agenda.csv",
    "chapters",
    "vtt",
)
