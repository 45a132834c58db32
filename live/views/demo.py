"""The page of `live demo`: which sheets it is set with."""

STYLES = ("tokens", "reset", "bar", "layout", "text", "demo")
