"""Guessing join codes is slow, from one place and from many; typing the right one waits for nobody."""

from live.rules.people.guessing import FEW, WRONG, WRONG_IN_ALL, Guessing


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def guessed(guessing: Guessing, place: str, tries: int) -> int:
    """How many of so many wrong guesses were looked up."""
    looked_up = 0
    for _ in range(tries):
        if not guessing.wait(place):
            guessing.wrong(place)
            looked_up += 1
    return looked_up


def test_a_place_guesses_so_often_and_then_as_often_as_the_limit_says() -> None:
    clock = Clock()
    guessing = Guessing(clock)
    assert guessed(guessing, "school", 1000) == WRONG.burst
    clock.now = 600.0
    assert guessed(guessing, "school", 1000) == WRONG.burst
    hour = 0
    for minute in range(60):
        clock.now = 600.0 + 60 * minute
        hour += guessed(guessing, "school", 100)
    assert hour <= 3600 / WRONG.every


def test_whoever_types_the_right_code_is_not_counted() -> None:
    guessing = Guessing(Clock())
    assert not any(guessing.wait("school") for _ in range(10_000))


def test_many_places_together_get_few_guesses_each_and_others_go_on() -> None:
    guessing = Guessing(Clock())
    places = [f"place {n}" for n in range(1000)]
    found = sum(guessed(guessing, place, 100) for place in places)
    assert found <= WRONG_IN_ALL.burst + len(places) * FEW.burst
    assert not guessing.wait("a school that has guessed nothing")


def test_workers_divide_the_limits() -> None:
    clock = Clock()
    assert sum(guessed(Guessing(clock, 4), "school", 1000) for _ in range(4)) == WRONG.burst
