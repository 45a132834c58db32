"""Words that moderators want to look at twice.

They mark a question on the desk and do nothing else: judging stays with people.
"""

import re
from collections.abc import Iterable


def flagged(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return those of the words that stand in the text as whole words, without regard to case; a word may be
    several.
    """
    return tuple(word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
