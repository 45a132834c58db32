"""PDF as text, in four ways: as it was written (columns one after the other), as it looks, and with its tables as rows,
by how they were written and by how they look.
"""

import io
import re

from live.programme.files.apart import Opened
from live.programme.files.cells import by_cell, pieces_of
from live.programme.files.rows import across
from live.programme.shapes import Notice, NotUnderstood

_MOST_PAGES = 60  # of a programme; a catalogue has more
_LEAST_LETTERS = 20  # in all; a scan has none
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n[ \t]*(?=[a-zæøåäöüéß])")


def unpack(source: bytes, name: str) -> list[Opened]:
    """The text of the pages in each way. Refuses encrypted files, scans and books."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(source))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotUnderstood(Notice("The PDF is locked with a password; it was not read."))
    if _counted(reader) > _MOST_PAGES or len(reader.pages) > _MOST_PAGES:
        raise NotUnderstood(
            Notice("The PDF has more than {count} pages; that is no programme.", {"count": str(_MOST_PAGES)})
        )
    written = "\n\n".join(page.extract_text() for page in reader.pages)
    if sum(character.isalnum() for character in written) < _LEAST_LETTERS:
        raise NotUnderstood(Notice("The PDF has no text in it, only pictures: copy or type the programme."))
    looks = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    cells = "\n\n".join(by_cell(pieces_of(page)) for page in reader.pages)
    ways = dict.fromkeys((cells, "\n\n".join(map(across, looks)), written, "\n\n".join(looks)))
    stem = name.rpartition(".")[0] or name
    return [Opened(_HYPHEN.sub("", text), f"{stem}.txt") for text in ways]


def _counted(reader: object) -> int:
    """How many pages the file says it has, without walking through them."""
    try:
        return int(reader.trailer["/Root"]["/Pages"]["/Count"])  # type: ignore[attr-defined]  # pypdf names no types here
    except (KeyError, TypeError, ValueError):
        return 0
