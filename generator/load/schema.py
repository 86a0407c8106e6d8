"""From strict YAML to the closed models: every problem with its place and the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.located import Entry, Map, Reader, Seq

Model = TypeVar("Model", bound=Entry)

_TYPES = {
    "int_parsing": ("bad-value", "write a whole number"),
    "int_type": ("bad-value", "write a whole number"),
    "float_parsing": ("bad-value", "write a number"),
    "bool_parsing": ("bad-value", "write true or false"),
    "date_from_datetime_parsing": ("bad-value", "write a date as year-month-day, such as 2027-06-30"),
    "date_parsing": ("bad-value", "write a date as year-month-day, such as 2027-06-30"),
    "date_from_datetime_inexact": ("bad-value", "write a date as year-month-day, such as 2027-06-30"),
    "string_type": ("bad-value", "write a text here"),
    "tuple_type": ("bad-value", "write a list here, such as [one, two]"),
    "dict_type": ("bad-value", "write 'key: value' lines here"),
    "model_type": ("bad-value", "write 'key: value' lines here"),
    "model_attributes_type": ("bad-value", "write 'key: value' lines here"),
}


def build(model: type[Model], data: Map, reader: Reader, diagnostics: Diagnostics) -> Model | None:
    """Build one model from YAML; None (and diagnostics) where it does not fit."""
    try:
        return model.model_validate(data, context=reader)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _report(details, model, data, diagnostics)
        return None


def build_entries(
    model: type[Model], data: Map, key: str, reader: Reader, diagnostics: Diagnostics, beside: tuple[str, ...] = ()
) -> dict[str, Model]:
    """Build a mapping of ids to entries below `key`, each alone, so that one wrong entry costs only itself.

    `beside` names the other keys the file may have.
    """
    known = (key, *beside)
    for other in data:
        if other not in known:
            diagnostics.error(
                "unknown-key",
                f"'{other}' is not known here",
                data.key_spans[other],
                nearest(other, known) or f"known here: {', '.join(known)}",
            )
    entries = data.get(key)
    if entries is None:
        return {}
    if not isinstance(entries, Map):
        diagnostics.error("bad-value", f"write the entries of '{key}' as 'id: ...' lines", data.spans[key])
        return {}
    built: dict[str, Model] = {}
    for name, entry in entries.items():
        if not isinstance(entry, Map):
            diagnostics.error("bad-value", f"write the keys of '{name}' below it", entries.key_spans[name])
            continue
        one = build(model, entry, reader, diagnostics)
        if one is not None:
            built[name] = one
    return built


def _report(details: ErrorDetails, model: type[BaseModel], data: Map, diagnostics: Diagnostics) -> None:
    kind, location = details["type"], details["loc"]
    place, key = _place(data, location)
    label = f"'{key}'" if key is not None else "this"
    if kind == "extra_forbidden":
        place = _holder(data, location).key_spans[str(location[-1])]
        holder = _holder(data, location)
        known = _known_keys(model, location)
        suggestion = nearest(str(location[-1]), [name for name in known if name not in holder])
        diagnostics.error(
            "unknown-key",
            f"{label} is not known here",
            place,
            suggestion or f"known keys: {', '.join(known)}",
        )
    elif kind == "missing":
        diagnostics.error("missing-key", f"'{location[-1]}' is missing", place)
    elif kind in {"literal_error", "enum", "union_tag_invalid"}:
        context = details.get("ctx", {})
        expected = context.get("expected") or context.get("expected_tags") or ""
        options = [one.strip(" '") for one in str(expected).replace(" or ", ", ").split(",")]
        given = str(context.get("tag") or details["input"])
        diagnostics.error(
            "unknown-value",
            f"{label} cannot be '{given}'",
            place,
            nearest(given, options) or f"allowed: {', '.join(options)}",
        )
    elif kind == "union_tag_not_found":
        diagnostics.error("missing-key", f"{label} needs the key 'rule'", place)
    elif kind == "value_error":
        reason = str(details["ctx"]["error"])
        diagnostics.error("bad-value", f"{label}: {reason}", place)
    elif kind in _TYPES:
        code, advice = _TYPES[kind]
        given = details["input"]
        shown = f" cannot be '{given}'" if isinstance(given, str) else " does not fit"
        diagnostics.error(code, f"{label}{shown}", place, advice)
    else:
        diagnostics.error("bad-value", f"{label}: {details['msg'][:1].lower()}{details['msg'][1:]}", place)


def _place(data: Map, location: Iterable[int | str]) -> tuple[Span, str | None]:
    """The place a pydantic location names; steps that are not in the YAML (union tags) are passed over.

    A problem with a scalar or a list is shown at its value, a problem inside a mapping at its key.
    """
    span, label = data.span, None
    value: Any = data
    for step in location:
        if isinstance(value, Map) and isinstance(step, str) and step in value:
            inner = value[step]
            span, label = (value.key_spans if isinstance(inner, Map) else value.spans)[step], step
            value = inner
        elif isinstance(value, Seq) and isinstance(step, int) and step < len(value):
            span, value = value.spans[step], value[step]
    return span, label


def _holder(data: Map, location: Iterable[int | str]) -> Map:
    """The innermost mapping on the way to a location."""
    value: Any = data
    holder = data
    for step in tuple(location)[:-1]:
        in_map = isinstance(value, Map) and step in value
        if in_map or (isinstance(value, Seq) and isinstance(step, int) and step < len(value)):
            value = value[step]
        if isinstance(value, Map):
            holder = value
    return holder


def _known_keys(model: type[BaseModel], location: Iterable[int | str]) -> list[str]:
    """The keys the model at a location knows, by their written names."""
    current: Any = model
    for step in tuple(location)[:-1]:
        if isinstance(step, int):
            continue
        models = _models_in(current)
        following = None
        for one in models:
            for name, field in one.model_fields.items():
                if step == (field.alias or name):
                    following = field.annotation
        if following is not None:
            current = following
    keys: list[str] = []
    for one in _models_in(current):
        for name, field in one.model_fields.items():
            written = field.alias or name
            if not written.startswith("@") and written not in keys:
                keys.append(written)
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
