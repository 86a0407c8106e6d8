"""The lines of the plan page: each value with its reason, and what would change it."""

from __future__ import annotations

from generator import text
from generator.diagnostics import Diagnostics
from generator.logic.phrase import NoPhrase, phrase
from generator.logic.residue import residue
from generator.logic.subject import Subjects
from generator.logic.values import scalar_text
from generator.model.guide import PlanChange, PlanItem
from generator.model.plan import Plan, PlanValue, Trial


def plan_items(plan: Plan, subjects: Subjects, diagnostics: Diagnostics) -> tuple[PlanItem, ...]:
    """The plan values that are shown, in the order of the rules."""
    items: list[PlanItem] = []
    for value in plan.values.values():
        if not value.table.show or not (value.winners or value.changes):
            continue
        changes = tuple(
            change
            for trial in value.changes
            if (change := _change(value, trial, plan, subjects, diagnostics)) is not None
        )
        several = value.table.policy == "collect"
        lines = tuple((scalar_text(value.table, one.value), one.because) for one in value.winners) if several else ()
        single = scalar_text(value.table, value.value) if value.value is not None and not several else ""
        items.append(PlanItem(value.name, value.table.label, single, "" if several else value.because, lines, changes))
    return tuple(items)


def _change(
    value: PlanValue, trial: Trial, plan: Plan, subjects: Subjects, diagnostics: Diagnostics
) -> PlanChange | None:
    if trial.value is None:
        return None
    rest = residue(trial.condition, plan.answers)
    try:
        words = phrase(rest, subjects, plan.answers)
    except NoPhrase as missing:
        what = missing.subject if missing.value is None else f"{missing.subject}: {missing.value}"
        diagnostics.error(
            "no-phrase",
            f"'changes if' needs words for '{what}'",
            trial.span,
            f"add 'if' and 'if_not' to '{missing.subject}'",
        )
        return None
    return PlanChange(f"If {text.curly(words)}", scalar_text(value.table, trial.value), trial.because, rest)
