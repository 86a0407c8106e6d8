"""JSON Schemas of a project's files, from the models that read them and the names the project declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.editor.people import (
    DAY,
    ID,
    TEXT,
    Schema,
    answers_file_schema,
    applicant_schema,
    choice,
    guide_test_schema,
    personas_schema,
)
from generator.logic.subject import Subject, Subjects
from generator.model.data_files import DATA_FILES, DataFile
from generator.model.facet import Facet
from generator.model.located import CONDITION_SCHEMA, Entry
from generator.model.module import FrontMatter
from generator.model.outline import Outline
from generator.model.project import Project
from generator.model.ranking import RankTable
from generator.model.rules import RulesFile
from generator.model.settings import Settings
from generator.model.step import Excluded, Step

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE: Schema = {"$ref": "#/$defs/Condition"}
OURS = ("@span", "@spans")

NAME = r"^[a-z][a-z0-9_]*$"
"""What facets and plan values may be called."""


BOUNDS: Schema = {
    "type": "object",
    "properties": {"min": TEXT, "max": TEXT},
    "additionalProperties": False,
    "minProperties": 1,
}
ON_PATH: Schema = {"anyOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}, BOUNDS]}
"""What a clause on a step may ask: a day or a rule, a number, or whether it fits."""


def project_schemas(project: Project, subjects: Subjects) -> dict[str, Schema]:
    """A schema for each kind of file, by the name of its schema file without `.json`."""
    condition = condition_schema(subjects)
    names = _names(project)
    schemas = {
        "settings": _of(Settings, condition),
        "outline": _outline(_of(Outline, condition), names),
        "rules": _rules(_of(RulesFile, condition), _of(RankTable, {"type": "object"})),
        "front-matter": _front_matter(_of(FrontMatter, condition), project),
        "facets": _mapping("facets", Facet, condition, ids=NAME),
        **{file.schema: _data_file(file, condition) for file in DATA_FILES},
        "personas": personas_schema(project),
        "applicant": applicant_schema(project),
        "answers": answers_file_schema(project),
        "guide-test": guide_test_schema(project),
        "steps": _steps(_mapping("steps", Step, condition), _of(Excluded, condition), sorted(project.facts)),
    }
    known = _known(project)
    steps = sorted(project.steps)
    known_steps = {**dict.fromkeys(("after", "any_after", "soft"), steps), "points": known["points"]}
    return {
        name: {
            "$schema": DIALECT,
            "title": f"guidegen: {name}",
            **_with_names(schema, known_steps if name == "steps" else known),
        }
        for name, schema in schemas.items()
    }


def _data_file(file: DataFile, condition: Schema) -> Schema:
    (key, one), *others = file.keys.items()
    return _mapping(key, one.model, condition, None, **{other: entries.model for other, entries in others})


def _known(project: Project) -> dict[str, list[str]]:
    """The keys whose lists hold names that the project declares, with these names."""
    modules = sorted(project.modules)
    return {
        "facts": sorted(project.facts),
        "points": sorted(project.points),
        "see": sorted(project.terms),
        "sets": sorted(project.document_sets),
        "requires": modules,
        "before": modules,
        "after": modules,
        "modules": modules,
        "absent": modules,
    }


def _with_names(schema: Any, known: Mapping[str, list[str]]) -> Any:
    """A schema whose lists of names allow those of the project only."""
    if isinstance(schema, list):
        return [_with_names(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _with_names(value, known) for key, value in schema.items()}
    for name, one in kept.get("properties", {}).items():
        if known.get(name) and one.get("type") == "array":
            one["items"] = {"enum": known[name]}
    return kept


def condition_schema(subjects: Subjects) -> Schema:
    """What a `when:` may hold in this project."""
    itself = REFERENCE
    several = {"type": "array", "minItems": 1, "items": itself}
    clauses = {name: _clause(subject) for name, subject in subjects.items() if subject.comparison is None}
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


def _of(model: type[Entry], condition: Schema) -> Schema:
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


def _mapping(key: str, model: type[Entry], condition: Schema, ids: str | None = None, **others: type[Entry]) -> Schema:
    """A file of ids and entries below a key, and perhaps below others. `ids` is the pattern of the ids."""
    definitions: Schema = {}
    properties: Schema = {}
    for name, one in {key: model, **others}.items():
        inner = _of(one, condition)
        definitions |= inner.pop("$defs")
        properties[name] = {"type": "object", "additionalProperties": inner}
        if ids is not None:
            properties[name]["propertyNames"] = {"pattern": ids}
    return {
        "type": "object",
        "properties": properties,
        "required": [key],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _steps(schema: Schema, excluded: Schema, facts: list[str]) -> Schema:
    """Steps, with the short forms of their days: a rule alone, or one entry in place of a list."""
    schema["$defs"] |= excluded.pop("$defs")
    schema["properties"]["excluded"] = {"type": "array", "items": excluded}
    if facts:
        schema["$defs"]["Takes"]["properties"]["source"] = {"enum": facts}
    step = schema["properties"]["steps"]["additionalProperties"]["properties"]
    for key in ("from", "by", "within", "closed"):
        one = step[key]["items"]
        short = [TEXT] if key in ("from", "by") else []
        step[key] = {"anyOf": [*short, one, {"type": "array", "items": {"anyOf": [*short, one]}}]}
    return schema


def _names(project: Project) -> list[str]:
    free = [module.id for module in project.modules.values() if module.front.slot is None]
    return sorted({*free, *project.slots})


def _rules(schema: Schema, ranks: Schema) -> Schema:
    """With the tables that rank rows of catalogs, whose conditions may also test the columns of each."""
    definitions = {f"Rank{name}" if name == "Condition" else name: one for name, one in ranks.pop("$defs").items()}
    tables = _renamed({"$defs": definitions, "table": ranks}, "#/$defs/Condition", "#/$defs/RankCondition")
    schema["$defs"] |= tables["$defs"]
    named: Schema = {"type": "object", "propertyNames": ID, "additionalProperties": tables["table"]}
    schema["properties"]["catalogs"] = {"type": "object", "additionalProperties": named}
    schema["properties"]["plan"]["propertyNames"] = {"pattern": NAME}
    return schema


def _renamed(schema: Any, reference: str, to: str) -> Any:
    if isinstance(schema, list):
        return [_renamed(one, reference, to) for one in schema]
    if isinstance(schema, dict):
        return {key: _renamed(one, reference, to) for key, one in schema.items()}
    return to if schema == reference else schema


def _outline(schema: Schema, names: list[str]) -> Schema:
    schema["$defs"]["Chapter"]["properties"]["contents"]["items"] = {
        "anyOf": [{"enum": names}, {"$ref": "#/$defs/SlotEntry"}]
    }
    schema["$defs"]["SlotEntry"]["properties"]["slot"] = {"enum": names}
    schema["$defs"]["Chapter"]["properties"]["id"] = schema["$defs"]["Part"]["properties"]["id"] = ID
    return schema


def _front_matter(schema: Schema, project: Project) -> Schema:
    schema["properties"]["slot"] = {"type": "string", "examples": sorted(project.slots)}
    return schema
