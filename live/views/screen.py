"""The page on which the address of a big screen is put together."""

from urllib.parse import urlencode

from live.rules.snapshot import Snapshot
from live.views.press import SHEETS, Press
from live.views.stage import SIDES, WIDTHS, Look

STYLES = (*SHEETS, "move", "field", "desk-links", "screen")


def page(press: Press, snapshot: Snapshot, look: Look, language: str, base: str) -> str:
    """Print it; `look` and `language` are what is chosen, "" what the event has."""
    path = f"/{snapshot.state.event.slug}/stage"
    chosen = query_of(look, language)
    return press.print(
        "stage/address.html",
        snapshot.language,
        **press.about_event(snapshot),
        look=look,
        chosen_language=language,
        widths=WIDTHS,
        sides=SIDES,
        address=f"{base}{path}{chosen and '?'}{chosen}",
        preview=f"{path}?{chosen}{chosen and '&'}preview",
        styles=STYLES,
        scripts=("stage/address",),
    )


def query_of(look: Look, language: str) -> str:
    """Return what stands in the address: only what was chosen, and means something beside the rest."""
    over = look.transparent
    said = {
        "scene": look.scene or "",
        "background": "transparent" if over else "",
        "width": look.width if over else "",
        "side": look.side if over else "",
        "scheme": "" if over else look.scheme,
        "lang": language,
    }
    return urlencode({name: value for name, value in said.items() if value})
