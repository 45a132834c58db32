"""Opening hours and weekly timetables: times in plenty, and hardly a title among them."""

from live.programme.text.layouts.readings import Reading, title_of, worth
from live.programme.text.lines.line import Line
from live.programme.text.lines.open_hours import OPEN_AT, WEEKDAYS, is_hours_of_a_place, without_clocks

_HOURS = 3  # times without a title; fewer are a slip


def says_hours_only(lines: list[Line], reading: Reading) -> bool:
    """Whether most times of a reading have no title."""
    ranged = sum(one.alone and WEEKDAYS.search(one.line.text) is not None for one in reading.sessions)
    if ranged > 1 and ranged * 2 > len(reading.sessions):
        return True  # "man–tors 11–21", "fre–lør 11–22", "søn 12–20"
    if all(_says_hours(one.line.text) for one in reading.sessions):
        return True  # "Disken: måndag–fredag 8.00–16.30"
    taken = {one.index for one in reading.sessions}
    titles = [title_of(lines, one, reading, taken) for one in reading.sessions]
    untitled = sum(worth(without_clocks(title if isinstance(title, str) else title.text)) < 0 for title in titles)
    return len(titles) >= _HOURS and untitled * 3 > len(titles) * 2


def _says_hours(text: str) -> bool:
    return WEEKDAYS.search(text) is not None or OPEN_AT.search(text) is not None or is_hours_of_a_place(text)
