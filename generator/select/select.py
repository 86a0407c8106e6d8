"""Selecting: the outline walked once, every module decided once."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.logic.combine import all_of
from generator.logic.evaluate import certain, evaluate
from generator.logic.lead import LeadWords
from generator.logic.presence import Presence
from generator.logic.reader import Reader
from generator.logic.residue import assume
from generator.logic.specificity import rank
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.module import Module
from generator.model.selection import ChosenChapter, Decision, Selection, Why
from generator.model.truth import FALSE, TRUE
from generator.select import reasons
from generator.select.blocks import BlockChooser
from generator.select.choice import Choice, Left, Shown
from generator.select.leads import LeadWriter
from generator.select.slot import SlotWalk
from generator.select.why import WhyWriter


def select_modules(subjects: Subjects, presence: Presence, reader: Reader) -> Selection:
    """Decide every module and block for one reader.

    Raises ProfileError where a lead cannot be worded.
    """
    diagnostics = Diagnostics()
    selector = _Selector(presence, subjects, reader.plan.answers, LeadWriter(LeadWords(subjects, diagnostics)))
    chapters = selector.walk()
    if diagnostics.has_errors:
        raise ProfileError(reader.profile.id, diagnostics)
    return Selection(reader.profile.id, chapters, dict(sorted(selector.decisions.items())))


class _Selector:
    def __init__(self, presence: Presence, subjects: Subjects, answers: Answers, leads: LeadWriter) -> None:
        self.presence, self.project = presence, presence.project
        self.subjects, self.answers, self.leads = subjects, answers, leads
        self.strict = certain(answers)
        self.why = WhyWriter(presence, subjects)
        self.decisions: dict[str, Decision] = {}

    def walk(self) -> tuple[ChosenChapter, ...]:
        """The chapters of which something is shown; `decisions` then holds every module of the project."""
        parts = {chapter.id: part.id for part, chapter in self.project.outline.chapters()}
        shown: dict[str, list[Decision]] = {chapter: [] for chapter in parts}
        whys = {name: self.why.chapter(asked, self.answers) for name, asked in self.presence.chapters.items()}
        for name, chapter, _, around in self.presence.entries():
            for choice in self._choices(name, around):
                decision = self._decide(choice, chapter.id, whys[chapter.id])
                # A module of which no block is left was chosen, but leaves no trace.
                if decision.shown and decision.body:
                    shown[chapter.id].append(decision)
        for module in self.project.modules.values():
            if module.id not in self.decisions:
                self._leave(Left(module=module, truth=FALSE, reason=reasons.unplaced(module)), None)
        return tuple(
            ChosenChapter(parts[chapter], chapter, tuple(decisions), whys[chapter])
            for chapter, decisions in shown.items()
            if decisions
        )

    def _choices(self, name: str, around: Condition) -> Iterable[Choice]:
        """What becomes of the module, or of each alternative of the slot, that the outline names."""
        rivals = self.project.slots.get(name)
        order = (self.project.modules[name],) if rivals is None else rank(rivals, self.presence.space).order
        if evaluate(around, self.answers) is FALSE:
            return [Left(module=module, truth=FALSE, reason=reasons.outside(around)) for module in order]
        if rivals is None:
            return [self._module(order[0], around)]
        return SlotWalk(around, self.answers, self.strict, self.leads).run(order)

    def _module(self, module: Module, around: Condition) -> Choice:
        whole = all_of(around, module.condition)
        truth = evaluate(whole, self.answers)
        if truth is FALSE:
            return Left(module=module, truth=truth, reason=reasons.fails(module))
        if truth is TRUE:
            reason = reasons.holds(module, around)
            return Shown(module=module, truth=truth, reason=reason, answers=self.answers, inside=self.answers)
        lead = self.leads.write(whole, self.answers, module.front.lead, module.front.place("when"))
        return Shown(
            module=module,
            truth=truth,
            reason=reasons.is_open(module, around),
            answers=self.answers,
            inside=assume(lead.residue, self.answers),
            lead=lead,
            unsettled=lead.residue,
        )

    def _decide(self, choice: Choice, chapter: str, chapter_why: Why) -> Decision:
        if isinstance(choice, Left):
            return self._leave(choice, chapter)
        module = choice.module
        if choice.lead is not None and module.front.unknown == "hide":
            return self._leave(Left(module=module, truth=choice.truth, reason=reasons.hidden(module)), chapter)
        chooser = BlockChooser(self.subjects, self.leads)
        body = chooser.body(module.body, choice.inside)
        decision = Decision(
            module,
            chapter,
            choice.truth,
            shown=True,
            lead=choice.lead,
            reason=choice.reason,
            why=self.why.write(choice, body, chooser.decisions, chapter_why),
            body=body,
            arms=tuple(chooser.decisions),
            unsettled=choice.unsettled,
        )
        self.decisions[module.id] = decision
        return decision

    def _leave(self, left: Left, chapter: str | None) -> Decision:
        decision = Decision(left.module, chapter, left.truth, shown=False, lead=None, reason=left.reason)
        self.decisions[left.module.id] = decision
        return decision
