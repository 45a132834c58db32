"""The stage: what a projector or a broadcast shows, one thing at a time. It is printed whole once and follows along in
the browser.

What is shown is decided in `rules/stage.py`. `static/js/stage/text.js` sets texts as the functions here do; a test
compares them.
"""

import re

import msgspec

from live.rules.agenda.moment import Moment, moment_of
from live.rules.event import Stage
from live.rules.polls import latest
from live.rules.snapshot import Snapshot
from live.rules.stage import answering, back_at, rows, scene_of
from live.rules.state import State, standing
from live.rules.wishes.announcements import Level
from live.views import polls
from live.views.press import Press

STYLES = (
    "tokens",
    "reset",
    "brand",
    "text",
    "stage",
    "stage-scenes",
    "stage-figures",
    "stage-rows",
    "stage-join",
    "stage-panel",
    "stage-band",
    "polls",
    "results",
    "stage-poll",
    "status",
)
WIDTHS, SIDES = ("two-thirds", "half"), ("middle", "right")  # where it is not the whole, or at the left
WORDS_PER_BLOCK = 24  # as much as an eye takes in at once from the back row
_SENTENCE = re.compile(r"(?<=[.!?…؟。])\s+|\n+")
_PAUSE = re.compile(r"[,;:–—،]$")
# A text of at most so many characters is set in this size; 1 is 9 vmin, 6 is 4.4 vmin. The browser shrinks further what
# does not fit.
SIZES = (60, 120, 200, 320, 420)


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the address of the stage fixes: a scene (else the moderators' or the moment's), and how it is set.

    `width` and `side` are of the panel on a transparent page; `preview`: it is no screen that the desk is to miss.
    """

    scene: Stage | None = None
    transparent: bool = False
    scheme: str = ""
    width: str = ""
    side: str = ""
    preview: bool = False


class Invitation(msgspec.Struct, frozen=True):
    """Where the audience goes: the address without its scheme, and the short code with the address it is typed at."""

    address: str
    host: str
    code: str = ""


def blocks(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces of at most 24 words: whole sentences where they fit, else cut at a comma in the later
    half.

    Each piece comes with whether it goes on in the middle of a sentence.
    """
    made: list[tuple[list[str], bool]] = [([], False)]
    for sentence in _SENTENCE.split(text.strip()):
        for i, piece in enumerate(_pieces(sentence.split())):
            if len(made[-1][0]) + len(piece) > WORDS_PER_BLOCK:
                made.append(([], i > 0))
            made[-1][0].extend(piece)
    return [(" ".join(words), goes_on) for words, goes_on in made if words]


def _pieces(words: list[str]) -> list[list[str]]:
    pieces = []
    while len(words) > WORDS_PER_BLOCK:
        commas = [i for i in range(WORDS_PER_BLOCK // 2, WORDS_PER_BLOCK + 1) if _PAUSE.search(words[i - 1])]
        at = commas[-1] if commas else WORDS_PER_BLOCK
        pieces.append(words[:at])
        words = words[at:]
    return [*pieces, words]


def size_of(text: str) -> int:
    """Return the size, from 1, the largest, to 6."""
    return 1 + sum(len(text) > most for most in SIZES)


def _scene(state: State, look: Look, moment: Moment) -> str:
    """The one that is shown; "" is an empty screen."""
    return scene_of(
        look.scene or state.event.stage,
        moment.phase,
        answering=answering(state) is not None,
        transparent=look.transparent,
        polling=latest(state.polls) is not None,
    )


def page(press: Press, snapshot: Snapshot, look: Look, invitation: Invitation) -> str:
    """Return the whole stage. Every scene is on it; one is shown."""
    state = snapshot.state
    moment, question = moment_of(state, snapshot.now), answering(state)
    return press.print(
        "stage/stage.html",
        snapshot.language,
        **press.about_event(snapshot),
        moment=moment,
        look=look,
        scene=_scene(state, look, moment),
        question=question,
        votes=snapshot.pulse.votes.get(question.id, 0) if question else 0,
        blocks_of=blocks,
        size_of=size_of,
        **polls.scene(snapshot),
        back=back_at(moment),
        rows=rows(state, moment),
        urgent=next((one for one in standing(state, snapshot.now) if one.level is Level.URGENT), None),
        join=invitation,
        epoch=snapshot.epoch,
        cursor=snapshot.cursor,
        styles=STYLES,
        scripts=("stage/main",),
    )
