"""The budget as templates see it: lines in groups with their sums, and one stacked bar for each of the estimates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.guide import Budget, BudgetGroup, BudgetLine, BudgetNumber, Estimate
from generator.render.beside import beside_view
from generator.render.browser import compact
from generator.render.fill import Filler

View = dict[str, Any]
ESTIMATES = ("Low", "Typical", "High")
BENCHMARK = "benchmark-only"

BAR, SPACE, LABEL = 34, 14, 22
"""The height of a bar, of the space below it, and of its words. Widths are in percent: words keep their size."""

BEYOND = 2
"""How many more than the plan's number a reader may look at."""

ROOM, AMPLE = 2.4, 8
"""Parts of the width: a part of a bar above the first has room for its number, above the second also on a phone."""


def budget_view(budget: Budget, filler: Filler) -> View | None:
    """The groups, sums and chart; None where a project has no costs."""
    if not budget.groups:
        return None
    money = _Money(budget.currency)
    counted = [group for group in budget.groups if not _is_comparison(group)]
    groups = [_group(number, group, money, filler) for number, group in enumerate(counted, start=1)]
    highest = _highest(budget) if filler.interactive else budget.total.high
    return {
        "currency": budget.currency,
        "groups": groups,
        "comparisons": [
            _line(line, money, filler) for group in budget.groups if _is_comparison(group) for line in group.lines
        ],
        "total": money.all(budget.total),
        "maybe": money.all(budget.maybe) if any(_three(budget.maybe)) else None,
        "is_open_ended": budget.is_open_ended,
        "number": None
        if budget.number is None
        else {"label": budget.number.label, "value": budget.number.value, "most": _most(budget.number)},
        "chart": _chart(counted, budget.total, max(highest, 1), money),
    }


class _Money:
    """Sums of money in words."""

    def __init__(self, currency: str) -> None:
        self.currency = currency

    def one(self, amount: int) -> str:
        return f"{self.currency}{amount:,}"

    def all(self, estimate: Estimate) -> list[str]:
        return [self.one(amount) for amount in _three(estimate)]


def _three(estimate: Estimate) -> tuple[int, int, int]:
    return estimate.low, estimate.typical, estimate.high


def _is_comparison(group: BudgetGroup) -> bool:
    return all(line.payer == BENCHMARK for line in group.lines)


def _group(number: int, group: BudgetGroup, money: _Money, filler: Filler) -> View:
    return {
        "number": number,
        "name": group.name,
        "label": group.label,
        "total": money.all(group.total),
        "lines": [_line(line, money, filler) for line in group.lines],
    }


def _line(line: BudgetLine, money: _Money, filler: Filler) -> View:
    return {
        "id": line.id,
        "label": line.label,
        "unit": line.unit,
        "payer": line.payer,
        "total": money.all(line.total),
        "is_counted": line.is_counted,
        "is_open_ended": line.is_open_ended,
        "is_estimate": line.is_estimate,
        "season": line.season,
        "sum": compact(_recipe(line)),
        "beside": beside_view(line.beside, filler),
    }


def _recipe(line: BudgetLine) -> dict[str, Any]:
    """How the page's script gets the line's sum for another number."""
    recipe: dict[str, Any] = {"total": _three(line.total), "counted": line.is_counted}
    if line.payer == "applicant" and line.beside.unsettled is not None:
        recipe["maybe"] = True
    if line.share is not None:
        recipe["share"] = line.share
    if line.scales and line.each is not None and line.per_count is not None:
        recipe |= {"each": _three(line.each), "per": _three(line.per_count), "plus": line.plus}
    return recipe


def _most(number: BudgetNumber) -> int:
    """How far a reader may count on the page: beyond the plan's highest, but not out of reach."""
    return max(number.highest, number.value + BEYOND)


def _highest(budget: Budget) -> int:
    """The largest sum the chart may have to show: that of the highest number."""
    lines = [line for group in budget.groups for line in group.lines if line.is_counted]
    if budget.number is None:
        return budget.total.high
    plain = sum(_high_for(line, _most(budget.number)) for line in lines if line.share is None)
    shares = sum(line.share for line in lines if line.share is not None)
    return max(budget.total.high, round(plain * (1 + shares / 100)))


def _high_for(line: BudgetLine, number: int) -> int:
    if not line.scales or line.each is None or line.per_count is None:
        return line.total.high
    return line.each.high * max(0, line.per_count.high * number + line.plus)


def _chart(groups: Sequence[BudgetGroup], total: Estimate, most: int, money: _Money) -> View:
    bars: list[View] = []
    for index, (name, sum_) in enumerate(zip(ESTIMATES, _three(total), strict=True)):
        left = 0.0
        parts: list[View] = []
        for number, group in enumerate(groups, start=1):
            length = _three(group.total)[index] / most * 100
            room = "ample" if length > AMPLE else "some" if length > ROOM else None
            parts.append({"number": number, "x": round(left, 2), "width": round(length, 2), "room": room})
            left += length
        bars.append({"label": name, "sum": money.one(sum_), "y": index * (LABEL + BAR + SPACE), "parts": parts})
    return {
        "height": len(ESTIMATES) * (LABEL + BAR + SPACE) - SPACE,
        "bar": BAR,
        "label": LABEL,
        "most": most,
        "room": ROOM,
        "ample": AMPLE,
        "bars": bars,
    }
