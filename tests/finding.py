"""Finding what must be there: one element of a page, a value that may be None, a place deep in JSON."""

from typing import Any, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

T = TypeVar("T")


def there(found: T | None) -> T:
    """The value; fails where there is none."""
    assert found is not None
    return found


def inside(told: object, *path: str | int) -> Any:
    """What stands at a path of keys and places in JSON."""
    found: Any = told  # Any: JSON
    for key in path:
        found = found[key]
    return found


def one(place: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element; fails where there is none."""
    found = place.css_first(selector)
    assert found is not None, selector
    return found
