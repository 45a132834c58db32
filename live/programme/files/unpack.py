"""Unpacking in a process of its own: the child's side.

`python -m live.programme.files.unpack KIND NAME` reads bytes and writes JSON.

Whatever goes wrong in here ends this process and nothing else.
"""

import importlib
import io
import sys
import zipfile
from collections.abc import Callable

import msgspec

from live.confined import confine
from live.programme.files.apart import Opened, ReadingAnswer
from live.programme.shapes import Notice, NotUnderstood

SECONDS = 1.6  # of the processor, the libraries' own start included
MEMORY = 768 * 1024 * 1024  # bytes
_MOST_UNPACKED = 60_000_000  # bytes that the members of a zip say they are
_MOST_MEMBERS = 2_000
_LIBRARY = {"docx": "python-docx", "xlsx": "openpyxl", "pdf": "pypdf"}
_MODULES = {"docx": "word", "xlsx": "excel", "pdf": "pdf", "mail": "mail", "archive": "archived"}


def answer(source: bytes, kind: str, name: str) -> ReadingAnswer:
    """The file as texts, or the refusal."""
    try:
        return ReadingAnswer(opened=tuple(unpacker(kind)(source, name)))
    except NotUnderstood as refusal:
        return ReadingAnswer(refusal=refusal.notice)
    except ImportError:
        missing = Notice(
            "Reading such a file needs {library}, which is not installed here: save it as text, or paste the "
            "programme.",
            {"library": _LIBRARY.get(kind, "a library")},
        )
        return ReadingAnswer(refusal=missing)
    except Exception:  # noqa: BLE001 - the outermost of this process; libraries raise anything on broken files
        return ReadingAnswer(refusal=Notice("The file is broken: open it, copy the programme and paste it."))


def unpacker(kind: str) -> Callable[[bytes, str], list[Opened]]:
    """The function for a kind of file; libraries are loaded when first needed."""
    if kind in _LIBRARY:
        importlib.import_module({"docx": "docx", "xlsx": "openpyxl", "pdf": "pypdf"}[kind])
    found: Callable[[bytes, str], list[Opened]] = importlib.import_module(
        f"live.programme.files.{_MODULES[kind]}"
    ).unpack
    return found


def refuse_bomb(source: bytes) -> None:
    """Refuses a zip that says it is far larger inside. One that lies about it meets the limits of this process."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise NotUnderstood(Notice("The file is far larger inside than a programme is; it was not read."))


def main() -> None:
    """Read, unpack, write."""
    confine(SECONDS, MEMORY)
    said = answer(sys.stdin.buffer.read(), sys.argv[1], sys.argv[2])
    sys.stdout.buffer.write(msgspec.json.encode(said))


if __name__ == "__main__":
    main()
