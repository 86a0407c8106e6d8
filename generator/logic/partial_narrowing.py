"""What constraints and derived facets leave possible, for all readers of a cone at once."""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_

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
        self._only: dict[tuple[str, str | int], Values] = {}
        self._applied: dict[int, list[Values | None]] = {}
        self._asked = [self._asks(rule) for rule in self._grid.cone.rules]
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
            for number, rule in enumerate(self._grid.cone.rules):
                asked, behind = self._asked[number]
                before, self._applied[number] = self._applied.get(number), list(map(self.known.values.get, asked))
                if before is not None and all(map(is_, before, self._applied[number])):
                    continue
                self.broken |= self.known.truths(rule).false
                changed = self._apply(rule, asked, is_following=behind) or changed
            if changed:
                self._derive()

    def _asks(self, rule: Condition) -> tuple[tuple[str, ...], bool]:
        """What a constraint rests on, in one order, and whether it asks for facets that follow from others."""
        asked = {clause.subject for clause in rule.clauses()}
        behind = behind_of(asked, self._grid.facets)
        return tuple(sorted(asked | behind)), bool(behind)

    def _apply(self, rule: Condition, asked: Iterable[str], *, is_following: bool) -> bool:
        """Remove from each facet of a constraint the values that it makes impossible; whether that changed anything.

        As `narrow` does for one reader: a value is tried on everybody by itself, all the rest as it is, and is gone for
        those for whom the constraint is then false. Facets that decide others are followed, since what these others
        become may be what breaks the rule. Readers for whom no value is left have contradicted themselves.
        """
        changed = False
        for name in asked:
            if name not in self.known.values or self._grid.facets[name].derived is not None:
                continue
            before, everything = self.known.values[name], dict(self.known.values)
            kept: Values = {}
            for place, readers in before.items():
                self.known.values[name] = self._at(name, place, before)
                if is_following:
                    self._derive()
                kept[place] = readers - self.known.truths(rule).false
                self.known.values = dict(everything)
            gone = [lost for place in before if (lost := before[place] - kept[place])]
            if gone:
                self.known.values[name] = kept
            self.broken |= self._axes.everyone - self._axes.union(self.known.values[name].values())
            changed = changed or any(lost - self.broken for lost in gone)
        return changed

    def _at(self, name: str, place: str | int, places: Iterable[str | int]) -> Values:
        """Everybody at one place; the same thing each time, so that what clauses make of it is worked out once."""
        if (name, place) not in self._only:
            nobody = dict.fromkeys(places, self._axes.nobody)
            self._only[name, place] = {**nobody, place: self._axes.everyone}
        return self._only[name, place]

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
            self._put(name, values)

    def _ask(self, name: str, truths: Truths) -> None:
        """What follows for a facet from who is asked."""
        values = {place: readers - truths.false for place, readers in self.known.values[name].items()}
        values[UNASKED] = (values[UNASKED] - truths.true) | truths.false
        self._put(name, values)

    def _put(self, name: str, values: Values) -> None:
        """Know what is possible of a facet; where that is what was known, it stays the same thing."""
        known = self.known.values.get(name)
        if known is None or known.keys() != values.keys() or not all(known[one].is_same(values[one]) for one in values):
            self.known.values[name] = values
