"""Files that people have: Word, Excel, PDF and mails, turned into text the readers know.

Unpacked by well-kept libraries in a process of its own, with limits on time and memory: nothing that comes from outside
is unpacked in a process that matters.
"""

from live.programme.files.apart import Opened, opened
from live.programme.files.kinds import is_packed, kind_of

__all__ = ["Opened", "is_packed", "kind_of", "opened"]
