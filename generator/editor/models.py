"""JSON Schemas of models that read files, and of the conditions in them."""

from __future__ import annotations

from typing import Any

from generator.editor.people import DAY, TEXT, Schema, choice
from generator.logic.subject import ANSWERED, PLAN, Subject, Subjects
from generator.model.located import CONDITION_SCHEMA, Entry

REFERENCE: Schema = {"$ref": "#/$defs/Condition"}
OURS = ("@span", "@spans")

BOUNDS: Schema = {
    "type": "object",
    "properties": {"min": TEXT, "max": TEXT},
    "additionalProperties": False,
    "minProperties": 1,
}
ON_PATH: Schema = {"anyOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}, BOUNDS]}
"""What a clause on a step may ask: a day or a rule, a number, or whether it fits."""


def condition_schema(subjects: Subjects, *, asks_answered: bool = False) -> Schema:
    """What a `when:` may hold in this project; `asks_answered` where it may ask whether something was answered."""
    itself = REFERENCE
    several = {"type": "array", "minItems": 1, "items": itself}
    own = {name: one for name, one in subjects.items() if one.comparison is None and one.answered is None}
    clauses = {name: _clause(subject) for name, subject in own.items()}
    if asks_answered:
        asked = choice(name for name, one in own.items() if not one.is_derived and not name.startswith(PLAN))
        clauses[ANSWERED] = {"anyOf": [asked, {"type": "array", "minItems": 1, "items": asked}]}
    return {
        "type": "object",
        "properties": {**clauses, "any": several, "all": several, "not": itself},
        "patternProperties": {r"^path\.[a-z0-9-]+\.": ON_PATH},
        "additionalProperties": False,
    }


def _clause(subject: Subject) -> Schema:
    one: Schema
    if subject.type == "integer":
        one = {"type": ["integer", "string"]}
        bound: Schema = {"type": ["integer", "string"]}
    elif subject.type == "date":
        one, bound = DAY, TEXT
    else:
        values = list(subject.values)
        return {"anyOf": [choice(values), {"type": "array", "minItems": 1, "items": choice(values)}]}
    bounds = {"type": "object", "properties": {"min": bound, "max": bound}, "additionalProperties": False}
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}, {**bounds, "minProperties": 1}]}


def of_model(model: type[Entry], condition: Schema) -> Schema:
    """The schema of a model, in whose `$defs` this is what a condition may hold."""
    schema = _without_places(model.model_json_schema(by_alias=True, mode="validation"))
    assert isinstance(schema, dict)
    schema.setdefault("$defs", {})["Condition"] = condition
    return schema


def _without_places(schema: Any) -> Any:
    """Without the keys that only the reader fills, and as an editor sees YAML: unquoted numbers are texts too."""
    if isinstance(schema, list):
        return [_without_places(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.items() >= CONDITION_SCHEMA.items():
        return REFERENCE
    kept: Schema = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _without_places(one) for name, one in value.items() if name not in OURS}
        elif key == "required":
            kept[key] = [name for name in value if name not in OURS]
        elif key != "default":
            kept[key] = _without_places(value)
    if kept.get("format") == "date":
        return DAY
    if kept.get("type") == "string" and not kept.keys() & {"pattern", "enum", "const", "minLength", "maxLength"}:
        kept["type"] = TEXT["type"]
    return kept
