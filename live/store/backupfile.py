"""A backup as a file: a zip of what each event has, with a list of it all and checksums."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from live.store.backups import Shelf

FORM = 1  # grows when an older release could not read it
MANIFEST, INSTALLATION, EVENTS = "manifest.json", "installation.msgpack", "events/"
LARGEST = 2 * 1024**3  # bytes of one member, unpacked


class NotABackup(Exception):
    """What was given is no backup, or not whole."""


class Manifest(msgspec.Struct, frozen=True):
    """What is in a backup: the release that wrote it, when, and the SHA-256 of each member."""

    form: int
    version: str
    at: str
    events: tuple[str, ...]
    sums: dict[str, str]


class Backup(NamedTuple):
    """What a backup has."""

    manifest: Manifest
    installation: list[Shelf]
    events: dict[str, list[Shelf]]


def write(
    path: Path, version: str, at: str, installation: list[Shelf], events: Iterator[tuple[str, bytes]]
) -> Manifest:
    """Write the file; it is there whole, or not at all. `events`: each with what `packed` made of it."""
    sums: dict[str, str] = {}
    slugs: list[str] = []
    beside = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, INSTALLATION, packed(installation), sums)
            for slug, data in events:
                slugs.append(slug)
                _put(archive, f"{EVENTS}{slug}.msgpack", data, sums)
            manifest = Manifest(FORM, version, at, tuple(slugs), sums)
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        beside.chmod(0o600)  # it opens every desk
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def packed(shelves: list[Shelf]) -> bytes:
    return msgspec.msgpack.encode(shelves)


def read(path: Path) -> Backup:
    """Read the file. Raises `NotABackup` when it is none, or when a byte of it is not as it was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            if manifest.form > FORM:
                raise NotABackup(f"it was written by Live {manifest.version}, which is newer than this one")
            members = {name: _member(archive, name, total) for name, total in manifest.sums.items()}
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, msgspec.DecodeError, NotImplementedError) as error:
        raise NotABackup(f"it is no backup of Live, or not whole ({error})") from error
    events = {slug: members[f"{EVENTS}{slug}.msgpack"] for slug in manifest.events}
    return Backup(manifest, members[INSTALLATION], events)


def _put(archive: zipfile.ZipFile, name: str, data: bytes, sums: dict[str, str]) -> None:
    archive.writestr(name, data)
    sums[name] = hashlib.sha256(data).hexdigest()


def _member(archive: zipfile.ZipFile, name: str, total: str) -> list[Shelf]:
    if archive.getinfo(name).file_size > LARGEST:
        raise NotABackup(f"{name} is too large")
    data = archive.read(name)
    if hashlib.sha256(data).hexdigest() != total:
        raise NotABackup(f"{name} is not as it was written")
    return msgspec.msgpack.decode(data, type=list[Shelf])
