"""YAML values that know where they are, and the base of everything read from a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticKnownError, core_schema

from generator.diagnostics import Span
from generator.model.condition import ALWAYS, Condition
from generator.model.dates import DateRule, parse_date_rule, parse_day
from generator.model.numbers import parse_whole


class Map(dict[str, Any]):
    """A YAML mapping with the places of its keys and values."""

    __slots__ = ("key_spans", "span", "spans")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: dict[str, Span] = {}
        self.key_spans: dict[str, Span] = {}


class Seq(list[Any]):
    """A YAML list with the places of its items."""

    __slots__ = ("span", "spans")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: list[Span] = []


class ReadsWhen(Protocol):
    """What the models ask of the stage that reads them (given as pydantic's validation context)."""

    def condition(self, raw: object, /) -> Condition:
        """Read a condition; report what is wrong with it and return ALWAYS in its place."""


_MADE_HERE = GetPydanticSchema(lambda _type, _handler: core_schema.any_schema())
"""For values that the loader makes: pydantic need not look into them, nor at each start find out how it would."""


class Entry(BaseModel):
    """Base of all that is read from a file: closed, frozen, and it knows its place."""

    # What reads a file into a model is made where one is read: to make it for all models takes a quarter of a start.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    span: Annotated[Span, _MADE_HERE] = Field(alias="@span", exclude=True, repr=False)
    spans: Annotated[Mapping[str, Span], _MADE_HERE] = Field(alias="@spans", exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _attach_place(cls, data: Any) -> Any:
        if isinstance(data, Map):
            return {**data, "@span": data.span, "@spans": {**data.spans, **_item_spans(data)}}
        return data

    def place(self, key: str, item: int | None = None) -> Span:
        """Where the value of `key` (or an item of its list) is; the entry's own place where it was left out."""
        found = None if item is None else self.spans.get(f"{key}.{item}")
        return found or self.spans.get(key, self.span)


def _item_spans(data: Map) -> dict[str, Span]:
    lists = ((key, value) for key, value in data.items() if isinstance(value, Seq))
    return {f"{key}.{number}": span for key, value in lists for number, span in enumerate(value.spans)}


def _read_condition(raw: object, info: ValidationInfo) -> Condition:
    if isinstance(raw, Condition):
        return raw
    reader: ReadsWhen = info.context  # type: ignore[assignment]
    return reader.condition(raw)


def _read_date_rule(raw: object) -> object:
    return parse_date_rule(raw) if isinstance(raw, str) else raw


def _read_day(raw: object) -> object:
    return parse_day(raw) if isinstance(raw, str) else raw


def _read_whole(raw: object) -> object:
    """Digits only: pydantic would also read "2_028" and "2.0"."""
    if not isinstance(raw, str):
        return raw
    try:
        return parse_whole(raw)
    except ValueError:
        raise PydanticKnownError("int_parsing") from None


Whole = Annotated[int, BeforeValidator(_read_whole)]
"""A whole number of a file."""

Date = Annotated[dt.date, BeforeValidator(_read_day)]
CONDITION_SCHEMA = {"x-guidegen": "condition"}
"""Stands for a condition in a model's schema; what it may hold depends on the project."""

When = Annotated[
    Condition,
    _MADE_HERE,
    BeforeValidator(_read_condition),
    WithJsonSchema(CONDITION_SCHEMA),
    Field(default=ALWAYS),
]
WhenGiven = Annotated[Condition, _MADE_HERE, BeforeValidator(_read_condition), WithJsonSchema(CONDITION_SCHEMA)]
"""A condition that says nothing where it is left out."""

DateRuleField = Annotated[DateRule, BeforeValidator(_read_date_rule), WithJsonSchema({"type": "string"})]
