"""An archive of an event that we wrote: the JSON in it, which has everything that can be brought back."""

import io
import zipfile

from live.programme.files.apart import Opened
from live.programme.files.unpack import refuse_bomb
from live.programme.shapes import Notice, NotUnderstood


def unpack(source: bytes, name: str) -> list[Opened]:
    """The event, as `live export --format json` writes it."""
    refuse_bomb(source)
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        found = [member for member in archive.namelist() if member.endswith(".json")]
        if not found:
            raise NotUnderstood(Notice("There is no JSON of an event in this archive."))
        return [Opened(archive.read(found[0]).decode("utf-8", "replace"), found[0])]
