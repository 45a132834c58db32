"""Live: a companion page for a webinar that shows what is on now, moves with the schedule and takes questions."""

__version__ = "0.2.0"
