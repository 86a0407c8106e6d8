"""The questions a reader may still answer on the page: those that open conditions of their guide turn on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import text
from generator.model.answers import Answers, Interval, Possible, Several
from generator.model.condition import Condition
from generator.model.facet import Facet
from generator.model.guide import Budget, DocumentLine, GuideChapter, OpenPlace, OpenQuestion, PlanItem, TimelineEntry
from generator.model.module import Text
from generator.model.selection import ShownArm, ShownNode


def open_questions(
    facets: Mapping[str, Facet],
    answers: Answers,
    conditions: Iterable[Condition],
    places: Mapping[str, tuple[OpenPlace, ...]],
) -> tuple[OpenQuestion, ...]:
    """Every facet of these conditions that can be asked, in the order declared, with the answers still possible."""
    named = {clause.subject for condition in conditions for clause in condition.clauses()}
    questions: list[OpenQuestion] = []
    for name, facet in facets.items():
        if name not in named or facet.question is None or facet.derived is not None:
            continue
        choices = _choices(facet, answers[name])
        if len(choices) > 1 or facet.type == "date":
            questions.append(
                OpenQuestion(
                    name,
                    text.curly(facet.label),
                    text.curly(facet.question),
                    None if facet.help is None else text.curly(facet.help),
                    facet.type,
                    choices,
                    places.get(name, ()),
                )
            )
    return tuple(questions)


def _choices(facet: Facet, possible: Possible) -> tuple[tuple[str, str], ...]:
    match possible:
        case Several():
            return tuple((name, text.curly(facet.values[name].label)) for name in facet.real_values)
        case Interval():
            return ()
    if facet.type == "integer":
        numbers = sorted(value for value in possible if isinstance(value, int))  # type: ignore[union-attr]
        return tuple((str(one), f"{one}{' or more' if facet.or_more and one == facet.max else ''}") for one in numbers)
    return tuple((name, text.curly(facet.values[name].label)) for name in facet.real_values if name in possible)  # type: ignore[operator]


def open_conditions(
    chapters: Iterable[GuideChapter],
    plan: Iterable[PlanItem],
    timeline: Iterable[TimelineEntry],
    budget: Budget,
    documents: Iterable[DocumentLine],
) -> Iterator[Condition]:
    """Every condition that this reader's answers leave open, wherever it is in the guide."""
    for chapter in chapters:
        for section in chapter.sections:
            if section.decision.unsettled is not None:
                yield section.decision.unsettled
            yield from in_body(section.decision.body)
    for item in plan:
        for change in item.changes:
            yield change.residue
    notes = [entry.beside for entry in timeline] + [line.beside for line in documents]
    notes += [line.beside for group in budget.groups for line in group.lines]
    for note in notes:
        if note.unsettled is not None:
            yield note.unsettled


def in_body(body: tuple[ShownNode, ...]) -> Iterator[Condition]:
    """Every open condition of the arms of a shown body."""
    for node in body:
        if isinstance(node, Text):
            continue
        if isinstance(node, ShownArm) and node.unsettled is not None:
            yield node.unsettled
        yield from in_body(node.body)
