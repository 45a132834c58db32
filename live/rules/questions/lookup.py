"""An index of an event's questions by their trigrams and words, for finding those that ask much the same.

Each trigram and each word keeps the set of questions it is in as the bits of one integer. The sets of a text's trigrams
are added up, bit by bit, in binary counters: a handful of operations on long integers, whatever the number of
questions. What comes out is what comparing with every question gives (`similar.likeness`), in the same order, unless
hundreds are as like as each other.
"""

from collections.abc import Callable, Iterable

from live.rules.questions.similar import (
    INSIDE_WEIGHT,
    LEAST,
    MOST,
    SHORTEST,
    SMALLEST,
    Print,
    likeness,
    print_of,
)

# When more than so many are alike (one question asked over and over), only the most alike are compared one by one.
MANY = 300
LEVELS = (1.0, 0.97, 0.94, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)


class Postings:
    """Which questions have a feature, and how many features each question has."""

    def __init__(self) -> None:
        self._with: dict[str, int] = {}
        self._of_size: dict[int, int] = {}

    def put(self, place: int, features: frozenset[str]) -> None:
        """Add the question at `place`."""
        for feature in features:
            self._with[feature] = self._with.get(feature, 0) | place
        self._of_size[len(features)] = self._of_size.get(len(features), 0) | place

    def drop(self, place: int, features: frozenset[str]) -> None:
        """Take the question at `place` out again."""
        for feature in features:
            self._with[feature] ^= place
            if not self._with[feature]:
                del self._with[feature]
        self._of_size[len(features)] ^= place

    def counted(self, features: frozenset[str]) -> list[int]:
        """Return how many of `features` each question has, as the digits of binary numbers, the lowest first."""
        digits: list[int] = []
        for carry in filter(None, (self._with.get(feature, 0) for feature in features)):
            _add(digits, carry)
        return digits

    def sharing(self, digits: list[int], needed: Callable[[int], float]) -> int:
        """Return the questions whose count is at least what is `needed` of one with that many features."""
        found = 0
        for size, places in self._of_size.items():
            if size and places:
                found |= places & _at_least(digits, needed(size))
        return found


class Index:
    """The questions of one event. `update` it before asking it."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}  # id -> its bit's number
        self._names: list[str] = []  # by the bit's number; "" where it is free
        self._free: list[int] = []
        self._texts: dict[str, str] = {}
        self._prints: dict[str, Print] = {}
        self._trigrams, self._words = Postings(), Postings()

    def missing(self, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return those of the (id, text) that are not in it with this text."""
        return [(name, text) for name, text in texts if self._texts.get(name) != text]

    def put(self, name: str, text: str) -> None:
        """Take a question in, or its new text."""
        if name in self._places:
            self._drop(name)
        number = self._free.pop() if self._free else len(self._names)
        if number == len(self._names):
            self._names.append("")
        self._names[number], self._places[name], self._texts[name] = name, number, text
        known = self._prints[name] = print_of(text)
        self._trigrams.put(1 << number, known.trigrams)
        self._words.put(1 << number, known.words)

    def _drop(self, name: str) -> None:
        number, known = self._places.pop(name), self._prints.pop(name)
        self._names[number] = ""
        self._free.append(number)
        self._trigrams.drop(1 << number, known.trigrams)
        self._words.drop(1 << number, known.words)

    def similar(
        self, text: str, among: dict[str, int], *, least: float = LEAST, most: int = MOST
    ) -> list[tuple[str, float]]:
        """Return the ids of those most like a text with how much, best first; `among` are ids with their order."""
        asked = print_of(text)
        if len(text.strip()) < SHORTEST or not asked.words:
            return []
        counts = self._trigrams.counted(asked.trigrams), self._words.counted(asked.words)
        near = self._near(asked, counts, least)
        for level in LEVELS if near.bit_count() > MANY else ():
            closer = self._near(asked, counts, level)
            if level <= least or sum(name in among for name in self._named(closer)) >= most:
                near = closer if level > least else near
                break
        scored = [(name, likeness(asked, self._prints[name])) for name in self._named(near) if name in among]
        best = sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], among[pair[0]]))
        return best[:most]

    def _near(self, asked: Print, counts: tuple[list[int], list[int]], level: float) -> int:
        """Return the questions that are at least so like what is asked (all of them, and none that is clearly less)."""
        (trigrams, words), whole, few = counts, len(asked.trigrams), len(asked.words)
        near = self._trigrams.sharing(trigrams, lambda size: level * (whole + size) / 2)
        if few < SMALLEST or level > INSIDE_WEIGHT:
            return near
        return near | self._words.sharing(
            words, lambda size: level / INSIDE_WEIGHT * min(few, size) if size >= SMALLEST else few + 1
        )

    def _named(self, places: int) -> list[str]:
        """Return the names at `places`, the earliest first, `MANY` at the most."""
        names: list[str] = []
        while places and len(names) < MANY:
            lowest = places & -places
            names.append(self._names[lowest.bit_length() - 1])
            places ^= lowest
        return names


def _add(digits: list[int], carry: int) -> None:
    for at, digit in enumerate(digits):
        digits[at], carry = digit ^ carry, digit & carry
        if not carry:
            return
    digits.append(carry)


def _at_least(digits: list[int], needed: float) -> int:
    """Return where the number is at least `needed`: the bits are compared from the highest down."""
    least = -int(-needed // 1)  # rounded up
    if least >> len(digits):
        return 0
    above, equal = 0, -1
    for at in range(len(digits) - 1, -1, -1):
        if least >> at & 1:
            equal &= digits[at]
        else:
            above |= equal & digits[at]
            equal &= ~digits[at]
    return above | equal
