"""What organisers wish of an event that is shown on pages of others."""

from typing import Annotated

from live.rules.wishes import LINES, Wish, texts


class AllowEmbedding(Wish, frozen=True, kw_only=True):
    """Name the web sites that may show the event inside their pages; none: only this one."""

    origins: Annotated[
        tuple[str, ...], texts("Addresses of web sites, one on each line.", many=LINES, longest=200)
    ] = ()
