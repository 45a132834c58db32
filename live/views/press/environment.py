"""A Jinja environment for each language, and what every template may use whatever event it prints."""

from collections.abc import Mapping
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from live.paths import asset_dir
from live.rules.agenda.watching import offer
from live.rules.people.signals import LIFETIMES
from live.rules.polls.shares import shares
from live.rules.questions.flags import flagged
from live.rules.questions.ledger import fate
from live.rules.questions.listing import group
from live.rules.resources import resources
from live.rules.streams import by_track
from live.rules.text import isolated
from live.rules.wishes import Wish, fits
from live.rules.wishes.agenda import EditSession
from live.rules.wishes.announcements import Announce, Correct
from live.rules.wishes.people import GiveCue, Here
from live.rules.wishes.polls import LONGEST_WORD, MakePoll, Vote
from live.rules.wishes.questions import SHORTEST, Answer, Ask, Bulk, Dismiss, Edit, Label, Reword
from live.rules.wishes.settings import ChangeLook, Settings
from live.views.announcements import weight
from live.views.looks import accent_sheet, shared_picture
from live.views.press import times
from live.views.press.assets import Assets
from live.views.press.prose import blocks, linked
from live.views.press.words import NAMES, Words

KINDS: tuple[type[Wish], ...] = (
    Ask,
    Reword,
    Answer,
    Edit,
    Dismiss,
    Bulk,
    Label,
    Announce,
    Correct,
    MakePoll,
    Vote,
    EditSession,
    Settings,
    ChangeLook,
    GiveCue,
    Here,
)
LONGEST = {kind.__name__: {name: fit.longest for name, fit in fits(kind).items()} for kind in KINDS}
LONG_TITLE = 60  # characters; a longer title on the now-card is set smaller


def icon(name: str) -> Markup:
    """Return a drawing of the sprite in `templates/icons.svg`; always beside words."""
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-{}"/></svg>').format(name)


ANYWHERE: Mapping[str, object] = {
    "icon": icon,
    "blocks": blocks,
    "linked": linked,
    "group": group,
    "fate_of": fate,
    "offer": offer,
    "by_track": by_track,
    "resources_of": resources,
    "flagged": flagged,
    "lifetimes": LIFETIMES,
    "shares": shares,
    "minutes": times.minutes,
    "milliseconds": times.milliseconds,
    "weight": weight,
    "shared_picture": shared_picture,
    "longest": LONGEST,
    "longest_word": LONGEST_WORD,
    "shortest": SHORTEST,
    "long_title": LONG_TITLE,
}


def environment_of(
    language: str, words: Words, assets: Assets, public_url: str, styles: tuple[str, ...]
) -> Environment:
    """Return the environment that prints in a language."""
    environment = Environment(
        loader=FileSystemLoader(asset_dir("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["isolated"] = isolated
    environment.install_gettext_translations(words.catalogues[language], newstyle=True)  # type: ignore[attr-defined]  # of i18n
    environment.globals |= {
        **ANYWHERE,
        "languages": NAMES,
        "asset": assets.url,
        "sheet": assets.sheet,
        "accent_sheet": lambda accent: accent_sheet(assets.build, accent),
        "build": assets.build,
        "public_url": public_url,
        "styles": styles,
        "scripts": (),
        **_speaking(language),
    }
    return environment


def _speaking(language: str) -> dict[str, object]:
    def long_date_of(day: date) -> str:
        return times.long_date(day, language)

    def short_date_of(day: date) -> str:
        return times.weekday_date(day, language)

    def week_date_of(day: date) -> str:
        return times.week_date(day, language)

    def in_language(code: str) -> Markup | str:
        return Markup(' lang="{}"').format(code) if code and code != language else ""

    return {
        "language": language,
        "in_language": in_language,
        "long_date_of": long_date_of,
        "short_date_of": short_date_of,
        "week_date_of": week_date_of,
    }
