"""Counts of a poll in per cent: of the people, never more exact than they are, and adding up."""

from collections.abc import Sequence

FEWEST_SHARED = 5  # people; of fewer a share in per cent says more than is known


def shares(kind: str, counts: Sequence[int], people: int) -> list[int] | None:
    """Return each count in per cent of the people, None while they are too few.

    Of one answer each they add up to 100, unless that made equal counts differ.
    """
    if people < FEWEST_SHARED:
        return None
    if kind == "multiple":
        return [(200 * n + people) // (2 * people) for n in counts]
    left = 100 * sum(counts) // people - sum(100 * n // people for n in counts)
    more = set[int]()
    for n in sorted(set(counts), key=lambda n: (-(100 * n % people), -n)):
        if counts.count(n) <= left and 100 * n % people:
            more.add(n)
            left -= counts.count(n)
    return [100 * n // people + (n in more) for n in counts]
