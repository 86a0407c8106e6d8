"""The budget as templates see it: lines in groups with their sums, and one stacked bar for each of the estimates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator import text
from generator.model.budget import Budget, BudgetGroup, BudgetLine, Estimate
from generator.render import words
from generator.render.beside import beside_view
from generator.render.browser import compact
from generator.render.fill import Filler

View = dict[str, Any]
NOTHING = Estimate(0, 0, 0)

BAR, SPACE, LABEL = 34, 14, 22
"""The height of a bar, of the space below it, and of its words. Widths are in percent: words keep their size."""

ROOM, AMPLE = 2.4, 8
"""Parts of the width: a part of a bar above the first has room for its number, above the second also on a phone."""


def budget_view(budget: Budget, filler: Filler, *, is_on_screen: bool) -> View | None:
    """The groups, sums and chart, on a screen also for other numbers; None where a project has no costs."""
    if not budget.groups:
        return None
    money = _Money(budget.currency)
    counted = [group for group in budget.groups if not _is_comparison(group)]
    elsewhere = budget.elsewhere if is_on_screen else ()
    counted += [BudgetGroup(name, text.capitalized(name), (), NOTHING) for name in _without_group(elsewhere, counted)]
    groups = [_group(number, group, money, filler, elsewhere) for number, group in enumerate(counted, start=1)]
    highest = _highest(budget) if is_on_screen else budget.total.high
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
        else {"label": budget.number.label, "value": budget.number.value, "most": budget.number.most},
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
    return all(line.is_comparison for line in group.lines)


Elsewhere = Sequence[tuple[str, BudgetLine]]


def _without_group(elsewhere: Elsewhere, groups: Sequence[BudgetGroup]) -> list[str]:
    """The categories that only lines for another number have."""
    known = {group.name for group in groups}
    return list(dict.fromkeys(name for name, _ in elsewhere if name not in known))


def _group(number: int, group: BudgetGroup, money: _Money, filler: Filler, elsewhere: Elsewhere) -> View:
    return {
        "number": number,
        "name": group.name,
        "label": group.label,
        "total": money.all(group.total),
        "lines": [_line(line, money, filler) for line in group.lines],
        "elsewhere": [_line(line, money, filler) for name, line in elsewhere if name == group.name],
    }


def _line(line: BudgetLine, money: _Money, filler: Filler) -> View:
    return {
        "id": line.id,
        "label": line.label,
        "unit": line.unit,
        "payer": None if line.is_comparison else line.payer,
        "total": money.all(line.total),
        "is_counted": line.is_counted,
        "is_open_ended": line.is_open_ended,
        "is_estimate": line.is_estimate,
        "season": line.season,
        "sum": compact(_recipe(line)),
        "beside": beside_view(line.beside, filler),
    }


def _recipe(line: BudgetLine) -> dict[str, Any]:
    """What the page's script needs for another number: the line's sums for each, or a share of all others."""
    recipe: dict[str, Any] = {"total": _three(line.total), "counted": line.is_counted}
    if line.payer is None and line.beside.unsettled is not None:
        recipe["maybe"] = True
    if line.share is not None:
        recipe["share"] = line.share
    if line.by_number:
        recipe["by"] = [None if one is None else _three(one) for one in line.by_number]
    return recipe


def _highest(budget: Budget) -> int:
    """The largest sum the chart may have to show: that of the most expensive number."""
    lines = [line for group in budget.groups for line in group.lines] + [line for _, line in budget.elsewhere]
    counted = [line for line in lines if line.is_counted]
    shares = sum(line.share for line in counted if line.share is not None)
    sums = [
        sum(_high_for(line, number) for line in counted if line.share is None)
        for number in range(budget.number.most + 1 if budget.number else 0)
    ]
    return max([budget.total.high, *(round(one * (1 + shares / 100)) for one in sums)])


def _high_for(line: BudgetLine, number: int) -> int:
    if not line.by_number:
        return line.total.high
    total = line.by_number[number]
    return 0 if total is None else total.high


def _chart(groups: Sequence[BudgetGroup], total: Estimate, most: int, money: _Money) -> View:
    bars: list[View] = []
    for index, (name, sum_) in enumerate(zip(words.ESTIMATES, _three(total), strict=True)):
        left = 0.0
        parts: list[View] = []
        for number, group in enumerate(groups, start=1):
            length = _three(group.total)[index] / most * 100
            room = "ample" if length > AMPLE else "some" if length > ROOM else None
            parts.append({"number": number, "x": round(left, 2), "width": round(length, 2), "room": room})
            left += length
        bars.append({"label": name, "sum": money.one(sum_), "y": index * (LABEL + BAR + SPACE), "parts": parts})
    return {
        "height": len(words.ESTIMATES) * (LABEL + BAR + SPACE) - SPACE,
        "bar": BAR,
        "label": LABEL,
        "most": most,
        "room": ROOM,
        "ample": AMPLE,
        "bars": bars,
    }
