"""What is allowed and what follows from it.

No I/O, no clock, no randomness, no await: time and chance are arguments.
"""
