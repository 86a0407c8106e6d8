"""The questions, what cannot be together, and what else conditions ask about."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.browser.conditions import Conditions, Data, present, rule_data
from generator.logic.comparison import NO, YES
from generator.logic.condition_data import day_number
from generator.logic.subject import Subject, Subjects, facet_subject
from generator.model.condition import ALWAYS, AnyOf, Not
from generator.model.dates import DateRule, parse_date_rule
from generator.model.facet import Facet, MonthsBetween
from generator.model.project import Project


def rules_data(project: Project, subjects: Subjects) -> Data:
    """What the page needs to tell which questions are open: facets, constraints, and what these ask about."""
    conditions = Conditions()
    rules = facets_data(project, conditions)
    named = {clause.subject for one in project.constraints for part in (one.if_, one.then) for clause in part.clauses()}
    asked = {name: subject for name, subject in subjects.items() if name in named}
    return {"conditions": conditions.data, "subjects": subjects_data(project, asked), **rules}


def facets_data(project: Project, conditions: Conditions) -> Data:
    """Facets and constraints, their conditions numbered."""
    return {
        "facets": {name: _facet(name, facet, conditions) for name, facet in project.facets.items()},
        "constraints": [
            {
                "id": one.id,
                "rule": conditions.number(AnyOf((Not(one.if_), one.then))),
                "because": text.curly(one.because),
            }
            for one in project.constraints
        ],
    }


def subjects_data(project: Project, subjects: Subjects) -> Data:
    """What clauses are about besides facets: values of the plan, comparisons, and whether something was answered."""
    return {name: subject_data(subject) for name, subject in subjects.items() if name not in project.facets}


def _subject(subject: Subject) -> list[tuple[str, Any]]:
    is_number = subject.type == "integer"
    return [
        ("low", subject.low if is_number else None),
        ("high", subject.high if is_number else None),
        ("more", subject.or_more),
        ("unit", None if subject.unit is None else [text.curly(subject.unit.one), text.curly(subject.unit.other)]),
        ("if", None if subject.phrase is None else text.curly(subject.phrase)),
        ("phrases", _phrases(subject)),
    ]


def _phrases(subject: Subject) -> Data:
    said = {
        value: [None if one is None else text.curly(one) for one in both]
        for value, both in subject.phrases.items()
        if both != (None, None)
    }
    if subject.comparison is not None and said.get(NO) == said.get(YES, [])[::-1]:
        said.pop(NO, None)  # what fails is said as what does not hold: the page turns it round
    return {} if subject.phrase is not None else said


def subject_data(subject: Subject) -> Data:
    """What a clause is about, with how a lead speaks of it."""
    data: Data = {"type": subject.type, "label": text.curly(subject.label), "values": list(subject.values)}
    data |= present(_subject(subject))
    if subject.answered is not None:
        data |= {"answered": subject.answered, "labels": dict(subject.labels)}
    if subject.comparison is not None:
        one = subject.comparison
        bound = one.bound if isinstance(one.bound, int) else None
        bound = bound if bound is not None else _bound(one.bound)
        data |= {"left": one.left, "sign": one.sign, "bound": bound}
    return data


def _bound(bound: object) -> Any:
    return rule_data(bound) if isinstance(bound, DateRule) else day_number(bound)  # type: ignore[arg-type]


def _facet(name: str, facet: Facet, conditions: Conditions) -> Data:
    subject = facet_subject(name, facet)
    data: Data = {"type": facet.type, "label": text.curly(facet.label), "values": list(subject.values)}
    data |= present(
        (
            *_subject(subject),
            ("labels", {value: text.curly(facet.values[value].label) for value in facet.values}),
            ("texts", {value: text.curly(one.text) for value, one in facet.values.items() if one.text is not None}),
            ("means", {value: list(one.means) for value, one in facet.values.items() if one.means}),
            ("called", None if facet.called is None else text.curly(facet.called)),
            ("state", facet.state),
            ("derived", facet.derived is not None),
            ("planned", None if facet.planned is None else rule_data(facet.planned)),
            ("counted", _counted(facet)),
        )
    )
    if facet.asked_when != ALWAYS:
        data["asked"] = conditions.number(facet.asked_when)
    if isinstance(facet.derived, MonthsBetween):
        data["months"] = [facet.derived.months_from, facet.derived.to]
    elif facet.derived is not None:
        data["rows"] = [{**conditions.when(row.when), "value": row.value} for row in facet.derived]
    return data


def _counted(facet: Facet) -> Any:
    if facet.counted_as is None:
        return None
    if facet.type == "date":
        return rule_data(parse_date_rule(facet.counted_as))
    return int(facet.counted_as) if facet.type == "integer" else facet.counted_as
