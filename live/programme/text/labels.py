"""Labels on a line of their own, as sidebars and definition lists have them: "Fra:" above "8. mar. 2022 12:00"."""

import msgspec

from live.programme.text.clocks import spans_in
from live.programme.text.dates import dates_in
from live.programme.text.lines import Line
from live.programme.words import DAY_LABELS, ROOM_LABELS, TIME_LABELS

_WITHIN = 2  # lines below the label


def with_labels_joined(lines: list[Line]) -> list[Line]:
    """Lines with such labels put in front of what they label; the line they stood on is blank."""
    joined = list(lines)
    for at, line in enumerate(lines):
        label = line.text.rstrip(" :").lower()
        if len(line.text) < 20 and label in DAY_LABELS | TIME_LABELS | ROOM_LABELS:
            below = next(
                (index for index in range(at + 1, min(at + 1 + _WITHIN, len(lines))) if not lines[index].blank), None
            )
            if below is not None and _is_labelled_by(lines[below], line, label):
                joined[at] = Line(line.number, "")
                joined[below] = msgspec.structs.replace(
                    lines[below], text=f"{line.text.rstrip(' :')}: {lines[below].text}", cells=()
                )
    return joined


def _is_labelled_by(below: Line, line: Line, label: str) -> bool:
    if ":" not in line.text or label in ROOM_LABELS:
        return (
            label in ROOM_LABELS
            and ":" in line.text
            and 0 < len(below.text) < 80
            and ":" not in below.text
            and not dates_in(below.text)
        )
    dates = dates_in(below.text)
    return bool(dates and dates[0].at == 0) or bool(spans_in(below.text) and len(below.text) < 20)
