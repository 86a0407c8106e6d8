"""Everything decided for one reader, as data: answers, plan with all rows tried, modules and blocks."""

from __future__ import annotations

import datetime as dt

from generator.diagnostics import Span
from generator.explain.rivals import why_before
from generator.explain.tree import Tree, answer_data, condition_tree
from generator.logic.describe import answer_words
from generator.logic.evaluate import evaluate
from generator.logic.presence import Presence
from generator.logic.reader import Reader
from generator.logic.residue import assume, residue
from generator.logic.specificity import rank
from generator.logic.subject import Subjects
from generator.logic.values import scalar_text
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Arm, Block, Body, Module, Text
from generator.model.plan import PlanScalar, PlanValue, Trial
from generator.model.selection import ArmDecision, Decision, Selection
from generator.model.truth import FALSE, UNKNOWN


class ReaderExplanation:
    """Explains the decisions of one reader.

    What it gives is enough to decide everything again: a condition's tree tells the truth of each clause under the
    answers in force at its place, a slot the order of its alternatives, a block its arms from the outside in.
    """

    def __init__(self, presence: Presence, subjects: Subjects, reader: Reader, selection: Selection) -> None:
        self.project, self.subjects, self.space = presence.project, subjects, presence.space
        self.profile, self.plan, self.selection = reader.profile, reader.plan, selection
        self.around = {name: around for name, _, _, around in presence.entries()}

    def answers(self) -> dict[str, Tree]:
        """Every facet: the answer, whether it was given, and what constraints removed, with reasons."""
        removed: dict[str, list[Tree]] = {}
        for one in self.plan.removals:
            removal = {"values": list(one.values), "because": one.because, "place": str(one.span)}
            removed.setdefault(one.facet, []).append(removal)
        return {
            name: {
                "answer": answer_data(self.plan.answers[name]),
                "answer_words": answer_words(self.plan.answers[name], self.subjects[name]),
                "given": name in self.profile.answers,
                "derived": facet.derived is not None,
                "removed": removed.get(name, []),
            }
            for name, facet in self.project.facets.items()
        }

    def values(self) -> dict[str, Tree]:
        """Every plan value with all rows tried."""
        return {name: self._value(value) for name, value in self.plan.values.items()}

    def _value(self, value: PlanValue) -> Tree:
        lines = [scalar_text(value.table, one.value) for one in value.winners if one.value is not None]
        return {
            "label": value.table.label,
            "value": lines if value.table.policy == "collect" else (lines[0] if lines else None),
            "because": value.because,
            "policy": value.table.policy,
            "rows": [self._row(value, trial) for trial in value.trials],
        }

    def _row(self, value: PlanValue, trial: Trial) -> Tree:
        is_default = value.table.default != "none" and trial is value.trials[-1]
        holds = not is_default and evaluate(trial.condition, self.plan.answers) is not FALSE
        return {
            "truth": trial.truth.value,
            "value": None if trial.value is None else scalar_text(value.table, trial.value),
            "sorts_as": _plain(trial.value),
            "written": trial.written,
            "because": trial.because,
            "is_default": is_default,
            "only_counted": trial.only_counted or (trial.truth is FALSE and holds),
            "wins": any(trial is one for one in value.winners),
            "would_change": any(trial is one for one in value.changes),
            "condition": self.tree(trial.condition),
            "place": str(trial.span),
        }

    def modules(self) -> list[Tree]:
        """Every module with its one reason, in the order of ids."""
        return [self.module(decision) for decision in self.selection.decisions.values()]

    def module(self, decision: Decision) -> Tree:
        """One module: its conditions as trees, its reason, its rival and its blocks."""
        module = decision.module
        around = self.around.get(module.front.slot or module.id, ALWAYS)
        return {
            "module": module.id,
            "title": module.title,
            "path": module.path,
            "place": str(module.front.place("when")),
            "chapter": decision.chapter,
            "slot": None if module.front.slot is None else self.slot(module.front.slot),
            "priority": module.front.priority,
            "unknown": module.front.unknown,
            "shown": decision.shown,
            "empty": decision.shown and not decision.body,
            "truth": decision.truth.value,
            "lead": None if decision.lead is None else decision.lead.sentence.removesuffix(":"),
            "reason": {
                "kind": decision.reason.kind,
                "sentence": decision.reason.sentence,
                "rival": decision.reason.rival,
                "why": self._why_lost(module, decision.reason.rival),
            },
            "why": None if decision.why is None else decision.why.sentence,
            "outline": self.tree(around),
            "condition": self.tree(module.condition, self._inside(module, around)),
            "blocks": self._blocks(module.body, {arm.span: arm for arm in decision.arms}, is_reached=decision.shown),
        }

    def _inside(self, module: Module, around: Condition) -> Answers:
        """Alternatives compete among those for whom their slot's place in the outline holds."""
        answers = self.plan.answers
        if module.front.slot is not None and evaluate(around, answers) is UNKNOWN:
            return assume(residue(around, answers), answers)
        return answers

    def slot(self, name: str) -> Tree:
        """The alternatives of a slot in the order they are tried."""
        order = rank(self.project.slots[name], self.space).order
        return {"name": name, "order": [module.id for module in order]}

    def _why_lost(self, module: Module, rival: str | None) -> str | None:
        return None if rival is None else why_before(self.project.modules[rival], module, self.space)

    def _blocks(self, body: Body, decided: dict[Span, ArmDecision], *, is_reached: bool) -> list[Tree]:
        """The blocks of a body, each with its arms and the blocks inside them."""
        found: list[Tree] = []
        for node in body:
            if isinstance(node, Block):
                arms = [self._arm(arm, decided, is_reached=is_reached) for arm in node.arms]
                found.append({"place": str(node.span), "arms": arms})
            elif not isinstance(node, Text):
                found.extend(self._blocks(node.body, decided, is_reached=is_reached))
        return found

    def _arm(self, arm: Arm, decided: dict[Span, ArmDecision], *, is_reached: bool) -> Tree:
        decision = decided.get(arm.span) if is_reached else None
        shown = decision is not None and decision.shown
        lead = decision.lead.words if decision is not None and shown and decision.lead is not None else None
        reason = ("unreached", "the text around it is not shown")
        if decision is not None:
            reason = (decision.reason.kind, decision.reason.sentence)
        answers = self.plan.answers if decision is None else decision.answers
        return {
            "place": str(arm.span),
            "unknown": arm.unknown,
            "shown": shown,
            "lead": lead,
            "reason": {"kind": reason[0], "sentence": reason[1]},
            "condition": self.tree(arm.condition, answers),
            "blocks": self._blocks(arm.body, decided, is_reached=shown),
        }

    def tree(self, condition: Condition, answers: Answers | None = None) -> Tree:
        """A condition with the truth of each part, under the reader's answers or those in force at its place."""
        return condition_tree(condition, self.plan.answers if answers is None else answers, self.subjects)


def _plain(value: PlanScalar | None) -> int | str | None:
    return str(value) if isinstance(value, dt.date) else value
