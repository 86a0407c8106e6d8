"""Modules without their words: what each asks, and the blocks of its body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.browser.conditions import Conditions, Data, present, rule_data
from generator.logic.condition_data import day_number
from generator.logic.lead import LeadWords
from generator.logic.presence import Presence
from generator.logic.specificity import rank
from generator.logic.word_count import words_in
from generator.model.condition import ALWAYS
from generator.model.module import (
    Arm,
    Aside,
    Block,
    Body,
    FactMark,
    Module,
    Run,
    TaskMark,
    TermMark,
    Text,
    mark_numbers,
)
from generator.model.project import Project

Facts = Mapping[str, int]
"""The number of each fact among the data."""


def facts_data(project: Project) -> list[list[Any]]:
    """Every fact: its id and, where readers are told to look at it again, the day it was checked."""
    told = {name: one.verify and not one.confirm for name, one in project.facts.items()}
    return [[name, *([day_number(one.checked)] if told[name] else [])] for name, one in project.facts.items()]


def entries_data(presence: Presence, conditions: Conditions) -> list[Data]:
    """What the outline names in order: a module, or the alternatives of a slot from the best."""
    found = []
    for name, chapter, _, around in presence.entries():
        rivals = presence.project.slots.get(name)
        order = (name,) if rivals is None else tuple(one.id for one in rank(rivals, presence.space).order)
        entry = {"chapter": chapter.id, "order": list(order), **conditions.when(around, "around")}
        found.append(entry | ({} if rivals is None else {"slot": True, **_apart(order, presence)}))
    return found


def _apart(order: tuple[str, ...], presence: Presence) -> Data:
    """Of each alternative the places of those before it that no reader of it can have."""
    found = {}
    for number, name in enumerate(order):
        better = {one.id for one in presence.placed[name].better}
        apart = [place for place in range(number) if order[place] not in better]
        if apart:
            found[name] = apart
    return {"apart": found} if found else {}


def chapters_data(presence: Presence, conditions: Conditions) -> Data:
    """What chapters ask, of those that ask something."""
    return {name: conditions.when(one) for name, one in presence.chapters.items() if one != ALWAYS}


def modules_data(presence: Presence, facts: Facts, conditions: Conditions) -> Data:
    """What each module asks, how long its title is, and its body; facts by their numbers.

    Of those that the outline names also whether it is proved that everybody gets them.
    """
    return {
        one.id: {
            **conditions.when(one.condition),
            "words": len(one.title.split()),
            "body": _body(one.body, one, facts, conditions),
        }
        | present(
            (
                ("lead", _lead(one.front.lead)),
                ("hide", one.front.unknown == "hide"),
                ("everybody", one.id in presence.placed and presence.is_for_everybody(one.id)),
            )
        )
        for one in presence.project.modules.values()
    }


def _lead(written: str | None) -> str | None:
    return None if written is None else LeadWords.own(written)


def _body(body: Body, module: Module, facts: Facts, conditions: Conditions) -> list[Any]:
    return [_node(node, module, facts, conditions) for node in body]


def _node(node: Text | Block | Aside | Run, module: Module, facts: Facts, conditions: Conditions) -> Any:
    match node:
        case Text():
            return _text(node, module, facts)
        case Block():
            return {"arms": [_arm(arm, module, facts, conditions) for arm in node.arms]}
        case Aside():
            return {"aside": _body(node.body, module, facts, conditions)} | present([("say", node.kind == "say")])
        case Run():
            return {"run": _body(node.body, module, facts, conditions)}


def _text(text: Text, module: Module, facts: Facts) -> Any:
    """How many words it has; with its tasks, and the facts it cites in their order, where there are any."""
    marks = [module.marks[number] for number in mark_numbers(text.markdown)]
    length = words_in(text.markdown)
    more = present(
        (
            ("tasks", [_task(one) for one in marks if isinstance(one, TaskMark)]),
            ("cites", [facts[one.fact] for one in marks if isinstance(one, FactMark)]),
            ("terms", [one.term for one in marks if isinstance(one, TermMark)]),
        )
    )
    return {"words": length, **more} if more else length


def _arm(arm: Arm, module: Module, facts: Facts, conditions: Conditions) -> Data:
    return {**conditions.when(arm.condition), "body": _body(arm.body, module, facts, conditions)} | present(
        (("lead", _lead(arm.lead)), ("hide", arm.unknown == "hide"))
    )


def _task(task: TaskMark) -> Data:
    due = None if task.due is None else rule_data(task.due)
    return {"id": task.id} | present((("due", due), ("step", task.step), ("done", task.is_done)))
