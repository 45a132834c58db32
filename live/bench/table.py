"""The figures as people read them."""

from itertools import groupby

from live.bench.figures import Measurement


def table(figures: list[Measurement]) -> str:
    lines = []
    for measurement, group in groupby(figures, key=lambda figure: figure.measurement):
        lines.append(measurement)
        lines += [f"  {figure.what:<28}{_number(figure.value):>12} {figure.unit}" for figure in group]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.1f}"
