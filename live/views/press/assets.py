"""Styles, scripts and icons, and the fingerprint in their addresses.

Every static file is served below one directory named after the content of all of them, so that answers can be kept for
ever and ES modules can import each other by relative address. What a page needs comes in one sheet and one script.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import brotli
import msgspec

from live.paths import asset_dir
from live.views.press.joining import joined_script, joined_sheets

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
BROTLI_QUALITY, GZIP_LEVEL = 9, 9  # 9: some milliseconds for the largest file; 11 takes fifty times as long
SMALLEST = 500  # bytes; what is smaller is not worth compressing


class Asset(msgspec.Struct, frozen=True, dict=True):
    """One static file, whole."""

    name: str
    content: bytes
    type: str

    @cached_property
    def coded(self) -> dict[str, bytes]:
        """The content by coding, `br` before `gzip`, made when it is first asked for; empty where coding gains
        nothing.
        """
        if len(self.content) < SMALLEST or not self.type.startswith(("text/", "image/svg")):
            return {}
        return {
            "br": brotli.compress(self.content, quality=BROTLI_QUALITY),
            "gzip": gzip.compress(self.content, GZIP_LEVEL, mtime=0),
        }


class Assets:
    """All static files, read once at start."""

    def __init__(self, directory: Path | None = None) -> None:
        self.files = {asset.name: asset for asset in _read(directory or asset_dir("static"))}
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name].content)
        self.build = digest.hexdigest()[:12]

    def join(self, pages: Iterable[tuple[str, ...]], scripts: Iterable[str]) -> None:
        """Makes one sheet for each page's `styles`, and one script of each page's script and all it imports."""
        modules = {name: file.content.decode() for name, file in self.files.items() if name.endswith(".js")}
        for script in scripts:
            self._keep(f"js/{script}.js", joined_script(f"js/{script}.js", modules))
        for styles in set(pages):
            sheets = [self.files[f"css/{name}.css"].content.decode() for name in styles]
            self._keep(_sheet_name(styles), joined_sheets(sheets))

    def _keep(self, name: str, text: str) -> None:
        self.files[name] = Asset(name, text.encode(), TYPES[Path(name).suffix])

    def url(self, name: str) -> str:
        """Return the address of a file; a name that does not exist is an error in a template, found by its first
        test.
        """
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.build}/{name}"

    def sheet(self, styles: tuple[str, ...]) -> str:
        """Return the address of the one sheet that these are joined to."""
        return self.url(_sheet_name(styles))

    def get(self, build: str, name: str) -> Asset | None:
        """Return the file behind an address, or None for another build's address or no such file."""
        return self.files.get(name) if build == self.build else None


def _sheet_name(styles: tuple[str, ...]) -> str:
    return f"css/page-{hashlib.sha256('+'.join(styles).encode()).hexdigest()[:8]}.css"


def _read(directory: Path) -> list[Asset]:
    found = (path for path in directory.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [Asset(path.relative_to(directory).as_posix(), path.read_bytes(), _type(path)) for path in found]


def _type(path: Path) -> str:
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
