"""What the guide of a reader comes to: numbers of chapters and sources, and what is to be looked at again."""

from __future__ import annotations

from typing import Any

from generator.app.opened import Opened
from generator.assemble.gathered import gather
from generator.logic.condition_data import day_number
from generator.logic.evaluate import certain, evaluate
from generator.logic.reader import Reader
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.filled import FilledFact
from generator.model.guide import Section
from generator.model.module import Aside, Block, Body, Run
from generator.model.project import Project
from generator.model.selection import Selection
from generator.model.truth import FALSE, UNKNOWN
from generator.render.views import minutes
from tests.engine.expected_lists import drawings_told, lists_told

Told = dict[str, Any]


def guide_told(opened: Opened, reader: Reader, selection: Selection) -> Told:
    """Its chapters, the facts it cites in order, its terms, and by section the facts to look at again."""
    gathered = gather(opened.project, opened.subjects, reader, selection)
    sections = [section for chapter in gathered.chapters for section in chapter.sections]
    return {
        "chapters": [
            {"id": one.id, "number": one.number, "words": one.words, "minutes": minutes(one.words)}
            for one in gathered.chapters
        ],
        "sources": list(gathered.marks.facts),
        "terms": sorted(gathered.marks.terms),
        "lists": lists_told(reader, gathered),
        "drawings": drawings_told(opened, reader, gathered),
        "mattering": sorted(mattering(opened, certain(reader.plan.answers))),
        "recheck": {section.id: _recheck(section, opened.project) for section in sections},
    }


def _recheck(section: Section, project: Project) -> Told | None:
    cited = {mark.fact for mark in section.marks.values() if isinstance(mark, FilledFact)}
    told = sorted(one for one in cited if project.facts[one].verify and not project.facts[one].confirm)
    checked = [day_number(project.facts[one].checked) for one in told]
    return {"facts": told, "checked": min(checked)} if told else None


def mattering(opened: Opened, answers: Answers) -> set[str]:
    """The questions on which text turns that may be the reader's, and those behind them."""
    project, found = opened.project, set[str]()

    def is_possible(condition: Condition) -> bool:
        truth = evaluate(condition, answers)
        if truth is UNKNOWN:
            found.update(clause.subject.split(" ")[0] for clause in condition.clauses())
        return truth is not FALSE

    def walk(body: Body) -> None:
        for node in body:
            if isinstance(node, Block):
                for arm in node.arms:
                    if is_possible(arm.condition):
                        walk(arm.body)
            elif isinstance(node, Aside | Run):
                walk(node.body)

    for name, _, _, around in opened.presence.entries():
        rivals = project.slots.get(name) or [project.modules[name]]
        for module in rivals if is_possible(around) else ():
            if is_possible(module.condition):
                walk(module.body)
    return _with_behind(found, project)


def _with_behind(names: set[str], project: Project) -> set[str]:
    """Names of facets, and those from which the rows of derived ones among them follow."""
    found = [*names]
    for name in found:
        facet = project.facets.get(name)
        rows = facet.derived if facet is not None and isinstance(facet.derived, tuple) else ()
        found += {clause.subject for row in rows for clause in row.when.clauses()} - {*found}
    return {*found}
