"""Bullets in a description: out of it as items on the way in, back under it on the way out."""

import re

_POINT = re.compile(r"\s{0,12}(?:[-*•–◦▪‣+]|[0-9]{1,2}[.)])\s+(?P<said>\S.*)$")


def split_points(prose: str) -> tuple[str, tuple[str, ...]]:
    """The text without its bullets, and the bullets; a lone "1." is no list."""
    lines = prose.split("\n")
    points = [match["said"].strip() for line in lines if (match := _POINT.match(line))]
    if not points or (len(points) == 1 and re.search(r"^\s*[0-9]{1,2}[.)]\s", prose, re.MULTILINE)):
        return prose.strip(), ()
    left = "\n".join(line.rstrip() for line in lines if not _POINT.match(line))
    return re.sub(r"\n{3,}", "\n\n", left).strip(), tuple(points)
