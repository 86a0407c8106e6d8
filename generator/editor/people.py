"""What files of people may hold: answers, personas, applicants, answers files and guide tests, as JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.project import Project

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Everything is text to guidegen; an editor takes an unquoted 218 for a number and `no` for a truth value."""
ID: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}
PERSON: Schema = {**TEXT, "minLength": 1, "maxLength": 300}
DONE: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,199}$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def answers_schema(project: Project) -> Schema:
    """Answers by facet, each as its type says."""
    properties: Schema = {}
    for name, facet in project.facets.items():
        if facet.derived is not None:
            continue
        match facet.type:
            case "choice":
                properties[name] = choice(facet.values)
            case "choices":
                one = choice(facet.values)
                properties[name] = {"anyOf": [one, {"type": "array", "items": one}]}
            case "integer":
                number: Schema = {"type": "integer", "minimum": facet.min, "maximum": facet.max}
                properties[name] = {"anyOf": [number, {"type": "string", "pattern": r"^-?\d+$"}]}
            case "date":
                properties[name] = DAY
    return {"type": "object", "properties": properties, "additionalProperties": False}


def personas_schema(project: Project) -> Schema:
    """profiles/personas.yaml."""
    answers = answers_schema(project)
    choices = {
        name: {"anyOf": [{"const": "all"}, {"type": "array", "items": choice(facet.values)}]}
        for name, facet in project.facets.items()
        if facet.type == "choice" and facet.derived is None
    }
    matrix = _closed(
        {"id": {"type": "string"}, "title": {"type": "string"}, "facets": _closed(choices), "answers": answers},
        required=["id", "title", "facets"],
    )
    named = _closed({"id": ID, "title": {"type": "string"}, "answers": answers}, required=["id", "title", "answers"])
    example = _closed(
        {
            "id": ID,
            "title": {"type": "string"},
            "as_of": DAY,
            "story": choice(story.id for story in project.texts),
            "answers": answers,
        },
        required=["id", "title", "as_of", "story", "answers"],
    )
    lists = {"matrices": matrix, "personas": named, "examples": example}
    return _closed({name: {"type": "array", "items": one} for name, one in lists.items()})


def applicant_schema(project: Project) -> Schema:
    """A file of profiles/applicants/."""
    keys = {"id": ID, "fictional": {"type": "boolean"}, **_person(project)}
    return _closed(keys, required=["name", "email", "answers"])


def answers_file_schema(project: Project) -> Schema:
    """An `*.answers.yaml` file."""
    keys = {"version": {"enum": [1, "1"]}, "answered": TEXT, **_person(project)}
    return _closed(keys, required=["version", "answers"])


def _person(project: Project) -> dict[str, Schema]:
    """What files of people have in common."""
    chosen: Schema = {"type": "array", "items": DONE}
    return {
        "name": PERSON,
        "email": PERSON,
        "shared_mailbox": {"type": "boolean"},
        "answers": answers_schema(project),
        "ticks": {"type": "object", "propertyNames": DONE, "additionalProperties": {"anyOf": [DAY, {"type": "null"}]}},
        "lists": _closed(dict.fromkeys(project.catalogs, chosen)),
    }


def guide_test_schema(project: Project) -> Schema:
    """A guide test."""
    sentences = {"type": "array", "items": TEXT}
    modules = {"type": "array", "items": {"type": "string"}}
    return _closed(
        {
            "profile": {"type": "string", "examples": [*sorted(project.personas)[:20], *project.examples]},
            "answers": answers_schema(project),
            "answers_file": {"type": "string"},
            "as_of": DAY,
            "must_say": sentences,
            "must_not_say": sentences,
            "plan": _closed(dict.fromkeys(project.tables, TEXT)),
            "path": _closed(
                {
                    "verdicts": _closed({name: TEXT for name, table in project.tables.items() if table.verdict}),
                    "days": {"type": "object", "additionalProperties": TEXT},
                    "within": {"type": "integer", "minimum": 0, "maximum": 60},
                    "todo": {"type": "array", "items": {"enum": sorted(project.steps)}},
                    "without": {"type": "array", "items": {"enum": sorted(project.steps)}},
                }
            ),
            "modules": modules,
            "absent": modules,
            "most_words": {"type": "integer", "minimum": 1},
            "most_pages": {"type": "integer", "minimum": 1},
        }
    ) | {"oneOf": [{"required": [key]} for key in ("profile", "answers", "answers_file")]}


def _closed(properties: Schema, required: Iterable[str] = ()) -> Schema:
    closed: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": list(required)} if required else closed


def choice(values: Iterable[str]) -> Schema:
    """One of these words. An editor reads `yes` and `no` as truth values, which are meant too."""
    listed: list[object] = list(values)
    for word, truth in (("yes", True), ("no", False)):
        if word in listed:
            listed.append(truth)
    return {"enum": listed}
