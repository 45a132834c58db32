"""What templates are given. Jinja knows no types, so any value may stand under a name; which do, the module that prints
a page says.
"""

from typing import Any

Context = dict[str, Any]
