"""How an event looks: the sheet of the organiser's colour, and the page on which colour and logo are set."""

import hashlib

from live.rules.accent import shades
from live.rules.event import Event
from live.rules.snapshot import Snapshot
from live.views.press.context import Context

STYLES = ("tokens", "reset", "bar", "brand", "layout", "text", "button", "field", "move", "correcting", "looks")


def accent_sheet(build: str, accent: str) -> str:
    """Return the address of the sheet of a colour: the same colour of the same build is for ever the same sheet."""
    return f"/static/{build}/accent-{accent.removeprefix('#')}.css"


def sheet(accent: str) -> str:
    """Return the style sheet that puts a colour in the place of ours, read in both schemes."""
    found = shades(accent)
    raw = {
        "fjord-light": found.light,
        "fjord-dark": found.dark,
        "fjord-deep-light": found.deep_light,
        "fjord-deep-dark": found.deep_dark,
        "mist-light": found.wash_light,
        "mist-dark": found.wash_dark,
        "brand": "4px",
    }
    return f"@layer tokens{{:root{{{''.join(f'--{name}:{value};' for name, value in raw.items())}}}}}\n"


def shared_picture(event: Event) -> str:
    """Return the name of the picture that a pasted link to an event shows; empty: the one of all that have no look."""
    made_of = (event.accent, event.logo and event.logo.name)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:16] if any(made_of) else ""


def context(snapshot: Snapshot, typed: dict[str, str], why: str, field: str) -> Context:
    """Return what the page of the look is printed from; `typed` is what was refused, `why` and at which field."""
    event = snapshot.state.event
    return {
        "typed": {"accent": event.accent, "logo_text": event.logo_text} | typed,
        "shades": shades(event.accent) if event.accent else None,
        "why": why,
        "field": field,
        "styles": STYLES,
        "scripts": ("desk/look",),
    }
