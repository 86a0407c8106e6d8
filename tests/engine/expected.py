"""What the engine makes of a reader, in the form in which `run.js` tells what the page's script makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from generator.app.opened import Opened
from generator.assemble.beside import Beside
from generator.assemble.budget import budget
from generator.assemble.catalogs import catalogs_of
from generator.assemble.guide_path import guide_path
from generator.assemble.marks import MarkFiller
from generator.assemble.shown import shown_of
from generator.assemble.verdicts import said_verdicts
from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.logic.condition_data import condition_data, day_number
from generator.logic.narrow import Contradiction
from generator.logic.path_field import parse_path_field
from generator.logic.reader import Reader
from generator.logic.ways import verdicts_of
from generator.model.answers import Interval, Possible, Presumed, Several
from generator.model.budget import BudgetLine, Estimate
from generator.model.condition import Condition
from generator.model.filled import FilledTask
from generator.model.module import Block, Body, Text, mark_numbers
from generator.model.path import PathStep, StepDays
from generator.model.plan import PlanValue
from generator.model.profile import Profile
from generator.model.selection import Decision, Lead, Selection, ShownArm, ShownNode
from generator.plan import known_reader, plan_reader
from generator.render.fill import due_words
from generator.render.run import joined_leads
from generator.render.words import PLANNED
from tests.engine.expected_guide import guide_told
from tests.engine.named import changes_told, texts_named

Told = dict[str, Any]


def expected(opened: Opened, profile: Profile, today: dt.date, fields: Iterable[str] = ()) -> Told:
    """All that follows from a profile on a day, with the fields of steps of these names."""
    try:
        known_reader(opened.project, opened.subjects, profile, today)
    except Contradiction as broken:
        return {"broken": broken.constraint.id}
    try:
        reader = plan_reader(opened.project, opened.subjects, profile, today)
        selection = opened.selector.select(reader)
        named = list(fields)
        told = {"fields": _fields(reader, named), "texts": texts_named(opened.project, reader, named)}
        return _told(opened, reader, selection) | told
    except ProfileError as error:
        codes = {one.code for one in error.diagnostics}
        return {"noValue": True} if codes == {"no-value"} else {"unworded": True}


def _told(opened: Opened, reader: Reader, selection: Selection) -> Told:
    journey = reader.journey
    diagnostics = Diagnostics()
    verdicts = () if journey is None else said_verdicts(opened.project, reader, diagnostics)
    path = guide_path(opened.project, opened.subjects, reader, verdicts)
    told = {
        "changes": changes_told(opened.subjects, reader, diagnostics),
        "answers": {name: _possible(one) for name, one in reader.plan.answers.items()},
        "values": {name: _value(one) for name, one in reader.plan.values.items()},
        "verdicts": verdicts_of(reader.plan, opened.project),
        "said": [] if path is None else [
            {"name": one.name, "sentence": one.sentence, "because": one.because, "isStop": one.is_stop}
            for one in path.verdicts
        ],
        "counted": {} if journey is None else {name: _scalar(one) for name, one in journey.path.counted.items()},
        "path": {} if journey is None else {name: _step(one) for name, one in journey.path.steps.items()},
        "lines": [] if path is None else [_line(one) for one in path.steps],
        "countedWith": [] if path is None else [[one.label, one.value] for one in path.counted],
        "state": {
            "answered": [] if path is None else [[one.label, one.value] for one in path.state if not one.is_counted],
            "counted": [] if path is None else [[one.label, one.value] for one in path.state if one.is_counted],
        },
        "tasks": _tasks(opened, reader, selection),
        "week": [] if path is None else [{"id": one.step, "why": one.why} for one in path.this_week],
        "sections": [_section(one) for chapter in selection.chapters for one in chapter.decisions],
        "reading": {
            one.module.id: [chapter.why.sentence, one.why.added if one.why else None]
            for chapter in selection.chapters
            for one in chapter.decisions
        },
        "budget": _budget(opened, reader, diagnostics),
        "catalogs": _ranks(opened, reader),
        "guide": guide_told(opened, reader, selection),
    }  # fmt: skip
    if diagnostics.has_errors:
        raise ProfileError(reader.profile.id, diagnostics)
    return told


def _fields(reader: Reader, names: Iterable[str]) -> Told:
    journey = reader.journey
    return {name: None if journey is None else _scalar(parse_path_field(name).value(journey)) for name in names}


def _scalar(value: object) -> Any:
    return day_number(value) if isinstance(value, dt.date) else value


def _strings(values: Any) -> list[str]:
    return sorted("null" if one is None else str(one) for one in values)


def _possible(possible: Possible) -> Any:
    match possible:
        case Several(chosen, is_asked):
            return {"several": None if chosen is None else sorted(chosen), "asked": is_asked}
        case Interval(low, high, is_asked):
            return {"low": _scalar(low), "high": _scalar(high), "asked": is_asked}
        case Presumed(value, values):
            return {"value": value, "possible": _strings(values)}
    return _strings(possible)


def _value(value: PlanValue) -> Told:
    def numbers(trials: Any) -> list[int]:
        return [next(place for place, other in enumerate(value.trials) if other is one) for one in trials]

    return {
        "value": _scalar(value.value),
        "winners": numbers(value.winners),
        "changes": numbers(value.changes),
        "possible": _strings(value.possible),
        "because": value.because,
        "counted": [place for place, one in enumerate(value.trials) if one.only_counted],
    }


def _step(one: PathStep) -> Told:
    return {
        "state": one.state,
        "isOpen": one.is_open,
        "assumed": sorted(one.assumed),
        "days": {pace: _days(days) for pace, days in one.days.items()},
    }


def _days(days: StepDays) -> Told:
    names = ("start", "finish", "earliest", "soonest", "latest", "due")
    return {name: _scalar(getattr(days, name)) for name in names} | {
        "turns": [[_scalar(start), _scalar(end)] for start, end in days.turns],
        "count": days.count,
        "wait": [days.wait.kind, days.wait.step],
        "limit": None if days.limit is None else [days.limit.kind, days.limit.step, days.limit.is_hard],
    }


def _line(line: Any) -> Told:
    plain = ("id", "number", "slack", "waiting", "room", "why", "lead", "follows")
    days = ("start", "finish", "begin", "day", "over", "missed")
    return (
        {name: getattr(line, name) for name in plain}
        | {name: _scalar(getattr(line, name)) for name in days}
        | {
            "isPlanned": line.is_planned,
            "isTight": line.is_tight,
            "isReady": line.is_ready,
            "isSettled": line.is_settled,
            "decides": line.decides,
            "waitsFor": list(line.waits_for),
            "awaited": list(line.awaited),
            "isOpen": line.unsettled is not None,
        }
    )


def _tasks(opened: Opened, reader: Reader, selection: Selection) -> Told:
    """Every task that is shown: when it is due, and the leads it is under as one."""
    marks = MarkFiller(opened.project, selection, reader, {}, Diagnostics())
    found: Told = {}
    for chapter in selection.chapters:
        for decision in chapter.decisions:
            filled = marks.section(shown_of(decision))
            for text, under in _under(decision.body, () if decision.lead is None else (decision.lead,)):
                for number in mark_numbers(text.markdown):
                    task = filled.get(number)
                    if isinstance(task, FilledTask):
                        due = due_words(task)
                        leads = joined_leads(tuple(one.alone or one.words for one in under))
                        planned = task.says_planned and due is not None
                        day = None if task.step else _scalar(task.due)
                        found[task.id] = [PLANNED.format(day=due) if planned else due, leads or "", day]
    return found


def _under(body: tuple[ShownNode, ...], leads: tuple[Lead, ...]) -> Iterator[tuple[Text, tuple[Lead, ...]]]:
    for node in body:
        if isinstance(node, Text):
            yield node, leads
        else:
            lead = node.lead if isinstance(node, ShownArm) else None
            yield from _under(node.body, leads if lead is None else (*leads, lead))


def _section(decision: Decision) -> Told:
    places = dict(_places(decision.module.body, ""))
    return {
        "id": decision.module.id,
        "chapter": decision.chapter,
        "lead": _lead(decision.lead),
        "unsettled": _condition(decision.unsettled),
        "texts": [[places[id(text)], leads] for text, leads in _texts(decision.body, [])],
        "arms": dict(_arms(decision.body, decision.module.body)),
        "sentence": _sentence(decision.lead),
    }


def _arms(shown: tuple[ShownNode, ...], body: Body) -> Iterator[tuple[str, str | None]]:
    """The arms that are shown, by their places, with what is above them."""
    places = dict(_arm_places(body, ""))
    for node in shown:
        if isinstance(node, ShownArm):
            yield from ((places[one.line], _sentence(node.lead)) for one in (node.span, *node.also))
        if not isinstance(node, Text):
            yield from _arms(node.body, body)


def _arm_places(body: Body, prefix: str) -> Iterator[tuple[int | None, str]]:
    """The line of each arm with its place."""
    for number, node in enumerate(body):
        if isinstance(node, Block):
            for arm, one in enumerate(node.arms):
                yield one.span.line, f"{prefix}{number}.{arm}"
                yield from _arm_places(one.body, f"{prefix}{number}.{arm}.")
        elif not isinstance(node, Text):
            yield from _arm_places(node.body, f"{prefix}{number}.")


def _sentence(lead: Lead | None) -> str | None:
    return None if lead is None else lead.sentence.removesuffix(":")


def _condition(condition: Condition | None) -> Any:
    return None if condition is None else condition_data(condition)


def _lead(lead: Lead | None) -> Any:
    return None if lead is None else [lead.words, lead.instead, lead.is_otherwise, lead.alone]


def _texts(body: tuple[ShownNode, ...], leads: list[Any]) -> Iterator[tuple[Text, list[Any]]]:
    for node in body:
        if isinstance(node, Text):
            yield node, leads
        elif isinstance(node, ShownArm):
            yield from _texts(node.body, [*leads, [_lead(node.lead), _condition(node.unsettled)]])
        else:
            yield from _texts(node.body, leads)


def _places(body: Body, prefix: str) -> Iterator[tuple[int, str]]:
    """Every text of a body with its place: the numbers of the nodes and arms around it."""
    for number, node in enumerate(body):
        here = f"{prefix}{number}"
        if isinstance(node, Text):
            yield id(node), here
        elif isinstance(node, Block):
            for arm, one in enumerate(node.arms):
                yield from _places(one.body, f"{here}.{arm}.")
        else:
            yield from _places(node.body, f"{here}.")


def _budget(opened: Opened, reader: Reader, diagnostics: Diagnostics) -> Told:
    beside = Beside(opened.project, reader.plan.answers, opened.subjects, diagnostics, lambda _: 0)
    found = budget(opened.project, reader.plan.values, beside)
    number = found.number
    lines = [line for group in found.groups for line in group.lines]
    return {
        "lines": {line.id: _cost(line) for line in lines},
        "elsewhere": {line.id: _other(line) for _, line in found.elsewhere},
        "number": None if number is None else {"name": number.name, "value": number.value, "most": number.most},
        "total": _sum(found.total),
        "maybe": _sum(found.maybe),
    }


def _cost(line: BudgetLine) -> Told:
    return {
        "lead": line.beside.lead,
        "total": _sum(line.total),
        "byNumber": _totals(line.by_number),
        "isCounted": line.is_counted,
        "isMaybe": line.beside.lead is not None and line.payer is None,
        "isOpen": line.beside.unsettled is not None,
    }


def _other(line: BudgetLine) -> Told:
    return {"lead": line.beside.lead, "byNumber": _totals(line.by_number), "isCounted": line.is_counted}


def _totals(sums: tuple[Estimate | None, ...]) -> list[Any]:
    return [None if one is None else _sum(one) for one in sums]


def _sum(one: Estimate) -> list[int]:
    return [one.low, one.typical, one.high]


def _ranks(opened: Opened, reader: Reader) -> dict[str, list[list[Any]]]:
    """The rows of every catalog in order, each with what is said of it; none of one that the reader does not have."""
    found = catalogs_of(opened.project, opened.subjects, reader)
    told = {
        catalog.name: [
            [
                one.id,
                one.fit,
                list(one.reasons),
                list(one.asks),
                list(one.open),
                list(one.more),
                [score.because for score in one.scores],
                one.is_stale,
            ]
            for one in catalog.choices
        ]
        for catalog in found
    }
    return {name: told.get(name, []) for name in opened.project.catalogs}


def comparable(told: Told) -> Told:
    """What the script tells, its budget lines by name: the order of a budget is that of its categories.

    What is taken along needs a whole guide; `tests/browser/test_along.py` compares it.
    """
    told.pop("taken", None)
    if "budget" not in told:
        return {"noValue": True} if "noValue" in told else told
    budget_ = told["budget"]
    lines = {line.pop("id"): line for line in budget_["lines"]}
    elsewhere = {line.pop("id"): line for line in budget_["elsewhere"]}
    return {**told, "budget": {**budget_, "lines": lines, "elsewhere": elsewhere}}
