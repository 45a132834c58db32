"""The agenda in words: what became of times, and the log of changes."""
