"""The budget: every cost that is, or may be, for this reader, counted for their plan."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator import text
from generator.assemble.beside import Beside
from generator.logic.subject import PLAN
from generator.model.data import Amount, Cost, Count, Tiers
from generator.model.guide import Budget, BudgetGroup, BudgetLine, BudgetNumber, DataNote, Estimate
from generator.model.plan import PlanValue

NOTHING = Estimate(0, 0, 0)
ESTIMATED = "planning-assumption"


def budget(costs: Mapping[str, Cost], currency: str, plan: Mapping[str, PlanValue], beside: Beside) -> Budget:
    """The lines by category in the order written, with their sums. A line that comes to no unit is left out."""
    number = _number(costs.values(), plan)
    lines: dict[str, list[BudgetLine]] = {}
    shares: list[tuple[str, Cost, DataNote]] = []
    for name, cost in costs.items():
        note = beside.note(cost, cost.facts)
        if note is None:
            continue
        here = lines.setdefault(cost.category, [])
        if cost.share is not None:
            shares.append((name, cost, note))
            continue
        line = _line(name, cost, plan, note, number)
        if line.count is None or line.count.high > 0:
            here.append(line)
    everything = _sum(line for here in lines.values() for line in here if line.is_counted)
    for name, cost, note in shares:
        lines[cost.category].append(_share(name, cost, everything, note))
    groups = tuple(
        BudgetGroup(category, text.capitalized(category), tuple(here), _sum(one for one in here if one.is_counted))
        for category, here in lines.items()
        if here
    )
    every = [line for group in groups for line in group.lines]
    maybe = [line for line in every if line.beside.lead is not None and line.payer == "applicant"]
    return Budget(
        currency=currency,
        groups=groups,
        total=_sum(line for line in every if line.is_counted),
        maybe=_sum(maybe),
        is_open_ended=any(line.is_open_ended and line.is_counted for line in every),
        number=number,
    )


def _line(
    name: str, cost: Cost, plan: Mapping[str, PlanValue], note: DataNote, number: BudgetNumber | None
) -> BudgetLine:
    line = BudgetLine(
        id=name,
        label=text.curly(cost.label),
        unit=cost.unit,
        payer=cost.payer,
        each=None,
        count=None,
        scales=False,
        per_count=None,
        plus=0,
        share=None,
        total=NOTHING,
        is_counted=cost.payer == "applicant" and note.lead is None,
        is_open_ended=False,
        is_estimate=cost.basis == ESTIMATED,
        season=cost.season,
        beside=note,
    )
    if cost.tiers is not None:
        return replace(line, total=_tiered(cost.tiers, plan))
    assert cost.amount is not None
    times = cost.times
    count = Estimate(1, 1, 1) if times is None else _counted(times, plan)
    each = _each(cost.amount)
    total = Estimate(
        _whole(cost.amount.min * count.low),
        _whole(cost.amount.typical * count.typical),
        _whole((cost.amount.typical if cost.amount.max is None else cost.amount.max) * count.high),
    )
    line = replace(line, each=each, count=count, total=total, is_open_ended=cost.amount.max is None)
    if times is None or times.of is None or number is None or times.of.removeprefix(PLAN) != number.name:
        return line
    return replace(line, scales=True, per_count=Estimate(times.low, times.typical, times.high), plus=times.plus)


def _share(name: str, cost: Cost, everything: Estimate, note: DataNote) -> BudgetLine:
    assert cost.share is not None
    part = cost.share / 100
    return BudgetLine(
        id=name,
        label=text.curly(cost.label),
        unit=cost.unit,
        payer=cost.payer,
        each=None,
        count=None,
        scales=False,
        per_count=None,
        plus=0,
        share=cost.share,
        total=Estimate(*(_whole(part * one) for one in (everything.low, everything.typical, everything.high))),
        is_counted=cost.payer == "applicant" and note.lead is None,
        is_open_ended=False,
        is_estimate=cost.basis == ESTIMATED,
        season=cost.season,
        beside=note,
    )


def _each(amount: Amount) -> Estimate:
    high = amount.typical if amount.max is None else amount.max
    return Estimate(_whole(amount.min), _whole(amount.typical), _whole(high))


def _counted(count: Count, plan: Mapping[str, PlanValue]) -> Estimate:
    of = 1 if count.of is None else _plan_number(count.of, plan)
    return Estimate(*(max(0, one * of + count.plus) for one in (count.low, count.typical, count.high)))


def _tiered(tiers: Tiers, plan: Mapping[str, PlanValue]) -> Estimate:
    items = _counted(tiers.count, plan)
    return Estimate(*(_whole(tiers.fee(one)) for one in (items.low, items.typical, items.high)))


def _plan_number(path: str, plan: Mapping[str, PlanValue]) -> int:
    """A plan value as a number; one that no row sets is nothing."""
    value = plan[path.removeprefix(PLAN)].value
    return value if isinstance(value, int) else 0


def _number(costs: Iterable[Cost], plan: Mapping[str, PlanValue]) -> BudgetNumber | None:
    """The plan value that lines scale with and that readers see; lines may count by others, which do not move."""
    for cost in costs:
        if cost.times is not None and cost.times.of is not None:
            name = cost.times.of.removeprefix(PLAN)
            if not plan[name].table.show:
                continue
            trials = [trial.value for trial in plan[name].trials if isinstance(trial.value, int)]
            value = _plan_number(cost.times.of, plan)
            return BudgetNumber(name, plan[name].table.label, value, max([value, *trials]))
    return None


def _sum(lines: Iterable[BudgetLine]) -> Estimate:
    total = NOTHING
    for line in lines:
        total += line.total
    return total


def _whole(money: float) -> int:
    """Rounded to whole units, halves up."""
    return math.floor(money + 0.5)
