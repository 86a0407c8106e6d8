"""JSON Schemas of a project's files, from the models that read them and the names the project declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.editor.catalogs import catalog_schemas, with_rankings
from generator.editor.models import condition_schema, of_model
from generator.editor.people import (
    ID,
    TEXT,
    Schema,
    answers_file_schema,
    applicant_schema,
    guide_test_schema,
    personas_schema,
)
from generator.logic.subject import Subjects
from generator.model.data_files import DATA_FILES, DataFile
from generator.model.facet import Facet
from generator.model.located import Entry
from generator.model.module import FrontMatter
from generator.model.outline import Outline
from generator.model.project import Project
from generator.model.rules import RulesFile
from generator.model.settings import Settings
from generator.model.step import Excluded, Step

DIALECT = "https://json-schema.org/draft/2020-12/schema"

NAME = r"^[a-z][a-z0-9_]*$"
"""What facets and plan values may be called."""


def project_schemas(project: Project, subjects: Subjects) -> dict[str, Schema]:
    """A schema for each kind of file, by the name of its schema file without `.json`."""
    condition = condition_schema(subjects)
    asking = condition_schema(subjects, asks_answered=True)
    names = _names(project)
    schemas = {
        "settings": of_model(Settings, condition),
        "outline": _outline(of_model(Outline, condition), names),
        "rules": _rules(with_rankings(of_model(RulesFile, asking), project.catalogs, subjects)),
        "front-matter": _front_matter(of_model(FrontMatter, condition), project),
        "facets": _mapping("facets", Facet, condition, ids=NAME),
        **{file.schema: _data_file(file, condition) for file in DATA_FILES},
        "personas": personas_schema(project),
        "applicant": applicant_schema(project),
        "answers": answers_file_schema(project),
        "guide-test": guide_test_schema(project),
        **catalog_schemas(project.catalogs, condition),
        "steps": _steps(_mapping("steps", Step, asking), of_model(Excluded, asking), sorted(project.facts)),
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


def _mapping(key: str, model: type[Entry], condition: Schema, ids: str | None = None, **others: type[Entry]) -> Schema:
    """A file of ids and entries below a key, and perhaps below others. `ids` is the pattern of the ids."""
    definitions: Schema = {}
    properties: Schema = {}
    for name, one in {key: model, **others}.items():
        inner = of_model(one, condition)
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


def _rules(schema: Schema) -> Schema:
    schema["properties"]["plan"]["propertyNames"] = {"pattern": NAME}
    return schema


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
