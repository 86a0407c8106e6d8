"""What to write where a key is missing: read off the type that the key has."""

from __future__ import annotations

import datetime as dt
import types
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.condition import Condition
from generator.model.dates import DateRule

_CONDITIONS = get_args(Condition)


def cure(key: str, annotation: Any) -> str:
    """What to write for a key of this type, as the advice of a diagnostic."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        options = [str(one) for one in parts]
        return (
            f"write '{key}: {options[0]}'" if len(options) == 1 else f"write '{key}:' and one of {', '.join(options)}"
        )
    if origin in (Union, types.UnionType) and annotation != Condition:
        return cure(key, next(part for part in parts if part is not types.NoneType))
    if hasattr(annotation, "__metadata__"):
        return cure(key, parts[0])
    return f"write '{key}:' and {_kind(annotation, origin, parts)}"


def _kind(annotation: Any, origin: Any, parts: tuple[Any, ...]) -> str:
    if annotation == Condition or annotation in _CONDITIONS:
        return "a condition, such as {facet: value}"
    if origin is tuple:
        is_simple = bool(parts) and parts[0] in (str, int)
        return "a list, such as [one, two]" if is_simple else "a list below it, each entry begun with '-'"
    if origin is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return "'key: value' lines indented below it"
    known = {str: "a text", bool: "yes or no", int: "a whole number", float: "a number"}
    if annotation is dt.date:
        return "a day as year-month-day, such as 2027-06-30"
    if annotation is DateRule:
        return "a name and a distance, such as 'name - 20 weeks'"
    return known.get(annotation, "its value")
