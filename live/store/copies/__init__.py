"""The copies of events in this process, and what keeps them equal to the store."""
