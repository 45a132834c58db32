"""Lines under a session that say what it is: "Type: pause", "Språk: engelsk", "Endring: Toget er forsinket"."""

from live.programme.breaks import is_break
from live.programme.languages import LANGUAGE_NAMES
from live.programme.text.draft import Draft
from live.programme.words import CHANGE_LABELS, KIND_LABELS, LANGUAGE_LABELS, LANGUAGES, POINT_LABELS

_TALKS = frozenset("foredrag talk vortrag föredrag oplæg".split())


def read_remark(draft: Draft, label: str, said: str) -> bool:
    """Put what the line says into the draft; False when it is another line, or says something unknown."""
    word = said.lower().rstrip(" .")
    if label in KIND_LABELS and (word in _TALKS or is_break(said)):
        draft.kind = "talk" if word in _TALKS else "break"
    elif label in LANGUAGE_LABELS and (word in LANGUAGE_NAMES or word in LANGUAGES):
        draft.language = LANGUAGE_NAMES.get(word, word)
    elif label in POINT_LABELS and said:
        draft.items.append(said)
    elif label in CHANGE_LABELS and said:
        draft.reason = said
    else:
        return False
    return True
