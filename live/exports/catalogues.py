"""The words of the languages, for what is written out by the server and by the command line alike."""

import functools

from live.views.press.words import Words


@functools.cache
def catalogues() -> Words:
    """Read the catalogues, once in a process."""
    return Words()
