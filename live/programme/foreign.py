"""What others have written: JSON, cells of a sheet, parts of a document or a calendar, of which no type is known."""

from typing import Any

Foreign = Any  # each reader looks at what is there, and takes what it knows
