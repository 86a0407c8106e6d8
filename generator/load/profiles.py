"""Reading personas (public, named or by matrix) and applicants (private, one file each)."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.diagnostics import Diagnostic, Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.modules import ID
from generator.load.person import LONGEST_NAME, address_problem, hidden_character, id_problem
from generator.load.schema import build
from generator.load.source import project_path, read_source
from generator.load.yaml import read_yaml
from generator.logic.narrow import Contradiction, narrow, possible_answers
from generator.logic.subject import Subjects
from generator.model.dates import parse_day
from generator.model.facet import Facet
from generator.model.located import Entry, Map, Seq
from generator.model.profile import Answer, Applicant, Persona
from generator.model.project import Project
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


class _ApplicantFile(Entry):
    id: str | None = None
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    email: str
    fictional: bool = False
    answers: dict[str, object]


def read_personas(
    raw: Map,
    facets: Mapping[str, Facet],
    subjects: Subjects,
    constraints: tuple[Constraint, ...],
    diagnostics: Diagnostics,
) -> dict[str, Persona]:
    """Every persona by id, in the order declared. Mixes of a matrix that break a constraint are left out."""
    file = build(_PersonasFile, raw, ConditionReader(subjects, diagnostics), diagnostics)
    if file is None:
        return {}
    found: list[Persona] = []
    matrices = {matrix.span for matrix in file.matrices}
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
    places = raw["facets"].key_spans
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


def read_answers(raw: object, facets: Mapping[str, Facet], diagnostics: Diagnostics) -> dict[str, Answer]:
    """Typed answers by facet; what does not fit its facet is reported and left out."""
    answers: dict[str, Answer] = {}
    if not isinstance(raw, Map):
        return answers
    for name, value in raw.items():
        place = raw.spans[name]
        facet = facets.get(name)
        if facet is None:
            if not diagnostics.is_lost("facets", name):
                diagnostics.error(
                    "unknown-facet", f"there is no facet '{name}'", raw.key_spans[name], nearest(name, facets)
                )
        elif facet.derived is not None:
            diagnostics.error("derived-facet", f"'{name}' is derived, not answered", raw.key_spans[name], "remove it")
        elif value is not None:
            answer = _answer(name, facet, value, place, diagnostics)
            if answer is not None:
                answers[name] = answer
    _in_order(raw, answers, facets, diagnostics)
    return answers


def _in_order(raw: Map, answers: dict[str, Answer], facets: Mapping[str, Facet], diagnostics: Diagnostics) -> None:
    """Report and take out each day that comes before one it cannot come before."""
    for name in list(answers):
        first = facets[name].not_before
        early, day = (None if first is None else answers.get(first)), answers[name]
        if isinstance(early, dt.date) and isinstance(day, dt.date) and day < early:
            diagnostics.error("bad-answer", f"'{name}' cannot be before '{first}' ({early})", raw.spans[name])
            del answers[name]


def _answer(name: str, facet: Facet, value: object, place: Span, diagnostics: Diagnostics) -> Answer | None:
    if facet.type == "choices":
        several = list(value) if isinstance(value, Seq) else [value]
        chosen = [one for one in several if _is_value(name, facet, one, place, diagnostics)]
        return frozenset(str(one) for one in chosen) if len(chosen) == len(several) else None
    if isinstance(value, (Map, Seq)):
        diagnostics.error("bad-answer", f"'{name}' takes one answer", place)
        return None
    if facet.type == "choice":
        return str(value) if _is_value(name, facet, value, place, diagnostics) else None
    if facet.type == "integer":
        try:
            number = int(str(value))
        except ValueError:
            diagnostics.error("bad-answer", f"'{name}' is a whole number, not '{value}'", place)
            return None
        assert facet.min is not None
        assert facet.max is not None
        if number > facet.max and facet.or_more:
            number = facet.max
        if not facet.min <= number <= facet.max:
            diagnostics.error(
                "bad-answer",
                f"'{name}' goes from {facet.min} to {facet.max}, so it cannot be {number}",
                place,
            )
            return None
        return number
    try:
        return parse_day(str(value))
    except ValueError as error:
        diagnostics.error("bad-answer", str(error), place)
        return None


def _is_value(name: str, facet: Facet, value: object, place: Span, diagnostics: Diagnostics) -> bool:
    if isinstance(value, str) and value in facet.values:
        return True
    shown = "" if value is None else str(value)
    diagnostics.error(
        "unknown-value",
        f"'{name}' has no value '{shown}'",
        place,
        nearest(shown, facet.values) or f"allowed: {', '.join(facet.values)}",
    )
    return False


def read_applicants(
    root: Path, project: Project, subjects: Subjects, lost: AbstractSet[tuple[str, str]] = frozenset()
) -> tuple[dict[str, Applicant], dict[str, list[Diagnostic]]]:
    """Every applicant of `profiles/applicants/` by id, and for each wrong file its diagnostics.

    `lost` is what could not be read of the project, so that nobody is blamed for it.
    """
    applicants: dict[str, Applicant] = {}
    wrong: dict[str, list[Diagnostic]] = {}
    for file in sorted((root / "profiles" / "applicants").glob("*.y*ml")):
        if file.name.startswith("."):
            continue
        diagnostics = Diagnostics(lost=set(lost))
        applicant = _read_applicant(root, file, project, subjects, diagnostics)
        if applicant is None or diagnostics.has_errors:
            wrong[file.stem] = list(diagnostics)
        else:
            applicants[applicant.id] = applicant
    return applicants, wrong


def _read_applicant(
    root: Path, file: Path, project: Project, subjects: Subjects, diagnostics: Diagnostics
) -> Applicant | None:
    place = Span(project_path(root, file))
    if file.suffix != ".yaml":
        diagnostics.error("bad-id", "an applicant's file ends with .yaml", place, f"name it {file.stem}.yaml")
        return None
    if file.stem in project.personas:
        diagnostics.error("bad-id", f"'{file.stem}' is the id of a persona", place, "give the file another name")
    if id_problem(file.stem) is not None:
        diagnostics.error(
            "bad-id",
            "the file's name is not a valid applicant id",
            place,
            "name the file with lower-case letters, digits and hyphens",
        )
    source = read_source(root, file, diagnostics)
    raw = None if source is None else read_yaml(source, place.path, diagnostics)
    if raw is None:
        return None
    read = build(_ApplicantFile, raw, ConditionReader(subjects, diagnostics), diagnostics)
    answers = read_answers(raw.get("answers", Map(place)), project.facets, diagnostics)
    _check_person(file.stem, raw, diagnostics)
    if read is None:
        return None
    spans = raw["answers"].spans if isinstance(raw.get("answers"), Map) else {}
    return Applicant(
        id=file.stem,
        name=read.name,
        email=read.email,
        fictional=read.fictional,
        answers=answers,
        span=place,
        spans=spans,
    )


def _check_person(identity: str, raw: Map, diagnostics: Diagnostics) -> None:
    """What the schema cannot say of an applicant's id, name and address."""
    if isinstance(raw.get("id"), str) and raw["id"] != identity:
        diagnostics.error("bad-id", "'id' differs from the file's name", raw.spans["id"], "leave it out")
    if isinstance(raw.get("name"), str) and (hidden := hidden_character(raw["name"])) is not None:
        diagnostics.error("bad-person", f"'name' holds the invisible character {hidden}", raw.spans["name"])
    if isinstance(raw.get("email"), str) and address_problem(raw["email"]) is not None:
        diagnostics.error(
            "bad-address",
            "'email' is not a valid mail address",
            raw.spans["email"],
            "write one address, such as name@example.org",
        )
