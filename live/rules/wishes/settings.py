"""What moderators wish of an event's facts and settings."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from live.rules.event import LONGEST_SUMMARY, LONGEST_TITLE, Advance, Stage
from live.rules.web import LONGEST_ADDRESS
from live.rules.wishes import LINES, RESOURCES, Move, choice, described, line, texts, web, within, words
from live.rules.wishes.programme import File

LONGEST_WORD, LONGEST_TEMPLATE, LONGEST_STREAM_NAME = 60, 500, 40  # a template is as long as an announcement
LONGEST_COLOUR, LONGEST_LOGO_TEXT = 40, 120
SLOWEST = 3600  # seconds
MOST_BEHIND = 120  # seconds that a video may be behind

ADVANCE = choice("Choose what moves the programme on: the clock or the moderators.", "What moves the agenda on.")
STAGE = choice("The big screen has no such picture.", "What the big screen shows.")
SLOW = within(
    "Choose from 0 to {most} seconds.",
    "Seconds between two questions of one person; 0: as usual.",
    least=0,
    most=SLOWEST,
    empty=0,
)
TRACKS = texts("Where the video of each track is: lines “Track: https://…”.", many=LINES, longest=LONGEST_ADDRESS + 200)
BEHIND = within(
    "Choose from 0 to {most} seconds.",
    "Seconds the video is behind: the page of those who watch it changes that much later.",
    least=0,
    most=MOST_BEHIND,
    empty=0,
)
FLAGGED = texts("Words that mark a question on the desk, and do nothing else.", many=LINES, longest=LONGEST_WORD)
REPLIES = texts("Answers to begin a written answer with.", many=LINES, longest=LONGEST_TEMPLATE)
ACCENT = line("The colour of links and actions, such as #14518c; empty: ours.", longest=LONGEST_COLOUR)
LOGO_TEXT = line("What the logo says, for those who do not see it.", longest=LONGEST_LOGO_TEXT)
TEMPLATES = texts("Messages to begin an announcement with.", many=LINES, longest=LONGEST_TEMPLATE)


class Settings(Move, frozen=True, kw_only=True):
    """Settings and facts of an event, absolute values. What is left out stays."""

    moderated: Annotated[bool | UnsetType, described("Whether a moderator sees questions first.")] = UNSET
    questions_open: Annotated[bool | UnsetType, described("Whether questions can be asked.")] = UNSET
    listed: Annotated[bool | UnsetType, described("Whether the front page lists the event.")] = UNSET
    advance: Annotated[Advance | UnsetType, ADVANCE] = UNSET
    stage: Annotated[Stage | UnsetType, STAGE] = UNSET
    title: Annotated[str | UnsetType, line("What the event is called.", longest=LONGEST_TITLE, shortest=1)] = UNSET
    summary: Annotated[str | UnsetType, words("What it is about.", longest=LONGEST_SUMMARY)] = UNSET
    contact: Annotated[str | UnsetType, line("Whom to ask.", longest=LONGEST_TITLE)] = UNSET
    flagged_words: Annotated[tuple[str, ...] | UnsetType, FLAGGED] = UNSET
    announcement_templates: Annotated[tuple[str, ...] | UnsetType, TEMPLATES] = UNSET
    saved_replies: Annotated[tuple[str, ...] | UnsetType, REPLIES] = UNSET
    slow_seconds: Annotated[int | UnsetType, SLOW] = UNSET
    stream: Annotated[str | UnsetType, web("Where the video is: an https address, or empty.")] = UNSET
    other_stream: Annotated[str | UnsetType, web("The same in sign language or another language.")] = UNSET
    other_stream_name: Annotated[
        str | UnsetType, line("What that is called, such as “Tegnspråk”.", longest=LONGEST_STREAM_NAME)
    ] = UNSET
    track_streams: Annotated[tuple[str, ...] | UnsetType, TRACKS] = UNSET
    stream_delay: Annotated[int | UnsetType, BEHIND] = UNSET
    answers_public: Annotated[bool | UnsetType, described("Whether the answers are a page for everyone.")] = UNSET
    resources: Annotated[tuple[str, ...] | UnsetType, RESOURCES] = UNSET
    accent: Annotated[str | UnsetType, ACCENT] = UNSET
    logo_text: Annotated[str | UnsetType, LOGO_TEXT] = UNSET
    accessibility_statement: Annotated[
        str | UnsetType, web("The accessibility statement: an https address; empty: none.")
    ] = UNSET
    privacy_notice: Annotated[str | UnsetType, web("The privacy notice: an https address; empty: none.")] = UNSET


class ChangeLook(Move, frozen=True, kw_only=True):
    """Set how the event looks: its colour and its logo. What is left out stays."""

    accent: Annotated[str | UnsetType, ACCENT] = UNSET
    logo_text: Annotated[str | UnsetType, LOGO_TEXT] = UNSET
    logo: Annotated[File | None, described("A PNG, JPEG or WebP picture, in a form of several parts.")] = None
    without_logo: Annotated[bool, described("Whether the logo is taken away.")] = False
