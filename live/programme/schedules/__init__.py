"""Programmes as data: our own JSON and TOML, and what pretalx, frab, Sessionize and others export and follow."""
