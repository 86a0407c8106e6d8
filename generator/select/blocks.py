"""Choosing the arms of a body's blocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.logic.evaluate import certain, evaluate
from generator.logic.residue import assume, is_ruled_out, remainder
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, AllOf, Condition, Not
from generator.model.module import Arm, Aside, Block, Body, Run, Text
from generator.model.selection import ArmDecision, Lead, ShownArm, ShownAside, ShownNode, ShownRun
from generator.model.truth import FALSE, UNKNOWN, Truth
from generator.select.leads import LeadWriter, unless
from generator.select.reasons import of_arm


def _goes_on(last: ShownArm, arm: ShownArm) -> bool:
    """Whether an arm belongs under the lead of the arm before it."""
    return last.lead == arm.lead and last.unsettled == arm.unsettled


@dataclass(slots=True)
class BlockChooser:
    """Chooses arms for one reader; `decisions` keeps every arm with its reason, shown or not."""

    leads: LeadWriter
    decisions: list[ArmDecision] = field(default_factory=list)
    _last: tuple[Answers, Answers] | None = None

    def _certain(self, answers: Answers) -> Answers:
        """`certain(answers)`, made once for the blocks that share their answers."""
        if self._last is None or self._last[0] is not answers:
            self._last = answers, certain(answers)
        return self._last[1]

    def body(self, body: Body, answers: Answers) -> tuple[ShownNode, ...]:
        """What of a body is shown; neighbors with the same residue share one lead."""
        shown: list[ShownNode] = []
        for node in body:
            match node:
                case Text():
                    shown.append(node)
                case Aside():
                    inner = self.body(node.body, answers)
                    if inner:
                        shown.append(ShownAside(node.kind, inner))
                case Run():
                    inner = self._in_run(node.body, answers)
                    if inner:
                        shown.append(ShownRun(node, inner))
                case Block():
                    for arm in self._block(node, answers):
                        last = shown[-1] if shown else None
                        if arm.lead is not None and isinstance(last, ShownArm) and _goes_on(last, arm):
                            also = (*last.also, arm.span)
                            shown[-1] = replace(last, body=(*last.body, *arm.body), also=also)
                        else:
                            shown.append(arm)
        return tuple(shown)

    def _in_run(self, body: Body, answers: Answers) -> tuple[ShownNode, ...]:
        """What of a list or table is shown; each arm keeps its lead, since each item has it."""
        shown: list[ShownNode] = []
        for node in body:
            if isinstance(node, Block):
                shown.extend(self._block(node, answers))
            else:
                shown.extend(self.body((node,), answers))
        return tuple(shown)

    def _block(self, block: Block, answers: Answers) -> list[ShownArm]:
        # As in a slot (`SlotWalk`), the plan counts as it is stated, but only what `strict`, all that it may become,
        # rules out is left out. `excluded` are the arms before: what comes after counts only without them.
        shown: list[ShownArm] = []
        strict = self._certain(answers)
        excluded: list[Condition] = []
        has_plain = is_over = False
        for arm in block.arms:
            truth = evaluate(arm.condition, answers)
            if is_over or truth is FALSE:
                self._decide(arm, truth, answers, None, shown=False, is_over=is_over)
                continue
            lead: Lead | None = None
            inside = answers
            unsettled: Condition | None = None
            if has_plain:
                # An arm holds already, by what the plan states: this one is for those whose plan becomes another.
                condition = AllOf((*(Not(one) for one in excluded), arm.condition))
                if is_ruled_out(arm.condition, excluded, strict):
                    self._decide(arm, truth, answers, None, shown=False, is_over=True)
                    continue
                lead, inside = self._lead(arm, condition, strict)
                unsettled = lead.residue
            elif truth is UNKNOWN:
                # It may hold. Arms before it may too, but those leads are read first, so its own need not repeat them.
                if is_ruled_out(arm.condition, excluded, strict):
                    self._decide(arm, truth, answers, None, shown=False, is_over=True)
                    continue
                lead, inside = self._lead(arm, arm.condition, answers)
                unsettled = unless(excluded, arm.condition, answers) if excluded else lead.residue
            elif excluded:
                # It holds, but after arms that may: it is read where none of them turns out to hold.
                lead, inside = self._otherwise(arm, excluded, answers)
                unsettled = lead.residue
            else:
                has_plain = True
            hidden = lead is not None and arm.unknown == "hide"
            self._decide(arm, truth, answers, lead, shown=not hidden, is_over=False)
            if not hidden:
                body = self.body(arm.body, inside)
                if body:
                    shown.append(ShownArm(lead, body, arm.span, unsettled))
            excluded.append(arm.condition)
            is_over = is_ruled_out(ALWAYS, excluded, strict)
        return shown

    def _lead(self, arm: Arm, condition: Condition, answers: Answers) -> tuple[Lead, Answers]:
        lead = self.leads.over_arm(arm, condition, answers)
        return lead, assume(lead.residue, answers)

    def _otherwise(self, arm: Arm, excluded: list[Condition], answers: Answers) -> tuple[Lead, Answers]:
        # Of a plan value the stated one holds, so that "otherwise" may be certain.
        rest = remainder(AllOf(tuple(Not(one) for one in excluded)), answers) or ALWAYS
        return self.leads.otherwise(rest, answers, arm.lead), assume(rest, answers)

    def _decide(
        self, arm: Arm, truth: Truth, answers: Answers, lead: Lead | None, *, shown: bool, is_over: bool
    ) -> None:
        reason = of_arm(arm.condition, truth, is_led=lead is not None, is_shown=shown, is_over=is_over)
        self.decisions.append(ArmDecision(arm.span, arm.condition, shown, lead, reason, arm.points, answers))
