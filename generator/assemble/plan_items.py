"""The lines of the plan page: each value with its reason, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from generator.diagnostics import Diagnostics
from generator.logic.lead import LeadWords
from generator.logic.reader import Reader
from generator.logic.residue import residue
from generator.logic.subject import Subjects
from generator.logic.values import NoValue, Values, scalar_text
from generator.logic.words import CHANGES_NEED
from generator.model.guide import PlanChange, PlanItem
from generator.model.plan import Plan, PlanValue, Trial


def plan_items(reader: Reader, subjects: Subjects, diagnostics: Diagnostics) -> tuple[PlanItem, ...]:
    """The plan values that are shown, in the order of the rules. One without a day is its rule in words."""
    plan = reader.plan
    items: list[PlanItem] = []
    for value in plan.values.values():
        lines = tuple(_lines(value, reader.values))
        if not value.table.show:
            continue
        changes = tuple(
            change
            for trial in value.changes
            if (change := _change(value, trial, plan, subjects, diagnostics)) is not None
        )
        if not (lines or changes):
            continue
        single, because = ("", "") if value.table.policy == "collect" or not lines else lines[0]
        listed = lines if value.table.policy == "collect" else ()
        items.append(PlanItem(value.name, value.table.label, single, because, listed, changes))
    return tuple(items)


def _lines(value: PlanValue, values: Values) -> Iterator[tuple[str, str]]:
    """What a value is for the reader, in words, each with its reason; nothing where the plan does not set it."""
    with suppress(NoValue):
        for row in value.told:
            yield values.row_text(value.table, row), row.because


def _change(
    value: PlanValue, trial: Trial, plan: Plan, subjects: Subjects, diagnostics: Diagnostics
) -> PlanChange | None:
    if trial.value is None:
        return None
    rest = residue(trial.condition, plan.answers)
    lead = LeadWords(subjects, diagnostics).short(rest, plan.answers, trial.span, CHANGES_NEED)
    if lead is None:
        return None
    return PlanChange(lead, scalar_text(value.table, trial.value), trial.because, rest)
