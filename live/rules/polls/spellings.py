"""When two people have written the same word: for open answers, which are counted."""

import unicodedata

ACCENTS = "\u0300\u0301\u0302\u0304"  # grave, acute, circumflex, macron
AROUND = " .,;:!?…'\"«»“”„‘’()[]"


def folded(word: str) -> str:
    """Return what makes two spellings one word: neither case, width, the accents of « idé » and « òg », nor marks
    around it count; å, ä, ö and ü are letters.
    """
    bare = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if c not in ACCENTS)
    )
    return bare.strip(AROUND) or word.casefold()
