"""Times of day in a line, and how long something lasts."""
