"""The parser for programmes in plain text; `reading` is where to begin."""
