"""Addresses and links as mail programs and people mangle them, and what was meant. Pure; it knows no event.

`static/js/token.js` digs out tokens by the same rules.
"""

import re
from urllib.parse import unquote, urlsplit

TURNS = 4  # how often a link may have been encoded over again
AROUND = " \t.,;:!?*_'\"`«»“”‘’„()[]{}<>…"  # what sentences and brackets put around an address
RUN = re.compile(r"[\w-]+", re.ASCII)
PROOFPOINT_2 = re.compile(r"/v2/url\?u=([^&]*)")
PROOFPOINT_3 = re.compile(r"/v3/__(.*?)__;")


def token_in(pasted: str) -> str:
    """Return the token in what somebody pasted: itself, a link that ends in it, or what has become of the link."""
    text = _decoded(_unwrapped(pasted.strip()))
    before, mark, rest = text.partition("#")
    runs: list[str] = RUN.findall(rest if mark else before)
    if mark:
        return runs[0] if runs else ""
    return max(runs, key=len, default="")


def mended(path: str) -> str | None:
    """Return the path that was meant, with a fragment where the path had swallowed one; None where there is no better.

    `path` is what a browser asked for, decoded once.
    """
    where, _, key = _decoded(path).partition("#")
    parts = [part.strip(AROUND) for part in where.split("/")]
    kept = [part for part in parts if part]
    if not kept:
        return None
    kept[0] = kept[0].lower()
    token = token_in(f"#{key}")
    better = "/" + "/".join(kept) + (f"#{token}" if token else "")
    return None if better == path and "#" not in path else better


def code_in(typed: str) -> str:
    """Return the short code somebody typed, without the spaces and dashes that make it easier to read."""
    return re.sub(r"[\s-]", "", typed)


def path_in(typed: str) -> str | None:
    """Return the path of an address somebody pasted, with or without its scheme; None where it is no address."""
    text = typed.strip(AROUND)
    if "/" not in text:
        return None
    return urlsplit(text if "://" in text else f"//{text}").path


def _unwrapped(text: str) -> str:
    """Proofpoint's two ways of writing an address into its own."""
    if found := PROOFPOINT_2.search(text):
        return found[1].replace("_", "/").replace("-", "%")
    if found := PROOFPOINT_3.search(text):
        return found[1].replace("*", "#", 1)
    return text


def _decoded(text: str) -> str:
    for _ in range(TURNS):
        if not re.search(r"%[0-9a-fA-F]{2}", text):
            break
        text = unquote(text)
    return text
