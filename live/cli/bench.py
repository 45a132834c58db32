"""`live bench`: measure this installation."""

from live.bench import command

__all__ = ["command"]
