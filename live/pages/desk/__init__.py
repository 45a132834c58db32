"""The moderators' addresses: the desk and everything that is done from it."""
