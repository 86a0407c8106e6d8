"""A guide's page has every row that any of its readers can need, whatever they answer and whatever day it is.

The page shows and hides rows of dates, costs and documents, and makes none: that it lacks none is proved over all
readers. Sections, tasks, steps, sources, terms and rows of lists it takes from where the site has them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.assemble.beside import Beside
from generator.assemble.budget import budget
from generator.diagnostics import Diagnostics
from generator.logic.combine import all_of, any_of, negated
from generator.logic.entries import condition_of
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.condition import Clause, Condition
from generator.model.cost import Cost
from generator.model.profile import Persona
from generator.model.project import Project
from generator.model.truth import FALSE
from tests.projects import ROOT, TODAY


def needed(project: Project) -> Iterator[tuple[str, Condition]]:
    """Every row that pages may have, and who needs it."""
    for name, milestone in project.milestones.items():
        yield f"date {name}", condition_of(project, milestone)
    for name, document in project.documents.items():
        used = any_of(*(project.document_sets[one].when for one in document.sets))
        yield f"document {name}", all_of(condition_of(project, document), used)
    for name, cost in project.costs.items():
        yield f"cost {name}", all_of(condition_of(project, cost), *_counted(cost))


def _counted(cost: Cost) -> Iterator[Condition]:
    """That there is something to pay for."""
    if cost.fee is None and cost.times is not None and cost.times.of is not None and not cost.times.plus:
        yield negated(Clause(cost.times.of, frozenset({0})))


def printed(project: Project, subjects: Subjects, reader: Reader) -> set[str]:
    """The rows on the pages of a persona, also those that wait for another number or answer."""
    answers = reader.plan.answers
    found = budget(project, reader.plan.values, Beside(project, answers, subjects, Diagnostics(), lambda _: 0))
    costs = [line for group in found.groups for line in group.lines] + [line for _, line in found.elsewhere]
    rows = {f"cost {line.id}" for line in costs}
    others = {name for name, when in needed(project) if evaluate(when, answers) is not FALSE}
    return rows | {name for name in others if not name.startswith("cost ")}


def is_of(persona: Persona) -> list[Condition]:
    """Who ends up in the guide of a persona."""
    return [Clause(name, frozenset({answer})) for name, answer in persona.answers.items() if isinstance(answer, str)]


def test_no_reader_of_a_guide_needs_a_row_that_its_pages_lack() -> None:
    opened = open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch())
    lacking = proved = 0
    for persona in opened.project.personas.values():
        there = printed(opened.project, opened.subjects, opened.plan(persona))
        for name, when in needed(opened.project):
            condition = all_of(when, *is_of(persona))
            if name not in there:
                lacking += 1
                assert opened.space.nobody(condition), (persona.id, name, opened.space.witness(condition))
            elif name.startswith("document "):
                proved += not opened.space.nobody(condition)
    assert lacking > 1_000, "the question is asked"
    assert proved > 1_000, "and answered no where a row is there"


def test_every_reader_has_a_guide_that_denies_nothing_they_answered() -> None:
    """So that no reader is sent to a guide whose rows are those of others."""
    project = open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch()).project
    names = {name for persona in project.personas.values() for name in persona.answers}
    guides = {tuple(persona.answers.get(name) for name in sorted(names)) for persona in project.personas.values()}
    combinations = 1
    for name in names:
        combinations *= len(project.facets[name].real_values)
    assert len(guides) >= combinations
