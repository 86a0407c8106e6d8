"""One slot for one reader: which of its alternatives are shown, and which are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.logic.combine import all_of, none_of
from generator.logic.evaluate import certain, evaluate
from generator.logic.residue import assume, is_ruled_out, remainder, residue
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Module
from generator.model.selection import Lead
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth
from generator.select import reasons
from generator.select.choice import Choice, Left, Shown
from generator.select.leads import LeadWriter, unless


@dataclass(slots=True)
class SlotWalk:
    """Walks the alternatives of a slot from the most specific: the first that certainly holds ends the walk.

    `around` is what the outline asks of the slot's place; it is not false. Two sets of answers are at work: `answers`
    take the plan as it is stated, `strict` (`certain(answers)`) as all that it may still become. What the plan states
    wins its slot, but an alternative that another plan would choose is shown too, under a lead: only what `strict`
    rules out is left out.
    """

    around: Condition
    answers: Answers
    strict: Answers
    leads: LeadWriter
    winner: Shown | None = None
    _tried: list[Condition] = field(default_factory=list)
    """The conditions of the alternatives that hold or may hold so far: what comes after counts only without them."""

    def run(self, order: Sequence[Module]) -> list[Choice]:
        """What becomes of each alternative; those shown come in the order in which they are read: the winner first."""
        # The alternatives compete among those readers for whom the slot's place holds, so that "others" means the
        # others of these. Where that is open, it is taken as given while they compete.
        is_place_open = evaluate(self.around, self.answers) is UNKNOWN
        inside = assume(residue(self.around, self.answers), self.answers) if is_place_open else self.answers
        strict_inside = certain(inside) if is_place_open else self.strict
        left: list[Choice] = []
        maybe: list[tuple[Module, Condition, Condition | None]] = []
        is_over = False
        for module in order:
            truth = evaluate(module.condition, inside)
            if is_over:
                left.append(self._lost(module, truth))
            elif truth is FALSE:
                left.append(Left(module=module, truth=truth, reason=reasons.fails(module)))
            elif truth is TRUE and self.winner is None:
                self.winner = self._win(module, is_first=module is order[0])
                self._tried.append(module.condition)
            elif (condition := self._possible(module)) is None:
                left.append(self._lost(module, truth))
                continue
            else:
                maybe.append((module, condition, self._unsettled(condition)))
                self._tried.append(module.condition)
            # Once it is certain that one of those tried holds, nobody reads what comes after.
            is_over = is_over or is_ruled_out(ALWAYS, self._tried, strict_inside)
        winner = [] if self.winner is None else [self.winner]
        return [*winner, *(self._under_lead(*one) for one in maybe), *left]

    def _possible(self, module: Module) -> Condition | None:
        """The condition under which an alternative would be read; None where that can be no reader like this one."""
        condition = all_of(self.around, module.condition)
        if self.winner is None:
            return None if is_ruled_out(condition, self._tried, self.strict) else condition
        # After the winner: it is read by those for whom the plan becomes another, and the winner does not hold.
        condition = all_of(self.around, none_of(self._tried), module.condition)
        return None if is_ruled_out(condition, (), self.strict) else condition

    def _unsettled(self, condition: Condition) -> Condition | None:
        if self.winner is None:
            return unless(self._tried, condition, self.answers)
        return remainder(condition, self.strict)

    def _win(self, module: Module, *, is_first: bool) -> Shown:
        """The first alternative that holds. Its place may be open: then it is shown under a lead all the same."""
        lead: Lead | None = None
        inside = self.answers
        if evaluate(self.around, self.answers) is UNKNOWN:
            lead = self.leads.over_module(module, self.around, self.answers)
            inside = assume(lead.residue, self.answers)
        return Shown(
            module=module,
            truth=TRUE if lead is None else UNKNOWN,
            reason=reasons.won(module, self.around, is_first=is_first),
            answers=self.answers,
            inside=inside,
            lead=lead,
            unsettled=unless(self._tried, self.around, self.answers),
        )

    def _under_lead(self, module: Module, condition: Condition, unsettled: Condition | None) -> Shown:
        """An alternative that may hold. Next to a winner it says "read this instead", and what the plan states does
        not count: the lead has to say what of the plan would have to be different.
        """
        answers = self.answers if self.winner is None else self.strict
        lead = self.leads.over_module(module, condition, answers, instead=self.winner is not None)
        return Shown(
            module=module,
            truth=UNKNOWN,
            reason=reasons.is_open(module, self.around),
            answers=answers,
            inside=assume(lead.residue, answers),
            lead=lead,
            unsettled=unsettled,
        )

    def _lost(self, module: Module, truth: Truth) -> Left:
        winner = None if self.winner is None else self.winner.module
        return Left(module=module, truth=truth, reason=reasons.lost(module, winner))
