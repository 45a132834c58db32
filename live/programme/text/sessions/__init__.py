"""Sessions, each from its own lines: title, people, place, end."""
