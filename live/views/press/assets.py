"""Styles, scripts and icons, and the fingerprint in their addresses.

Every static file is served below one directory named after the content of all of them, so that answers can be kept for
ever
and ES modules can import each other by relative address.
"""

import hashlib
import mimetypes
from pathlib import Path

import msgspec

from live.paths import asset_dir

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Asset(msgspec.Struct, frozen=True):
    """One static file, whole."""

    name: str
    content: bytes
    type: str


class Assets:
    """All static files, read once at start."""

    def __init__(self, directory: Path | None = None) -> None:
        self.files = {asset.name: asset for asset in _read(directory or asset_dir("static"))}
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name].content)
        self.build = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file; a name that does not exist is an error in a template, found by its first test."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.build}/{name}"

    def get(self, build: str, name: str) -> Asset | None:
        """The file behind an address, or None for another build's address or no such file."""
        return self.files.get(name) if build == self.build else None


def _read(directory: Path) -> list[Asset]:
    found = (path for path in directory.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [Asset(path.relative_to(directory).as_posix(), path.read_bytes(), _type(path)) for path in found]


def _type(path: Path) -> str:
    return TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
