"""An organiser's colour for links and actions: read, and made light or dark enough to be read on every ground of ours.

Grounds are those of `static/css/tokens.css`; a test compares them. Contrast is that of WCAG 2.1.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from itertools import count

import msgspec

from live.rules.errors import Unfit

FIELD = "accent"
LIGHT_GROUNDS, DARK_GROUNDS = ("#fbfaf5", "#ffffff", "#f3f0e8"), ("#111820", "#19212b", "#222b36")
ON_LIGHT, ON_DARK = "#f8f7f2", "#111820"  # words on the colour itself
ENOUGH = 4.5
STEP = 0.005  # of lightness, between two tries
WASHED = 0.1  # how much of the colour is in a ground that is tinted with it
DEEPER = 0.06  # of lightness, under a pointer
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

Rgb = tuple[float, float, float]


class Shades(msgspec.Struct, frozen=True, kw_only=True):
    """What a colour becomes: for words and edges, under a pointer, and as a tinted ground; in each scheme."""

    light: str
    dark: str
    deep_light: str
    deep_dark: str
    wash_light: str
    wash_dark: str


def colour(said: str) -> str:
    """Return a colour as `#14518c`; empty stays empty. Refuses `no_colour`."""
    text = said.strip()
    found = _COLOUR.fullmatch(text)
    if text and not found:
        raise Unfit(
            "Write a colour as # and six digits or letters a–f, such as #14518c.", code="no_colour", field=FIELD
        )
    digits = found[1].lower() if found else ""
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}" if digits else ""


@lru_cache(maxsize=256)
def shades(accent: str) -> Shades:
    """Return what is shown of a colour: the nearest of its hue that can be read."""
    light, dark = _readable(accent, LIGHT_GROUNDS, -STEP), _readable(accent, DARK_GROUNDS, STEP)
    return Shades(
        light=light,
        dark=dark,
        deep_light=_lighter(light, -DEEPER),
        deep_dark=_lighter(dark, DEEPER),
        wash_light=mixed(light, LIGHT_GROUNDS[0], WASHED),
        wash_dark=mixed(dark, DARK_GROUNDS[0], WASHED),
    )


def contrast(one: str, other: str) -> float:
    """Return how well two colours stand apart, from 1 to 21."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def mixed(one: str, other: str, much: float) -> str:
    """Return so much of one colour (0 to 1) in another."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _hex(*(a * much + b * (1 - much) for a, b in pairs))


def _readable(accent: str, grounds: tuple[str, ...], step: float) -> str:
    """The colour made lighter or darker by as little as it needs, also on a ground tinted with it."""
    return next(tried for n in count() if _stands_out(tried := _lighter(accent, n * step), grounds))


def _stands_out(accent: str, grounds: tuple[str, ...]) -> bool:
    washed = mixed(accent, grounds[0], WASHED)
    on = ON_LIGHT if grounds is LIGHT_GROUNDS else ON_DARK
    return all(contrast(accent, ground) >= ENOUGH for ground in (*grounds, washed, on))


def _lighter(accent: str, step: float) -> str:
    hue, light, strong = rgb_to_hls(*_parts(accent))
    return _hex(*hls_to_rgb(hue, min(1.0, max(0.0, light + step)), strong))


def _luminance(said: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(said))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(said: str) -> Rgb:
    red, green, blue = (int(said[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
