"""Every way Live says no, drawn as a tree. Pages turn these into answers in one place (`pages/answers/refusals.py`).

Refused
├── Invalid      400  what was sent cannot be read
│   ├── Unfit    422  it can be read, but breaks a rule (overlaps …)
│   │   └── TooLong
│   └── TooLarge 413, WrongType 415
├── NotKnown     401  a badge or token is needed
├── NotAllowed   403  this person may not
├── NotFound     404, NotSupported 405
├── Conflict     409  someone was faster; carries the thing as it is now
├── TooOften     429  carries when to try again
│   └── Guessed       of join codes
└── Unavailable  503  the store cannot be reached; the same key may be tried again

A message is an English sentence with {placeholders}: the msgid of the catalogues in `locale/`.
"""

from typing import Any, ClassVar


class Refused(Exception):
    """Something a person asked for will not happen, and they can understand why."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        field: str | None = None,
        retry_after: float | None = None,
        current: Any = None,  # Any: a thing as JSON
        **values: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.values = values
        self.field = field
        self.retry_after = retry_after
        self.current = current
        self.why = code or self.code

    def __str__(self) -> str:
        return self.message.format(**self.values)


class Invalid(Refused):
    status, code = 400, "invalid"


class Unfit(Invalid):
    status, code = 422, "unfit"


class TooLong(Unfit):
    code = "too_long"

    def __init__(self, text: str, longest: int, field: str) -> None:
        super().__init__(
            "This is {over} characters too long. The most is {longest}.",
            field=field,
            longest=longest,
            over=len(text) - longest,
        )


class TooLarge(Invalid):
    status, code = 413, "too_large"


class WrongType(Invalid):
    status, code = 415, "wrong_type"


class NotKnown(Refused):
    status, code = 401, "not_known"


class NotAllowed(Refused):
    status, code = 403, "not_allowed"


class NotFound(Refused):
    status, code = 404, "not_found"


class NotSupported(Refused):
    status, code = 405, "not_supported"


class Conflict(Refused):
    status, code = 409, "conflict"


class TooOften(Refused):
    status, code = 429, "too_often"

    def __init__(self, seconds: float, burst: int = 0, every: float = 0.0) -> None:
        """`seconds`: until one more fits; the limit, where one is told: `burst` at once, then one `every` seconds."""
        self.burst, self.every = burst, every
        super().__init__(
            "That was quick. Try again in {seconds} seconds.",
            retry_after=round(seconds, 1),
            seconds=max(1, round(seconds)),
        )


class Guessed(TooOften):
    """Too many codes that lead nowhere were tried from one place."""

    def __init__(self, seconds: float, burst: int, every: float) -> None:
        self.burst, self.every = burst, every
        super(TooOften, self).__init__(
            "Many codes that lead nowhere have been tried from here. Type the address of the event instead, or try "
            "again in {seconds} seconds.",
            retry_after=round(seconds, 1),
            seconds=max(1, round(seconds)),
        )


class Unavailable(Refused):
    status, code = 503, "busy"


class Contended(Unavailable):
    """What others changed meanwhile kept a write from being made, however often it was tried."""

    def __init__(self) -> None:
        super().__init__("Many people are changing this at once. Try again in a moment.", retry_after=1)
