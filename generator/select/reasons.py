"""Why a module was chosen or not, in words for authors: `explain`, the preview and failing guide tests print them."""

from __future__ import annotations

from generator.logic.combine import all_of
from generator.logic.describe import condition_words
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Module
from generator.model.selection import Reason
from generator.model.truth import FALSE, Truth


def holds(module: Module, around: Condition) -> Reason:
    """It is shown as it is. `around` is what its place in the outline asks."""
    whole = all_of(around, module.condition)
    if whole == ALWAYS:
        return Reason("always", "it is for everyone")
    return Reason("holds", f"its condition holds: {condition_words(whole)}")


def won(module: Module, around: Condition, *, is_first: bool) -> Reason:
    """It is the alternative of its slot that is shown; `is_first` where no other was tried before it."""
    whole = all_of(around, module.condition)
    if whole != ALWAYS:
        why = f"its condition holds: {condition_words(whole)}"
    elif is_first:
        why = "it is for everyone"
    else:
        why = "no alternative before it holds"
    return Reason("won", f"it won slot '{module.front.slot}': {why}")


def fails(module: Module) -> Reason:
    """Its own condition is false."""
    return Reason("fails", f"its condition does not hold: {condition_words(module.condition)}")


def is_open(module: Module, around: Condition) -> Reason:
    """It is shown under a lead."""
    whole = all_of(around, module.condition)
    words = "no alternative before it may hold" if whole == ALWAYS else condition_words(whole)
    return Reason("unknown", f"shown under a lead, because open: {words}")


def hidden(module: Module) -> Reason:
    """Its condition is open, and it asks to be hidden then."""
    words = condition_words(module.condition)
    return Reason("hidden", f"its condition is open ({words}) and it says 'unknown: hide'")


def lost(module: Module, winner: Module | None) -> Reason:
    """Another alternative of its slot is shown: `winner`, or several under leads."""
    rival = "a more specific alternative" if winner is None else f"'{winner.id}'"
    return Reason("lost", f"{rival} won slot '{module.front.slot}'", None if winner is None else winner.id)


def outside(around: Condition) -> Reason:
    """The outline puts it where nothing is shown."""
    return Reason("outline", f"its place in the outline does not hold: {condition_words(around)}")


def unplaced(module: Module) -> Reason:
    """The outline does not name it."""
    slot = module.front.slot
    where = "the outline does not name it" if slot is None else f"the outline does not name its slot '{slot}'"
    return Reason("unplaced", where)


def of_arm(condition: Condition, truth: Truth, *, is_led: bool, is_shown: bool, is_over: bool) -> Reason:
    """Why an arm of a block is shown or not. `is_over` where an earlier arm holds, `is_led` where a lead is over it."""
    words = condition_words(condition)
    if is_over:
        return Reason("lost", "an earlier arm holds")
    if truth is FALSE:
        return Reason("fails", f"its condition does not hold: {words}")
    if not is_shown:
        return Reason("hidden", f"its condition is open ({words}) and it says 'unknown: hide'")
    if is_led:
        return Reason("unknown", f"shown under a lead, because open: {words}")
    if condition == ALWAYS:
        return Reason("always", "no earlier arm holds")
    return Reason("holds", f"its condition holds: {words}")
