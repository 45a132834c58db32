"""Rule objects to JSON bytes and back.

A change is kept with its thing under the name of its noun: `{"kind": "question.asked", "at": …, "question": {…}}`.
Unknown fields are ignored, so that the previous release can read what this one wrote.
"""

from typing import Any

import msgspec

from live.rules.changes import Change
from live.rules.nouns import Noun
from live.rules.things import BY_NAME, CARRIES, THINGS, noun_of

NUMBER = b"\0"  # stands in a new question's JSON where the store will put its number
_ENCODER = msgspec.json.Encoder()
_DECODERS = {noun.name: msgspec.json.Decoder(noun.type) for noun in THINGS}
_KIND = len('{"kind":"')  # what every change begins with


def _form(noun: Noun) -> type[Change]:
    """A change as it is kept with a thing of this noun."""
    fields = [("thing", noun.type | None, None)]
    name = f"{noun.name.capitalize()}Change"
    form: Any = msgspec.defstruct(
        name, fields, bases=(Change,), rename={"thing": noun.name}, frozen=True, kw_only=True, omit_defaults=True
    )
    kept: type[Change] = form
    return kept


_FORMS = {noun.name: _form(noun) for noun in THINGS if noun.kinds}
_CHANGES = {name: msgspec.json.Decoder(form) for name, form in _FORMS.items()}
_BY_KIND = {kind.encode(): _CHANGES[noun.name] for kind, noun in CARRIES.items()}


def dump(thing: object) -> bytes:
    if isinstance(thing, Change):
        return _dump_change(thing)
    return _ENCODER.encode(thing)


def dump_unnumbered(thing: object) -> bytes:
    """Return the same with `NUMBER` for the number of a question that has none yet (0)."""
    return dump(thing).replace(b'"number":0,', b'"number":' + NUMBER + b",")


def _dump_change(change: Change) -> bytes:
    name = noun_of(change.thing).name if change.thing is not None else "agenda"
    return _ENCODER.encode(_FORMS[name](**msgspec.structs.asdict(change)))


def is_known(key: str) -> bool:
    """Return whether this release knows what is kept there; a later one may keep more."""
    return key.partition(":")[0] in BY_NAME


def load_thing(key: str, data: bytes) -> Any:
    """Return what is kept under a key such as `agenda` or `question:<id>`."""
    return _DECODERS[key.partition(":")[0]].decode(data)


def load_change(data: bytes) -> Change:
    decoder = _BY_KIND.get(data[_KIND : data.find(b'"', _KIND)])
    return decoder.decode(data) if decoder is not None else _of_a_later_release(data)


def _of_a_later_release(data: bytes) -> Change:
    """A kind that is not known here, about a thing that may be: rolling out, two releases read one stream."""
    fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    name = next((name for name in _CHANGES if name in fields), "agenda")
    return _CHANGES[name].decode(data)
