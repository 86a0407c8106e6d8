"""Reading personas: public readers, named one by one or made by a matrix."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.answers import read_answers
from generator.load.conditions import ConditionReader
from generator.load.modules import ID
from generator.load.schema import build
from generator.load.stories import ExampleEntry, read_examples
from generator.logic.narrow import Contradiction, narrow, possible_answers
from generator.logic.subject import Subjects
from generator.model.facet import Facet
from generator.model.located import Entry, Map
from generator.model.profile import Example, Persona
from generator.model.rules import Constraint

_HOLE = re.compile(r"\{([a-z0-9_]+)\}")


class _Matrix(Entry):
    id: str
    title: str
    facets: dict[str, Literal["all"] | tuple[str, ...]]
    answers: dict[str, object] = Field(default_factory=dict)


class _Named(Entry):
    id: str
    title: str
    answers: dict[str, object]


class _PersonasFile(Entry):
    matrices: tuple[_Matrix, ...] = ()
    personas: tuple[_Named, ...] = ()
    examples: tuple[ExampleEntry, ...] = ()


def read_personas(
    raw: Map,
    facets: Mapping[str, Facet],
    subjects: Subjects,
    constraints: tuple[Constraint, ...],
    diagnostics: Diagnostics,
) -> tuple[dict[str, Persona], dict[str, Example]]:
    """Every persona and every example by id, in the order declared.

    Mixes of a matrix that break a constraint are left out.
    """
    file = build(_PersonasFile, raw, ConditionReader(dict(subjects), diagnostics), diagnostics)
    if file is None:
        diagnostics.lose("examples")
        return {}, {}
    personas = _by_id(_declared(file, raw, facets, subjects, constraints, diagnostics), file, diagnostics)
    return personas, read_examples(file.examples, raw, facets, personas, diagnostics)


def _declared(
    file: _PersonasFile,
    raw: Map,
    facets: Mapping[str, Facet],
    subjects: Subjects,
    constraints: tuple[Constraint, ...],
    diagnostics: Diagnostics,
) -> list[Persona]:
    """The personas of the matrices, then those that are written out."""
    found: list[Persona] = []
    for number, matrix in enumerate(file.matrices):
        for persona in _expand(matrix, raw["matrices"][number], facets, diagnostics):
            try:
                narrow(possible_answers(persona.answers, facets, subjects), facets, constraints)
            except Contradiction:
                continue
            found.append(persona)
    for number, named in enumerate(file.personas):
        answers_raw = raw["personas"][number]["answers"]
        answers = read_answers(answers_raw, facets, diagnostics)
        found.append(Persona(id=named.id, title=named.title, answers=answers, span=named.span, spans=answers_raw.spans))
    return found


def _by_id(found: list[Persona], file: _PersonasFile, diagnostics: Diagnostics) -> dict[str, Persona]:
    """The personas whose ids are valid and not taken."""
    matrices = {matrix.span for matrix in file.matrices}
    personas: dict[str, Persona] = {}
    reported: set[tuple[str, Span]] = set()
    for persona in found:
        if ID.fullmatch(persona.id) and persona.id not in personas:
            personas[persona.id] = persona
            continue
        code = "duplicate-persona" if persona.id in personas else "bad-id"
        if (code, persona.span) in reported:
            continue  # a matrix that goes wrong does so many times
        reported.add((code, persona.span))
        if code == "bad-id":
            advice = "use lower-case letters, digits and hyphens, at most 64"
            diagnostics.error(code, f"'{persona.id}' is not a valid persona id", persona.span, advice)
        else:
            hint = "a matrix names each of its facets in its id" if persona.span in matrices else None
            diagnostics.error(code, f"persona '{persona.id}' is declared twice", persona.span, hint)
    return personas


def _expand(matrix: _Matrix, raw: Map, facets: Mapping[str, Facet], diagnostics: Diagnostics) -> list[Persona]:
    axes: dict[str, tuple[str, ...]] = {}
    places = {**(raw["answers"].spans if "answers" in raw else {}), **raw["facets"].key_spans}
    for name, wanted in matrix.facets.items():
        facet = facets.get(name)
        if facet is None or facet.type != "choice" or facet.derived is not None:
            diagnostics.error(
                "unknown-facet",
                f"a matrix needs a facet with a choice of values, and '{name}' is none",
                places[name],
                nearest(name, _choices(facets)) if facet is None else None,
            )
            return []
        axes[name] = tuple(facet.values) if wanted == "all" else wanted
        for number, value in enumerate(axes[name]):
            if value not in facet.values:
                diagnostics.error(
                    "unknown-value",
                    f"'{name}' has no value '{value}'",
                    raw["facets"][name].spans[number],
                    nearest(value, facet.values) or f"allowed: {', '.join(facet.values)}",
                )
                return []
    fixed = read_answers(raw["answers"], facets, diagnostics) if "answers" in raw else {}
    axes = {name: axes[name] for name in facets if name in axes}  # the order of keys says nothing
    personas: list[Persona] = []
    for combination in itertools.product(*axes.values()):
        values = dict(zip(axes, combination, strict=True))
        labels = {name: facets[name].values[value].label for name, value in values.items()}
        identity = _filled(matrix.id, values, raw.spans["id"], diagnostics)
        title = _filled(matrix.title, labels, raw.spans["title"], diagnostics)
        if identity is None or title is None:
            return []
        personas.append(Persona(id=identity, title=title, answers={**fixed, **values}, span=matrix.span, spans=places))
    return personas


def _choices(facets: Mapping[str, Facet]) -> list[str]:
    return [name for name, facet in facets.items() if facet.type == "choice" and facet.derived is None]


def _filled(pattern: str, words: Mapping[str, str], place: Span, diagnostics: Diagnostics) -> str | None:
    for name in _HOLE.findall(pattern):
        if name not in words:
            diagnostics.error("unknown-facet", f"'{name}' is not a facet of this matrix", place, nearest(name, words))
            return None
    return _HOLE.sub(lambda match: words[match.group(1)], pattern)
