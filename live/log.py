"""Log lines on standard output, as text for people or JSON for machines. No line of ours names a client, a query or a
browser.

uvicorn would write client addresses and query strings of WebSockets at level info, whatever its access log setting:
only its warnings and errors pass.
"""

import logging
import sys
from datetime import UTC, datetime

import msgspec


def configure(shape: str, level: str) -> None:
    """Take over all logging of this process. `shape` is text or json."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Json() if shape == "json" else Text())
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a reader of our output that has gone is no reason to fail
    for chatty in ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # warns of every byte that somebody sent wrong


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        trouble = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return f"{_at(record)} {record.levelname.lower():7} {_harmless(record.getMessage())}{trouble}"


class Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "from": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def _harmless(message: str) -> str:
    """What people typed must not be able to forge a line (further lines are indented) or to send escape sequences to
    the reader's terminal.
    """
    lines = (
        "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
        for line in message.rstrip().split("\n")
    )
    return "\n    ".join(lines)
