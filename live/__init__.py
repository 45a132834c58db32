"""Live: a companion page for a webinar that shows what is on now, moves with the schedule and takes questions."""

import sys

__version__ = "0.2.0"

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this file too, and as the README's first step
    sys.exit("Live needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
