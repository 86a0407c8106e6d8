"""Making a line: values become fields with their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator import text
from generator.diagnostics import Span
from generator.kept import Kept
from generator.model.line import Field, FieldKind, Line, LineKind, MadeFrom


class Worded(NamedTuple):
    """A value with words of its own."""

    value: Hashable
    words: str


Values = dict[str, Any]
"""The values of a line's fields by name: a text, a day, a list of texts or a `Worded` value; falsy is not there."""


def line(
    kind: LineKind[MadeFrom], entry: MadeFrom, name: str, label: str, values: Values, place: Span, **more: Any
) -> Line:
    """A line of a kind, from the values of its fields; `more` are its lead, conditions and chapter."""
    fields = tuple(field_of(one, values[one.name]) for one in kind.fields)
    return Line(kind=kind, entry=entry, id=name, label=label, fields=fields, place=place, **more)


_ALIKE: Kept[Line] = Kept(5_000)


def line_once(
    kind: LineKind[MadeFrom],
    entry: MadeFrom,
    name: str,
    label: str,
    values: Callable[[MadeFrom], Values],
    place: Span,
) -> Line:
    """A line that follows from what it is made from and its name alone, made once for all readers."""
    key = kind.name, name, id(entry)

    def make() -> Line:
        return line(kind, entry, name, label, values(entry), place)

    return _ALIKE.get(key, 1, make, lambda known: known.entry is entry)


def field_of(kind: FieldKind, value: Any) -> Field:
    """A field with its words, as its kind says them."""
    # A build makes half a million of these, most of them texts or nothing, and the same for many readers.
    if type(value) is str:
        return _of_text(kind.name, kind.said, value) if value else _nothing(kind.name)
    words: str
    match value:
        case None | False | ():
            return _nothing(kind.name)
        case Worded(value, words):
            pass
        case dt.date():
            words = text.long_date(value)
        case tuple():
            words = ", ".join(value)
        case _:
            words = str(value)
    return Field(kind.name, value, _said(kind.said, words))


@lru_cache(maxsize=20_000)
def _of_text(name: str, said: str, words: str) -> Field:
    return Field(name, words, _said(said, words))


def _said(said: str, words: str) -> str:
    return words if said == "{}" else said.format(words)


@cache
def _nothing(name: str) -> Field:
    return Field(name, None, "")
