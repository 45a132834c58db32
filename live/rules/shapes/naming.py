"""What all shapes share: what they are called, ids, places in the stream, revisions."""

from typing import Annotated

from msgspec import Meta

Id = Annotated[str, Meta(description="Opaque: compare it for equality only.")]
Cursor = Annotated[str, Meta(description="A place in the stream, `<epoch>.<n>-<r>`; opaque.")]
Revision = Annotated[int, Meta(description="How often it has changed.")]


def name_of(kind: type) -> str:
    """Return what a shape is called in the documents: QUESTION."""
    return kind.__name__.removesuffix("Shape").upper()
