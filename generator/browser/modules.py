"""Modules without their words: what each asks, and the blocks of its body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.browser.conditions import Conditions, Data, present, rule_data
from generator.logic.lead import LeadWords
from generator.logic.presence import Presence
from generator.logic.specificity import rank
from generator.model.module import Arm, Aside, Block, Body, Module, Run, TaskMark, Text, mark_numbers


def entries_data(presence: Presence, conditions: Conditions) -> list[Data]:
    """What the outline names in order: a module, or the alternatives of a slot from the best."""
    found = []
    for name, chapter, _, around in presence.entries():
        rivals = presence.project.slots.get(name)
        order = (name,) if rivals is None else (one.id for one in rank(rivals, presence.space).order)
        entry = {"chapter": chapter.id, "order": list(order), **conditions.when(around, "around")}
        found.append(entry | ({} if rivals is None else {"slot": True}))
    return found


def modules_data(modules: Iterable[Module], conditions: Conditions) -> Data:
    """What each module asks, and its body."""
    return {
        one.id: {**conditions.when(one.condition), "body": _body(one.body, one, conditions)}
        | present((("lead", _lead(one.front.lead)), ("hide", one.front.unknown == "hide")))
        for one in modules
    }


def _lead(written: str | None) -> str | None:
    return None if written is None else LeadWords.own(written)


def _body(body: Body, module: Module, conditions: Conditions) -> list[Any]:
    return [_node(node, module, conditions) for node in body]


def _node(node: Text | Block | Aside | Run, module: Module, conditions: Conditions) -> Any:
    match node:
        case Text():
            tasks = [
                mark for number in mark_numbers(node.markdown) if isinstance(mark := module.marks[number], TaskMark)
            ]
            return {"tasks": [_task(one) for one in tasks]} if tasks else 0
        case Block():
            return {"arms": [_arm(arm, module, conditions) for arm in node.arms]}
        case Aside():
            return {"aside": _body(node.body, module, conditions)}
        case Run():
            return {"run": _body(node.body, module, conditions)}


def _arm(arm: Arm, module: Module, conditions: Conditions) -> Data:
    return {**conditions.when(arm.condition), "body": _body(arm.body, module, conditions)} | present(
        (("lead", _lead(arm.lead)), ("hide", arm.unknown == "hide"))
    )


def _task(task: TaskMark) -> Data:
    due = None if task.due is None else rule_data(task.due)
    return {"id": task.id} | present((("due", due), ("step", task.step), ("done", task.is_done)))
