"""The numbers of the budget."""

from __future__ import annotations

from generator.browser.conditions import Conditions, Data, present
from generator.browser.modules import Facts
from generator.logic.entries import condition_of
from generator.logic.lead import LeadWords
from generator.logic.subject import PLAN
from generator.model.cost import Amount, Cost, Count, Fee
from generator.model.project import Project


def costs_data(project: Project, facts: Facts, conditions: Conditions) -> Data:
    """Every cost in the order written; `moves` where it changes with the number that readers see."""
    number = counted_number(project)
    return {
        name: _cost(project, cost, number, conditions) | present([("cites", [facts[one] for one in cost.facts])])
        for name, cost in project.costs.items()
    }


def counted_number(project: Project) -> str | None:
    """The plan value that lines count by and that readers see."""
    for cost in project.costs.values():
        if cost.times is not None and cost.times.of is not None:
            name = cost.times.of.removeprefix(PLAN)
            if project.tables[name].show:
                return name
    return None


def _cost(project: Project, cost: Cost, number: str | None, conditions: Conditions) -> Data:
    when = condition_of(project, cost)
    counts = [one for one in (cost.times, None if cost.fee is None else cost.fee.count) if one is not None]
    path = f"{PLAN}{number}"
    named = {clause.subject for clause in when.clauses()} | {one.of for one in counts}
    return {**conditions.when(when)} | present(
        (
            ("lead", None if cost.lead is None else LeadWords.own(cost.lead)),
            ("amount", None if cost.amount is None else _amount(cost.amount)),
            ("times", None if cost.times is None else _count(cost.times)),
            ("fee", None if cost.fee is None else _fee(cost.fee)),
            ("share", cost.share),
            ("payer", cost.payer),
            ("moves", number is not None and path in named),
        )
    )


def _amount(amount: Amount) -> list[float]:
    high = amount.usual if amount.max is None else amount.max
    return [_number(amount.min), _number(amount.usual), _number(high)]


def _count(count: Count) -> Data:
    return {"each": [count.low, count.typical, count.high]} | present((("of", count.of), ("plus", count.plus or None)))


def _fee(fee: Fee) -> Data:
    tiers = [[tier.up_to, _number(tier.each)] for tier in fee.tiers]
    return {"count": _count(fee.count), "base": _number(fee.base), "tiers": tiers}


def _number(value: float) -> float:
    """Without a needless fraction."""
    return int(value) if value == int(value) else value
