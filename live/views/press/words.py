"""The languages of the product: catalogues read from `locale/`, the choice of one for a reader, and plain translation.

English sentences in the source are the msgids. Bokmål and nynorsk are read from their .po files at start; nothing is
compiled ahead. What people wrote themselves (programmes, questions) is never translated.
"""

import functools
import gettext
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from live.paths import asset_dir
from live.rules.event import LANGUAGES
from live.rules.text import isolated

DOMAIN = "live"
FALLBACK = "nb"
NAMES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
ALIASES: Mapping[str, str] = {"no": "nb"}
STATUS = "status"  # the context of a status named inside a sentence


class Words:
    """All catalogues, by language."""

    def __init__(self, directory: Path | None = None) -> None:
        self.catalogues: dict[str, gettext.NullTranslations] = {
            language: _catalogue((directory or asset_dir("locale")) / language / "LC_MESSAGES" / f"{DOMAIN}.po")
            for language in LANGUAGES
        }

    def translate(self, message: str, language: str, **values: object) -> str:
        """Return a message with {named} places, in a language.

        A question's `status` among the values is translated with it.
        """
        catalogue = self.catalogues[language]
        if STATUS in values:
            values[STATUS] = catalogue.pgettext(STATUS, str(values[STATUS]))
        said = catalogue.gettext(message)
        return said.format(**{name: _placed(value) for name, value in values.items()}) if values else said


def _placed(value: object) -> object:
    return isolated(value) if isinstance(value, str) else value


def _catalogue(path: Path) -> gettext.NullTranslations:
    if not path.exists():  # English: the msgids themselves
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, abort_invalid=True))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


def known(tag: str | None) -> str | None:
    """Return the language of ours that a tag such as `nn-NO`, `no` or `en_GB` means."""
    primary = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    language = ALIASES.get(primary, primary)
    return language if language in LANGUAGES else None


def negotiate(asked: str | None, chosen: str | None, accepts: str, event: str | None) -> str:
    """Return the reader's language: asked for in the address, chosen before (cookie), preferred by the browser, the
    event's, bokmål.
    """
    return known(asked) or known(chosen) or _preferred(accepts) or known(event) or FALLBACK


@functools.lru_cache(maxsize=1000)  # a few hundred browsers' headers cover everybody
def _preferred(accepts: str) -> str | None:
    wishes = [_wish(part) for part in accepts[:500].split(",")]
    ranked = sorted((w for w in wishes if w[1] > 0), key=lambda w: -w[1])
    return next((language for tag, _ in ranked if (language := known(tag))), None)


def _wish(part: str) -> tuple[str, float]:
    tag, _, quality = part.partition(";")
    try:
        return tag, float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return tag, 0.0
