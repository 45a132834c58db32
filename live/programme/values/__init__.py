"""Single values of what others have written: clean text, moments, zones, addresses."""
