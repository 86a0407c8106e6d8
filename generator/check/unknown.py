"""Text that is shown under a lead for a partly answered reader although all ways to complete the answers agree."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.check.conditionals import Conditional, Kind
from generator.check.questions import Questions
from generator.logic.combine import all_of, conjuncts, negated, none_of
from generator.logic.cone import ConeTooLarge
from generator.logic.describe import condition_words
from generator.logic.evaluate import evaluate
from generator.logic.partial import PartialGrid
from generator.logic.readers import Readers
from generator.logic.residue import is_ruled_out
from generator.logic.space import Space
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, Condition
from generator.model.truth import FALSE, TRUE

Shown = Literal["left out", "plain", "under a lead"]

MOST_LOOKS = 1000
"""Readers looked at one by one before a question is refused."""


@dataclass(frozen=True, slots=True)
class _Open:
    """Readers for whom something is open though it `holds` however they go on, or never does."""

    grid: PartialGrid
    readers: Readers
    holds: bool


def check_unknown(found: Iterable[Conditional], ask: Questions) -> None:
    """Warn of each condition that stays open though the text is surely for the reader, or surely not.

    What is dead or always true anyway is left to `check_dead`.
    """
    for one in found:
        if one.kind == "point":
            continue
        with ask.about(one.place):
            if not _says_nothing(one, ask):
                _check(one, ask)


def _says_nothing(one: Conditional, ask: Questions) -> bool:
    if one.condition != ALWAYS and ask.nobody(all_of(one.around, negated(one.condition))):
        return True
    return ask.nobody(all_of(one.reached, one.condition))


def _check(one: Conditional, ask: Questions) -> None:
    """Parts that share no facet are looked at apart: together they stay open only if one of them does."""
    competes = one.kind in ("alternative", "block")
    asked = list(conjuncts(one.condition if competes else all_of(one.around, one.condition)))
    rivals = [negated(rival) for rival in one.before] if competes else []
    certain = list(conjuncts(one.around)) if competes else []
    groups = ask.space.groups([*asked, *rivals, *certain])
    for group in groups:
        part = all_of(*(each for each in group if each in asked))
        before = [negated(each) for each in group if each in rivals]
        if _decides_itself(all_of(part, none_of(before)), ask.space):
            continue
        rest = all_of(*(each for each in group if each in certain))

        def look(grid: PartialGrid) -> _Open | None:
            return _open(one.kind, part, before, rest, grid, ask)  # noqa: B023 -- called at once

        found = ask.look("stays-unknown", (one.kind, part, tuple(before), rest, tuple(group)), group, look)
        if found is not None:
            others = all_of(*(each for other in groups if other is not group for each in other))
            _warn(one, part, before, found, others, ask)
            return


def _decides_itself(condition: Condition, space: Space) -> bool:
    """Whether no two clauses can be tied together, so that what they leave open is open."""
    subjects = [clause.subject for clause in condition.clauses()]
    return len(subjects) == len(set(subjects)) and all(space.cones.is_free(name) for name in subjects)


def _open(
    kind: Kind,
    part: Condition,
    before: Sequence[Condition],
    rest: Condition,
    grid: PartialGrid,
    ask: Questions,
) -> _Open | None:
    """The readers for whom it is open though all completions agree; None where there are none.

    Who answered what they may not be asked is left out: they are told to answer what decides it.
    """
    whole = all_of(part, none_of(before))
    open_ones = grid.unknown(whole) & grid.truths(rest).true
    if open_ones:
        open_ones &= grid.asked_for() & ask.readers(grid)
    if not open_ones:
        return None
    holding = open_ones - grid.may_hold(negated(whole))
    never = open_ones - grid.may_hold(whole)
    if kind in ("alternative", "block"):
        rivals = _Rivals(kind, part, before, grid)
        holding = rivals.those_who(holding, {"under a lead"})
        never = rivals.those_who(never, {"under a lead", "plain"})
    readers = holding or never
    return _Open(grid, readers, bool(holding)) if readers else None


def _warn(
    one: Conditional, part: Condition, before: Sequence[Condition], found: _Open, others: Condition, ask: Questions
) -> None:
    words = condition_words(all_of(part, none_of(before)))
    ask.diagnostics.warning(
        "stays-unknown",
        f"this stays open for some readers, though it {'holds' if found.holds else 'never holds'} "
        f"however they go on: {words if len(words) <= 160 else words[:157] + '...'}",
        one.place,
        "write it with fewer clauses, or name the values",
        ask.partial_witness(found.grid, found.readers, others),
    )


@dataclass(frozen=True, slots=True)
class _Rivals:
    """An alternative or an arm among those that come before it, as `select` shows it.

    `select` sees some of what clauses decide together, which Kleene's tables do not.
    """

    kind: Kind
    part: Condition
    before: Sequence[Condition]
    grid: PartialGrid

    def those_who(self, readers: Readers, see_it: Container[Shown]) -> Readers:
        """Some readers without any who do not see it in one of these ways; the first who is left does.

        Raises ConeTooLarge.
        """
        subjects = {clause.subject for condition in (self.part, *self.before) for clause in condition.clauses()}
        looks = 0
        while readers:
            looks += 1
            if looks > MOST_LOOKS:
                raise ConeTooLarge(self.grid.axes.count, self.grid.axes.names)
            reader = self.grid.alone(readers)
            answers = self.grid.answers(reader, subjects)
            shown = self._shown(answers)
            if shown in see_it:
                break
            readers -= self.grid.like(reader, self._deciding(shown, answers))
        return readers

    def _shown(self, answers: Answers) -> Shown:
        excluded: list[Condition] = []
        for rival in self.before:
            if evaluate(rival, answers) is not FALSE and not is_ruled_out(rival, excluded, answers):
                excluded.append(rival)
        if is_ruled_out(self.part, excluded, answers):
            return "left out"
        wins = self.kind == "alternative" or not excluded
        return "plain" if wins and evaluate(self.part, answers) is TRUE else "under a lead"

    def _deciding(self, shown: Shown, answers: Answers) -> set[str]:
        """The subjects whose answers alone are enough for it to be shown so."""
        known = dict(answers)
        for name in answers:
            trial = {**known, name: self.grid.anything(name)}
            if self._shown(trial) == shown:
                known = trial
        return {name for name, answer in known.items() if answer != self.grid.anything(name)}
