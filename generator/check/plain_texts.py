"""Marks where nothing is filled in: a reader would read them as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from generator.check.names import Names
from generator.diagnostics import Span
from generator.model.catalog_row import Catalog
from generator.model.located import Entry
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row

ELSEWHERE = {"modules", "stories", "points", "dropped"}
"""Of modules the head is looked at where their marks are; what points say is for authors."""


def check_plain_texts(names: Names) -> None:
    """Report marks in every text of a project but those that are filled: bodies of modules, and reasons of the plan."""
    told: set[Span] = set()
    for key, words, place in _project_texts(names.project):
        if place not in told and ("{{" in words or "[[" in words):
            told.add(place)
            names.plain(words, key, place)


def _project_texts(project: Project) -> Iterator[tuple[str, str, Span]]:
    for one in fields(project):
        if one.name not in ELSEWHERE:
            yield from _texts(getattr(project, one.name))
    for persona in (*project.personas.values(), *project.examples.values()):
        yield "title", persona.title, persona.place("title")


def _texts(value: object) -> Iterator[tuple[str, str, Span]]:
    """Every text in a value with its key and place, however deep it is."""
    held: Iterable[object] = ()
    match value:
        case Entry():
            filled = value.texts if isinstance(value, Row | DefaultRow) else {}
            for key in type(value).model_fields:
                inner = getattr(value, key)
                for words in _words(inner) if key not in filled else ():
                    yield key, words, value.place(key)
                yield from _texts(inner)
        case Mapping():
            held = value.values()
        case tuple():
            held = value
        case Catalog():
            for row in value.rows:
                yield from ((key, cell, row.places[key]) for key, cell in row.cells.items() if isinstance(cell, str))
            held = (value.head, *value.rankings.values(), *(row.head for row in value.rows))
    for one in held:
        yield from _texts(one)


def _words(value: object) -> Iterator[str]:
    """The texts that a field is or holds, but those of entries in it."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from (one for one in value.values() if isinstance(one, str))
        case tuple():
            yield from (one for one in value if isinstance(one, str))
