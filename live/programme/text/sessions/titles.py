"""The title of a session: where it ends, and what is in it that is not title (people, a track, a room)."""

import re
from itertools import islice

from live.programme.shapes import Notice
from live.programme.text.lines.marks import after_label, label_of
from live.programme.text.sessions.called_off import OFF
from live.programme.text.sessions.draft import Draft
from live.programme.words.breaks import is_break
from live.programme.words.labels import ROOM_LABELS, ROOM_WORDS, TITLE_LABELS, TRACK_WORDS, alternatives
from live.programme.words.names import is_name
from live.programme.words.people import is_person_line, name_left, people_in_title, split_people
from live.programme.words.places import is_room

_BEHIND = (re.compile(r"(?P<title>.+)\s[–—|-]\s(?P<who>.+)"), re.compile(r"(?P<title>[^,]+),\s(?P<who>[^,]+)"))
_FEWEST_BEHIND = 2  # names behind a dash or a comma; one alone could be a subtitle
_MOST_TOLD = 12  # names that may be of who speaks
_MOSTLY = 3  # titles that begin with a name; fewer are chance
LONGEST = 160  # characters; a longer title gives its later sentences to the description
_LANE = rf"(?P<track>(?:{TRACK_WORDS})(?:\s?[0-9]{{1,2}}|\s(?-i:[A-ZÆØÅ])))"  # "Grupper" is no group R
_TRACK = re.compile(rf"{_LANE}\s?[:–—.-]\s?(?P<rest>[^\s0-9].*)$", re.IGNORECASE)
_TRACK_AFTER = re.compile(rf"\s*[(\[]{_LANE}[)\]](?=\s|$)", re.IGNORECASE)
_ROOM = re.compile(
    rf"\s*(?:[(\[]|@\s?|[,|–-]\s)(?P<room>(?:{ROOM_WORDS})(?![^\W\d_])"
    r"(?:\.?\s[A-ZÆØÅ0-9][^()\[\]|,]{0,30})?)[)\]]?$",
    re.IGNORECASE,
)
_ROOM_INSIDE = re.compile(
    rf"\s*[(\[](?P<room>(?:{ROOM_WORDS})\.?\s(?:[A-ZÆØÅÄÖ]|[0-9]{{1,3}}))[)\]](?=:?\s)", re.IGNORECASE
)  # "Session 1 (Sal 1): Arkiver"
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<room>[^()\[\]]{3,40})[)\]]$")
_LABELLED_ROOM = re.compile(rf"[.,;|–-]\s(?:{alternatives(ROOM_LABELS)})\s?:\s(?P<room>[^:]{{2,60}})$", re.IGNORECASE)
_CALLED_OFF = re.compile(rf"^(?:[(\[]{OFF}[)\]]:?\s*|{OFF}\s?[:!–-]\s*)|\s*[(\[–-]\s?{OFF}\s?[)\]!]?$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\b(?:osv|etc|mv|usw|evt|ca|mfl)|\.[^\W\d_]{1,3}|\.\.|…)\.?$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\b[Pp]rof\.)(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-z])")
_OPEN = {"«": "»", "(": ")", "“": "”"}
_HANGING = (
    ",",
    "–",
    "&",
    "/",
    *(
        f" {word}"
        for word in """og och and und en et i in på for för für av of des der de du van von til to the med mit met
        with om hos voor het zum zur""".split()
    ),
)


def continues(title: str, following: str) -> bool:
    """Whether a title runs on in the following line: the sentence is not done, or a quote or bracket is open."""
    if len(title) > 2 * LONGEST or title.endswith((":", ".", "!", "?")) and not _open(title):
        return False
    return _open(title) or following[:1].islower() or title.lower().endswith(_HANGING)


def _open(title: str) -> bool:
    if "„" in title:  # closed by the sign that opens elsewhere: „Wasser im Dorf“
        return title.count("„") > title.count("“") + title.count("”")
    return any(title.count(opening) > title.count(closing) for opening, closing in _OPEN.items())


def settle_title(draft: Draft, said: str, language: str) -> None:
    """Put a title into the draft, with what it says about track, room and people in their places."""
    if label_of(said) in TITLE_LABELS:
        said = after_label(said)
    if (called_off := _CALLED_OFF.sub("", said)) and called_off != said:
        draft.cancelled, said = True, called_off
    if track := _TRACK.match(said):
        draft.track, said = track["track"], track["rest"]
    elif (track := _TRACK_AFTER.search(said)) and track.start() > 0:
        draft.track, said = draft.track or track["track"], said[: track.start()] + said[track.end() :]
    if len(said) > LONGEST and len(sentences := _SENTENCE.split(said, maxsplit=1)) == 2:
        said = sentences[0]
        draft.texts.insert(0, sentences[1])
    said, people = people_in_title(_without_room(draft, without_full_stop(said)), language)
    draft.speakers.extend(people)
    draft.title = without_full_stop(_without_room(draft, said))


def settle_names_before(drafts: list[Draft]) -> None:
    """Where most titles begin with a name ("Anna Birk: Torf im Wandel"), it is who speaks, also in languages that
    capitalise other words.
    """
    parts = [(draft, draft.title.partition(": ")) for draft in drafts if not draft.speakers]
    named = [(draft, head, rest) for draft, (head, _, rest) in parts if rest and is_name(head)]
    talks = sum(not is_break(draft.title) and len(draft.title.split()) > 1 for draft in drafts)
    if len(named) < _MOSTLY or len(named) * 3 < talks * 2 or len({head for _, head, _ in named}) < len(named):
        return
    for draft, head, rest in named:
        draft.speakers.append(head)
        draft.title = rest


def settle_names_behind(drafts: list[Draft]) -> None:
    """Where what stands behind a dash or a comma is a name nearly each time ("Smoke – Nell Hartigan"), it is who
    speaks.
    """
    for behind in _BEHIND:
        parted = ((draft, behind.fullmatch(draft.title)) for draft in drafts if not draft.speakers)
        tails = [(draft, parts) for draft, parts in parted if parts and not is_break(draft.title)]
        named = [(draft, parts) for draft, parts in tails if is_person_line(parts["who"])]
        if len({parts["who"] for _, parts in named}) >= _FEWEST_BEHIND and len(named) * 3 >= len(tails) * 2:
            for draft, parts in named:
                draft.speakers.extend(split_people(parts["who"]))
                draft.title = parts["title"].strip()


def names_left(drafts: list[Draft], language: str) -> list[Notice]:
    """Names that may be of who speaks and that were left in titles."""
    left = (draft for draft in drafts if not draft.speakers and name_left(draft.title, language))
    return [
        Notice("The end of the title “{title}” may be who speaks.", {"title": draft.title[:LONGEST]}, draft.line)
        for draft in islice(left, _MOST_TOLD)
    ]


def without_full_stop(title: str) -> str:
    """A title does not end in a full stop, a colon or a dash; abbreviations keep theirs."""
    title = title.strip().strip("|").strip()
    if title.endswith(".") and not _ABBREVIATED.search(title):
        title = title[:-1]
    return title.rstrip(" :;,–—-|").strip()


def _without_room(draft: Draft, said: str) -> str:
    """What is left of a title that ends in a room, which goes into the draft."""
    if (inside := _ROOM_INSIDE.search(said)) and inside.start() > 0:
        draft.room = draft.room or inside["room"]
        return said[: inside.start()] + said[inside.end() :]
    bracketed = _IN_BRACKETS.search(said)
    named = bracketed if bracketed and is_room(bracketed["room"]) else None
    room = _ROOM.search(said) or _LABELLED_ROOM.search(said) or named
    if room is None or room.start() == 0:
        return said
    draft.room = draft.room or room["room"].strip()
    return said[: room.start()]
