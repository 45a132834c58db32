"""Words that moderators want to look at twice.

They mark a question on the desk and do nothing else: judging stays with people.
"""

import re
from functools import lru_cache


def flagged(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the words that stand in the text as whole words, without regard to case; a word may be
    several.
    """
    if not words or not _any_of(words).search(text):
        return ()
    return tuple(word for word in words if _any_of((word,)).search(text))


@lru_cache(maxsize=1000)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
