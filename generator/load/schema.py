"""From strict YAML to the closed models: every problem with its place and the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.missing import cure
from generator.load.own_days import instead_of_key, instead_of_value
from generator.model.located import Entry, Map, ReadsWhen, Seq
from generator.model.settings import PATTERNS

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
_NAMED = {"literal_error", "enum", "union_tag_invalid"}
_LIMITS = {
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "greater_than": "must be more than {gt}",
    "less_than": "must be less than {lt}",
    "string_too_long": "has more than {max_length} characters",
    "string_too_short": "has fewer than {min_length} characters",
    "too_short": "has fewer than {min_length} entries",
    "too_long": "has more than {max_length} entries",
}


def build(model: type[Model], data: Map, reader: ReadsWhen, diagnostics: Diagnostics) -> Model | None:
    """Build one model from YAML; None (and diagnostics) where it does not fit."""
    try:
        return model.model_validate(data, context=reader)
    except ValidationError as error:
        for details in _worth_saying(error.errors(include_url=False), model, data):
            _report(details, model, data, diagnostics)
        return None


def build_entries(
    model: type[Model], data: Map, key: str, reader: ReadsWhen, diagnostics: Diagnostics, beside: tuple[str, ...] = ()
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
        if set(data) - set(known):
            diagnostics.lose(key)
        return {}
    if not isinstance(entries, Map):
        diagnostics.error("bad-value", f"write the entries of '{key}' as 'id: ...' lines", data.spans[key])
        diagnostics.lose(key)
        return {}
    built: dict[str, Model] = {}
    for name, entry in entries.items():
        if not isinstance(entry, Map):
            diagnostics.error("bad-value", f"write the keys of '{name}' below it", entries.key_spans[name])
            diagnostics.lose(key, name)
            continue
        one = build(model, entry, reader, diagnostics)
        if one is None:
            diagnostics.lose(key, name)
        else:
            built[name] = one
    return built


def _worth_saying(problems: list[ErrorDetails], model: type[BaseModel], data: Map) -> list[ErrorDetails]:
    """The problems without those that only follow from another: a key missing because it is misspelt, and what the
    other forms of a value would have asked for.
    """
    # pydantic reports every form a value might have had: where one was clearly meant, what the others say is noise.
    misspelt = {
        (id(_holder(data, one["loc"])), _meant(one, model, data))
        for one in problems
        if one["type"] == "extra_forbidden"
    }
    inside = {id(_holder(data, one["loc"])) for one in problems if one["type"] in {"extra_forbidden", "missing"}}
    named = {_place(data, one["loc"]) for one in problems if one["type"] in _NAMED}
    kept = []
    for one in problems:
        if one["type"] == "missing":
            is_needless = (id(_holder(data, one["loc"])), str(one["loc"][-1])) in misspelt
        elif isinstance(one["input"], Map):
            is_needless = (one["type"] in _NAMED or one["type"] in _TYPES) and id(one["input"]) in inside
        else:
            is_needless = one["type"] in _TYPES and _place(data, one["loc"]) in named
        kept += [] if is_needless else [one]
    return kept


def _meant(details: ErrorDetails, model: type[BaseModel], data: Map) -> str | None:
    """The known key that an unknown one stands for, where one is near."""
    holder = _holder(data, details["loc"])
    advice = nearest(str(details["loc"][-1]), [key for key in _known_keys(model, details["loc"]) if key not in holder])
    return None if advice is None else advice.split("'")[1]


def _report(details: ErrorDetails, model: type[BaseModel], data: Map, diagnostics: Diagnostics) -> None:
    kind, location, context = details["type"], details["loc"], details.get("ctx", {})
    place, key = _place(data, location)
    label = f"'{key}'" if key is not None else "this"
    if kind == "extra_forbidden":
        key, meant = str(location[-1]), _meant(details, model, data)
        diagnostics.error(
            "unknown-key",
            f"'{key}' is not known here",
            _holder(data, location).key_spans[key],
            instead_of_key(model, key)
            or (f"did you mean '{meant}'?" if meant else f"known keys: {', '.join(_known_keys(model, location))}"),
        )
    elif kind == "missing":
        advice = cure(str(location[-1]), _annotation(model, location))
        diagnostics.error("missing-key", f"'{location[-1]}' is missing", place, advice)
    elif kind in _NAMED:
        if kind == "union_tag_invalid":
            # The discriminator is inside the mapping that pydantic names.
            label, place = "'rule'", details["input"].spans["rule"]
        expected = str(context.get("expected") or context.get("expected_tags") or "").replace(" or ", ", ")
        options = [one.strip(" '") for one in expected.split(",")]
        given, other = str(context.get("tag") or details["input"]), _other_form(model, location)
        advice = instead_of_value(model, given) or nearest(given, options) or f"allowed: {', '.join(options)}{other}"
        diagnostics.error("unknown-value", f"{label} cannot be '{given}'", place, advice)
    elif kind == "union_tag_not_found":
        diagnostics.error("missing-key", f"{label} needs the key 'rule'", place, "write 'rule:' and its kind")
    elif kind == "value_error":
        diagnostics.error("bad-value", f"{label}: {context['error']}", place)
    elif kind in _TYPES:
        code, advice = _TYPES[kind]
        given = details["input"]
        shown = f" cannot be '{given}'" if isinstance(given, str) else " does not fit"
        diagnostics.error(code, f"{label}{shown}", place, advice)
    elif kind == "string_pattern_mismatch":
        advice = PATTERNS.get(str(context["pattern"]), f"it must match {context['pattern']}")
        diagnostics.error("bad-value", f"{label} cannot be '{details['input']}'", place, advice)
    elif kind == "string_too_short" and context["min_length"] == 1:
        diagnostics.error("bad-value", f"{label} is empty", place)
    elif kind in _LIMITS:
        diagnostics.error("bad-value", f"{label} {_LIMITS[kind].format(**context)}", place)
    else:
        diagnostics.error("bad-value", f"{label}: {details['msg'][:1].lower()}{details['msg'][1:]}", place)


def _other_form(model: type[BaseModel], location: Iterable[int | str]) -> str:
    """How else a value may be written that is one of some words or something longer."""
    annotation = _annotation(model, location)
    if _models_in(annotation):
        return ", or 'key: value' lines"
    return ", or a list" if any(get_origin(part) is tuple for part in get_args(annotation)) else ""


def _place(data: Map, location: Iterable[int | str]) -> tuple[Span, str | None]:
    """The place a pydantic location names; steps that are not in the YAML (union tags) are passed over.

    A problem with a scalar or a list is shown at its value, a problem inside a mapping at its key.
    """
    span, label = data.span, None
    value: Any = data
    for step in location:
        if isinstance(value, Map) and isinstance(step, str) and step in value:
            inner = value[step]
            label = label if value.key_spans[step] is value.spans[step] else step  # a short form leaves the key out
            span, value = (value.key_spans if isinstance(inner, Map) else value.spans)[step], inner
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
    keys: list[str] = []
    for one in _models_in(_annotation(model, tuple(location)[:-1])):
        for name, field in one.model_fields.items():
            written = field.alias or name
            if not written.startswith("@") and written not in keys:
                keys.append(written)
    return keys


def _annotation(model: type[BaseModel], location: Iterable[int | str]) -> Any:
    """The type declared at a location. A step may also name one form of a union, by its class or its tag."""
    current: Any = model
    for step in location:
        models = _models_in(current)
        following = [
            field.annotation
            for one in models
            for name, field in one.model_fields.items()
            if step == (field.alias or name)
        ]
        if following:
            current = following[-1]
        else:
            forms = [one for one in models if step == one.__name__ or step in _tags(one)]
            current = forms[0] if forms else current
            if not forms and get_origin(current) is dict:
                current = get_args(current)[1]
    return current


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    return get_args(model.model_fields["rule"].annotation) if "rule" in model.model_fields else ()


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
