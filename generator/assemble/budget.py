"""The budget: every cost that is, or may be, for this reader, counted for their plan."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator import text
from generator.assemble.beside import Beside
from generator.kept import Kept
from generator.logic.entries import condition_of
from generator.logic.evaluate import evaluate
from generator.logic.subject import PLAN
from generator.model.budget import Budget, BudgetGroup, BudgetLine, BudgetNumber, Estimate
from generator.model.cost import Amount, Cost, Count, Fee
from generator.model.entries import DataNote
from generator.model.plan import PlanValue
from generator.model.project import Project
from generator.model.settings import Payer
from generator.model.truth import FALSE

NOTHING = Estimate(0, 0, 0)
ONE = Estimate(1, 1, 1)
ESTIMATED = "planning-assumption"

BEYOND = 2
"""How many more than the plan's number a reader may look at."""

_Sums = tuple[Estimate | None, ...]
"""What a cost comes to for each number from 0 on; None where there is no line."""

# That depends on what a cost asks and counts: it is worked out once for these. The rest is held on to for its id.
_SUMS: Kept[tuple[tuple[object, ...], _Sums]] = Kept(10_000)


def check_costs(project: Project, plan: Mapping[str, PlanValue], beside: Beside) -> None:
    """Find what is wrong with the leads of costs, also for other numbers; nothing else of a budget can go wrong."""
    number = _number(project.costs.values(), plan)
    for cost in project.costs.values():
        is_mine = beside.check(cost)
        if cost.share is None and not (is_mine and _comes_to_any(cost, plan)):
            by_number = _by_number(cost, number, plan, beside)
            if any(by_number):
                _beside_elsewhere(by_number, number, beside).check(cost)


def budget(project: Project, plan: Mapping[str, PlanValue], beside: Beside) -> Budget:
    """The lines by category in the order written, with their sums. A line that comes to no unit is left out."""
    number = _number(project.costs.values(), plan)
    lines: dict[str, list[BudgetLine]] = {}
    shares: list[tuple[str, Cost, DataNote]] = []
    elsewhere: list[tuple[str, BudgetLine]] = []
    for name, cost in project.costs.items():
        note = beside.note(cost, cost.facts)
        if cost.share is not None:
            if note is not None:
                lines.setdefault(cost.category, [])
                shares.append((name, cost, note))
            continue
        by_number = _by_number(cost, number, plan, beside)
        payer = project.settings.payers.get(cost.payer or "")
        if note is not None and _comes_to_any(cost, plan):
            line = _line(name, cost, note, _total(cost, plan), plan, number, payer, by_number)
            lines.setdefault(cost.category, []).append(line)
        elif any(by_number):
            other = _elsewhere(name, cost, by_number, number, plan, beside, payer)
            elsewhere.append((cost.category, other))
    everything = _sum(line for here in lines.values() for line in here if line.is_counted)
    for name, cost, note in shares:
        payer = project.settings.payers.get(cost.payer or "")
        lines[cost.category].append(_line(name, cost, note, _share(cost, everything), plan, number, payer))
    groups = tuple(
        BudgetGroup(category, text.capitalized(category), tuple(here), _sum(one for one in here if one.is_counted))
        for category, here in lines.items()
    )
    every = [line for group in groups for line in group.lines]
    maybe = [line for line in every if line.beside.lead is not None and line.payer is None]
    return Budget(
        currency=project.settings.currency,
        groups=groups,
        total=_sum(line for line in every if line.is_counted),
        maybe=_sum(maybe),
        is_open_ended=any(line.is_open_ended and line.is_counted for line in every),
        number=number,
        elsewhere=tuple(elsewhere),
    )


def _comes_to_any(cost: Cost, plan: Mapping[str, PlanValue]) -> bool:
    """Whether there is any unit of a cost; what has tiers is there for none, too."""
    return cost.amount is None or cost.times is None or _counted(cost.times, plan).high > 0


def _by_number(cost: Cost, number: BudgetNumber | None, plan: Mapping[str, PlanValue], beside: Beside) -> _Sums:
    """What a cost comes to for each number a reader may look at; empty where the number changes nothing."""
    if number is None:
        return ()
    path = f"{PLAN}{number.name}"
    counts = [one for one in (cost.times, None if cost.fee is None else cost.fee.count) if one is not None]
    if path not in beside.asks(cost) and path not in {count.of for count in counts}:
        return ()
    held = cost, beside.project, beside.subjects
    asked = [beside.answers[name] for name in beside.asks(cost)]
    counted = [None if one.of is None else _plan_number(one.of, plan) for one in counts]
    key = tuple(map(id, held)), number, tuple(asked), tuple(counted)
    return _SUMS.get(key, 1, lambda: (held, tuple(_sums(cost, counts, number, plan, beside))))[1]


def _sums(
    cost: Cost, counts: Iterable[Count], number: BudgetNumber, plan: Mapping[str, PlanValue], beside: Beside
) -> Iterator[Estimate | None]:
    when = condition_of(beside.project, cost)
    for other in range(number.most + 1):
        values = {**plan, number.name: replace(plan[number.name], value=other)}
        answers = {**beside.answers, f"{PLAN}{number.name}": frozenset({other})}
        units = [_counted(count, values).high for count in counts if cost.fee is None]
        yield _total(cost, values) if evaluate(when, answers) is not FALSE and all(units) else None


def _elsewhere(
    name: str,
    cost: Cost,
    by_number: _Sums,
    number: BudgetNumber | None,
    plan: Mapping[str, PlanValue],
    beside: Beside,
    payer: Payer | None,
) -> BudgetLine:
    """A line as it is for the first number that has it. It cites nothing: this reader's guide does not count it."""
    assert number is not None
    first = _first(by_number)
    note = _beside_elsewhere(by_number, number, beside).note(cost)
    assert note is not None
    values = {**plan, number.name: replace(plan[number.name], value=first)}
    return _line(name, cost, note, _total(cost, values), values, number, payer, by_number)


def _beside_elsewhere(by_number: _Sums, number: BudgetNumber | None, beside: Beside) -> Beside:
    """Decides for a reader with the first number for which there is a line."""
    assert number is not None
    return replace(beside, answers={**beside.answers, f"{PLAN}{number.name}": frozenset({_first(by_number)})})


def _first(by_number: _Sums) -> int:
    return next(other for other, total in enumerate(by_number) if total is not None)


def _line(
    name: str,
    cost: Cost,
    note: DataNote,
    total: Estimate,
    plan: Mapping[str, PlanValue],
    number: BudgetNumber | None,
    payer: Payer | None,
    by_number: _Sums = (),
) -> BudgetLine:
    """The line of a cost that comes to so much. Where somebody else pays it, it is in none of the sums."""
    amount, times = cost.amount, cost.times
    scales = times if amount and times and number and times.of == f"{PLAN}{number.name}" else None
    return BudgetLine(
        id=name,
        label=text.curly(cost.label),
        unit=cost.unit,
        payer=None if payer is None else text.curly(payer.label),
        is_comparison=payer is not None and payer.comparison,
        each=None if amount is None else _each(amount),
        count=None if amount is None else ONE if times is None else _counted(times, plan),
        scales=scales is not None,
        per_count=None if scales is None else Estimate(scales.low, scales.typical, scales.high),
        plus=0 if scales is None else scales.plus,
        share=cost.share,
        total=total,
        is_counted=note.lead is None and payer is None,
        is_open_ended=amount is not None and amount.max is None,
        is_estimate=cost.basis == ESTIMATED,
        season=cost.season,
        beside=note,
        by_number=by_number,
    )


def _total(cost: Cost, plan: Mapping[str, PlanValue]) -> Estimate:
    """What a cost comes to, by its tiers or by its price and number of units."""
    if cost.fee is not None:
        return _tiered(cost.fee, plan)
    assert cost.amount is not None
    amount = cost.amount
    count = ONE if cost.times is None else _counted(cost.times, plan)
    high = amount.usual if amount.max is None else amount.max
    return Estimate(_whole(amount.min * count.low), _whole(amount.usual * count.typical), _whole(high * count.high))


def _share(cost: Cost, everything: Estimate) -> Estimate:
    assert cost.share is not None
    part = cost.share / 100
    return Estimate(*(_whole(part * one) for one in (everything.low, everything.typical, everything.high)))


def _each(amount: Amount) -> Estimate:
    high = amount.usual if amount.max is None else amount.max
    return Estimate(_whole(amount.min), _whole(amount.usual), _whole(high))


def _counted(count: Count, plan: Mapping[str, PlanValue]) -> Estimate:
    of = 1 if count.of is None else _plan_number(count.of, plan)
    return Estimate(*(max(0, one * of + count.plus) for one in (count.low, count.typical, count.high)))


def _tiered(fee: Fee, plan: Mapping[str, PlanValue]) -> Estimate:
    items = _counted(fee.count, plan)
    return Estimate(*(_whole(fee.of(one)) for one in (items.low, items.typical, items.high)))


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
            return BudgetNumber(name, plan[name].table.label, value, max([value + BEYOND, *trials]))
    return None


def _sum(lines: Iterable[BudgetLine]) -> Estimate:
    total = NOTHING
    for line in lines:
        total += line.total
    return total


def _whole(money: float) -> int:
    """Rounded to whole units, halves up."""
    return math.floor(money + 0.5)
