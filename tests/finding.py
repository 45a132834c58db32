"""Finding one element of a page that must be there."""

from selectolax.lexbor import LexborHTMLParser, LexborNode


def one(place: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element; fails where there is none."""
    found = place.css_first(selector)
    assert found is not None, selector
    return found
