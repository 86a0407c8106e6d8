"""Everything decided for one reader, as data: answers, plan with all rows tried, modules and blocks."""

from __future__ import annotations

from generator.explain.tree import Tree, condition_tree
from generator.logic.describe import answer_words
from generator.logic.space import Space
from generator.logic.specificity import rank
from generator.logic.subject import Subjects
from generator.logic.values import scalar_text
from generator.model.condition import ALWAYS, Condition, both
from generator.model.outline import SlotEntry
from generator.model.plan import Plan, PlanValue, Trial
from generator.model.profile import Profile
from generator.model.project import Project
from generator.model.selection import ArmDecision, Decision, Selection


class ReaderExplanation:
    """Explains the decisions of one reader."""

    def __init__(
        self, project: Project, subjects: Subjects, space: Space, profile: Profile, plan: Plan, selection: Selection
    ) -> None:
        self.project, self.subjects, self.space = project, subjects, space
        self.profile, self.plan, self.selection = profile, plan, selection
        self.around = _places(project)

    def answers(self) -> dict[str, Tree]:
        """Every facet: the answer, whether it was given, and what constraints removed, with reasons."""
        removed: dict[str, list[Tree]] = {}
        for one in self.plan.removals:
            removal = {"values": list(one.values), "because": one.because, "place": str(one.span)}
            removed.setdefault(one.facet, []).append(removal)
        return {
            name: {
                "answer": answer_words(self.plan.answers[name], self.subjects[name]),
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
            "value": lines if value.table.policy == "collect" else (lines[0] if lines else None),
            "because": value.because,
            "policy": value.table.policy,
            "rows": [self._row(value, trial) for trial in value.trials],
        }

    def _row(self, value: PlanValue, trial: Trial) -> Tree:
        return {
            "truth": trial.truth.value,
            "value": None if trial.value is None else scalar_text(value.table, trial.value),
            "written": trial.written,
            "because": trial.because,
            "wins": trial in value.winners,
            "would_change": trial in value.changes,
            "condition": self.tree(trial.condition),
            "place": str(trial.span),
        }

    def modules(self) -> list[Tree]:
        """Every module with its one reason, in the order of ids."""
        return [self.module(decision) for decision in self.selection.decisions.values()]

    def module(self, decision: Decision) -> Tree:
        """One module: its conditions as trees, its reason, its rival and its blocks."""
        module = decision.module
        return {
            "module": module.id,
            "title": module.title,
            "place": str(module.front.place("when")),
            "chapter": decision.chapter,
            "slot": None if module.front.slot is None else self.slot(module.front.slot),
            "shown": decision.shown,
            "truth": decision.truth.value,
            "lead": None if decision.lead is None else decision.lead.words,
            "reason": {
                "kind": decision.reason.kind,
                "sentence": decision.reason.sentence,
                "rival": decision.reason.rival,
            },
            "outline": self.tree(self.around.get(module.front.slot or module.id, ALWAYS)),
            "condition": self.tree(module.condition),
            "blocks": [self.arm(arm) for arm in decision.arms],
        }

    def slot(self, name: str) -> Tree:
        """The alternatives of a slot in the order they are tried."""
        order = rank(self.project.slots[name], self.space).order
        return {"name": name, "order": [module.id for module in order]}

    def arm(self, arm: ArmDecision) -> Tree:
        """One arm of a block."""
        return {
            "place": str(arm.span),
            "shown": arm.shown,
            "truth": arm.truth.value,
            "lead": None if arm.lead is None else arm.lead.words,
            "reason": {"kind": arm.reason.kind, "sentence": arm.reason.sentence},
            "condition": self.tree(arm.condition),
        }

    def tree(self, condition: Condition) -> Tree:
        """A condition with the truth of each part."""
        return condition_tree(condition, self.plan.answers, self.subjects)


def _places(project: Project) -> dict[str, Condition]:
    """What the outline asks around each module and slot."""
    places: dict[str, Condition] = {}
    for part, chapter in project.outline.chapters():
        outer = both(part.when, chapter.when)
        for entry in chapter.contents:
            if isinstance(entry, SlotEntry):
                places[entry.slot] = both(outer, entry.when)
            else:
                places[entry] = outer
    return places
