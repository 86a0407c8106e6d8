"""What nobody gets, and conditions that say nothing because everybody meets them."""

from __future__ import annotations

from collections.abc import Iterable

from generator import text
from generator.check.conditionals import Conditional, Kind
from generator.check.questions import Questions
from generator.logic.combine import all_of, negated
from generator.logic.describe import condition_words
from generator.logic.presence import Presence
from generator.model.condition import ALWAYS, Condition

CODES: dict[Kind, str] = {
    "part": "dead-part",
    "chapter": "dead-chapter",
    "slot": "dead-slot",
    "module": "dead-module",
    "alternative": "dead-module",
    "block": "dead-block",
    "entry": "dead-entry",
    "step": "dead-day",
    "asked": "never-asked",
    "point": "dead-point",
    "derived": "dead-row",
}


def check_dead(found: Iterable[Conditional], presence: Presence, ask: Questions) -> None:
    """Report what no fully answered reader gets (rows of tables apart), and conditions that are always true.

    What is inside something dead is not reported again.
    """
    for one in found:
        with ask.about(one.place):
            if ask.nobody(one.around):
                continue
            if one.kind != "row" and _is_dead(one, presence, ask):
                continue
            if one.condition != ALWAYS and ask.nobody(all_of(one.around, negated(one.condition))):
                here = "" if one.around == ALWAYS else f" who gets here ({_words(one.around)})"
                ask.diagnostics.warning(
                    "always-true",
                    f"this holds for everybody{here}: {_words(one.condition)}",
                    one.place,
                    "leave the condition out",
                )


def _is_dead(one: Conditional, presence: Presence, ask: Questions) -> bool:
    if ask.nobody(all_of(one.around, one.condition)):
        where = "" if one.around == ALWAYS else f" where this holds: {_words(one.around)}"
        ask.diagnostics.error(
            CODES[one.kind], f"{_named(one)} is for nobody: '{_words(one.condition)}' never holds{where}", one.place
        )
    elif one.before and ask.nobody(all_of(one.reached, one.condition)):
        if one.kind == "alternative":
            rivals = text.joined([f"'{rival.id}'" for rival in presence.placed[one.name].better], "or")
            slot = presence.placed[one.name].module.front.slot
            message = f"'{one.name}' never wins slot '{slot}': wherever it holds, {rivals} comes first"
            ask.diagnostics.error("never-wins", message, one.place, "narrow the others, or give it a higher priority")
        else:
            earlier = "row above" if one.kind == "derived" else "earlier arm"
            message = f"{_named(one)} is for nobody: wherever it could hold, an {earlier} does"
            ask.diagnostics.error(CODES[one.kind], message.replace("an row", "a row"), one.place)
    else:
        return False
    return True


def _named(one: Conditional) -> str:
    match one.kind:
        case "block":
            return "this block"
        case "derived":
            return f"this row of '{one.name}'"
        case "module" | "alternative":
            return f"'{one.name}'"
        case _:
            return f"{one.kind} '{one.name}'"


def _words(condition: Condition) -> str:
    words = condition_words(condition)
    return words if len(words) <= 160 else f"{words[:157]}..."
