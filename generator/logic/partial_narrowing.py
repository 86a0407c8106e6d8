"""What constraints and derived facets leave possible, for all readers of a cone at once."""

from __future__ import annotations

from generator.logic.narrow import behind_of
from generator.logic.partial_truths import PartialTruths, Truths, Values
from generator.model.answers import UNASKED
from generator.model.condition import Condition


class PartialNarrowing:
    """Narrows what is still possible in `known`, as `narrow` and `derived` do for one reader.

    `broken` are those who have contradicted themselves.
    """

    def __init__(self, known: PartialTruths) -> None:
        self.known, self._grid, self._axes = known, known.grid, known.axes
        self.broken = self._axes.nobody
        self._following = tuple(
            name
            for name in self._grid.facets
            if name in self._grid.cone.derived or (name in known.values and known.may_lack(name))
        )

    def narrow(self) -> None:
        """What `narrow` does: remove what constraints make impossible, until nothing changes."""
        self._derive()
        changed = True
        while changed:
            changed = False
            for rule in self._grid.cone.rules:
                self.broken |= self.known.truths(rule).false
                changed = self._apply(rule) or changed
            if changed:
                self._derive()

    def _apply(self, rule: Condition) -> bool:
        """Remove from each facet of a constraint the values that it makes impossible; whether that changed anything.

        As `narrow` does for one reader: a value is tried on everybody by itself, all the rest as it is, and is gone for
        those for whom the constraint is then false. Facets that decide others are followed, since what these others
        become may be what breaks the rule. Readers for whom no value is left have contradicted themselves.
        """
        changed = False
        asked = {clause.subject for clause in rule.clauses()}
        behind = behind_of(asked, self._grid.facets)
        for name in sorted(asked | behind):
            if name not in self.known.values or self._grid.facets[name].derived is not None:
                continue
            before, everything = self.known.values[name], dict(self.known.values)
            kept: Values = {}
            for place, readers in before.items():
                nobody = dict.fromkeys(before, self._axes.nobody)
                self.known.values[name] = {**nobody, place: self._axes.everyone}
                if behind:
                    self._derive()
                kept[place] = readers - self.known.truths(rule).false
                self.known.values = dict(everything)
            self.known.values[name] = kept
            self.broken |= self._axes.everyone - self._axes.union(kept.values())
            changed = changed or any(before[place] - kept[place] - self.broken for place in before)
        return changed

    def _derive(self) -> None:
        for name in self._following:
            facet = self._grid.facets[name]
            if self.known.may_lack(name):
                self._ask(name, self.known.truths(facet.asked_when))
            rows = facet.derived
            if not isinstance(rows, tuple):
                continue
            values: Values = {}
            left = self._axes.everyone
            for row in rows:
                truths = self.known.truths(row.when)
                values[row.value] = values.get(row.value, self._axes.nobody) | (left - truths.false)
                left -= truths.true
            self.known.values[name] = values

    def _ask(self, name: str, truths: Truths) -> None:
        """What follows for a facet from who is asked."""
        values = {place: readers - truths.false for place, readers in self.known.values[name].items()}
        values[UNASKED] = (values[UNASKED] - truths.true) | truths.false
        self.known.values[name] = values
