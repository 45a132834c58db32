"""What a measurement is."""

import msgspec


class Measurement(msgspec.Struct, frozen=True):
    measurement: str
    what: str
    value: float | None
    unit: str


def per(total: float, number: int) -> float | None:
    """Return CPU seconds as microseconds each; nothing where CPU time could not be read."""
    return total / number * 1e6 if total and number else None
