"""Conditions that stay unknown for a partly answered reader although all ways to complete the answers agree."""

from __future__ import annotations

from collections.abc import Iterable

from generator.check.conditionals import Conditional
from generator.check.questions import Questions
from generator.logic.combine import all_of, conjuncts, negated, none_of
from generator.logic.describe import condition_words
from generator.logic.partial import PartialGrid
from generator.logic.readers import Readers
from generator.logic.space import Space
from generator.model.condition import ALWAYS, Condition


def check_unknown(found: Iterable[Conditional], ask: Questions) -> None:
    """Warn of each such condition: its text stands under a lead, though it is surely for the reader, or surely not.

    What is dead or always true anyway is left to `check_dead`.
    """
    for one in found:
        if one.kind == "point":
            continue
        condition, around = _asked(one)
        with ask.about(one.place):
            if not (_decides_itself(condition, ask.space) or _says_nothing(one, ask)):
                _check(one, condition, around, ask)


def _says_nothing(one: Conditional, ask: Questions) -> bool:
    if one.condition != ALWAYS and ask.nobody(all_of(one.around, negated(one.condition))):
        return True
    return ask.nobody(all_of(one.reached, one.condition))


def _asked(one: Conditional) -> tuple[Condition, Condition]:
    """What is unknown or not, and what must be certain before it is asked."""
    if one.kind in ("alternative", "block"):
        return all_of(one.condition, none_of(one.before)), one.around
    return all_of(one.around, one.condition), ALWAYS


def _check(one: Conditional, condition: Condition, around: Condition, ask: Questions) -> None:
    """Parts that share no facet are looked at apart: together they stay open only if one of them does."""
    parts, certain = list(conjuncts(condition)), list(conjuncts(around))
    for group in ask.space.groups([*parts, *certain]):
        part = all_of(*(each for each in group if each in parts))
        rest = all_of(*(each for each in group if each in certain))
        if _decides_itself(part, ask.space):
            continue
        grid = ask.space.partial(group)
        settled = _settled(grid, part, rest)
        if settled:
            _warn(one, part, grid, settled, ask)
            return


def _decides_itself(condition: Condition, space: Space) -> bool:
    """Whether no two clauses can be tied together, so that what they leave open is open."""
    subjects = [clause.subject for clause in condition.clauses()]
    return len(subjects) == len(set(subjects)) and all(space.cones.is_free(name) for name in subjects)


def _settled(grid: PartialGrid, condition: Condition, around: Condition) -> Readers:
    """The readers for whom the condition is unknown, while it comes out the same in all completions."""
    readers = grid.real & grid.unknown(condition) & grid.truths(around).true
    return readers - (grid.may_hold(condition) & grid.may_hold(negated(condition))) if readers else readers


def _warn(one: Conditional, condition: Condition, grid: PartialGrid, readers: Readers, ask: Questions) -> None:
    holding = readers & grid.may_hold(condition)
    words = condition_words(condition)
    ask.diagnostics.warning(
        "stays-unknown",
        f"this stays open for some readers, though it {'holds' if holding else 'never holds'} "
        f"however they go on: {words if len(words) <= 160 else words[:157] + '...'}",
        one.place,
        "write it with fewer clauses, or name the values",
        ask.partial_witness(grid, holding or readers),
    )
