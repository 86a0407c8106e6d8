"""Selecting: the outline walked once, every module decided once."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.logic.describe import clause_trials, condition_words
from generator.logic.evaluate import certain, evaluate
from generator.logic.reader import Reader
from generator.logic.residue import assume, is_ruled_out, remainder, residue
from generator.logic.space import Space
from generator.logic.specificity import rank
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, AllOf, Condition, Not, both
from generator.model.module import Module
from generator.model.outline import SlotEntry
from generator.model.project import Project
from generator.model.selection import ChosenChapter, Decision, Lead, Reason, Selection
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth
from generator.select.blocks import BlockChooser, unless
from generator.select.leads import LeadWriter


def select_modules(project: Project, subjects: Subjects, space: Space, reader: Reader) -> Selection:
    """Decide every module and block for one reader.

    Raises ProfileError where a lead cannot be worded.
    """
    diagnostics = Diagnostics()
    selector = _Selector(project, subjects, space, reader.plan.answers, LeadWriter(subjects, diagnostics))
    chapters = selector.walk()
    if diagnostics.has_errors:
        raise ProfileError(reader.profile.id, diagnostics)
    return Selection(reader.profile.id, chapters, dict(sorted(selector.decisions.items())))


class _Selector:
    def __init__(self, project: Project, subjects: Subjects, space: Space, answers: Answers, leads: LeadWriter) -> None:
        self.project, self.subjects, self.space = project, subjects, space
        self.answers, self.leads = answers, leads
        self.strict = certain(answers)
        self.decisions: dict[str, Decision] = {}

    def walk(self) -> tuple[ChosenChapter, ...]:
        chosen: list[ChosenChapter] = []
        for part, chapter in self.project.outline.chapters():
            outer = both(part.when, chapter.when)
            shown: list[Decision] = []
            for entry in chapter.contents:
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                around = both(outer, entry.when) if isinstance(entry, SlotEntry) else outer
                if name in self.project.modules and self.project.modules[name].front.slot is None:
                    shown.extend(self._module(self.project.modules[name], chapter.id, around))
                else:
                    shown.extend(self._slot(name, chapter.id, around))
            if shown:
                chosen.append(ChosenChapter(part.id, chapter.id, tuple(shown)))
        for module in self.project.modules.values():
            if module.id not in self.decisions:
                reason = Reason(
                    "unplaced",
                    "the outline does not name it"
                    if module.front.slot is None
                    else f"the outline does not name its slot '{module.front.slot}'",
                )
                self.decisions[module.id] = Decision(module, None, FALSE, shown=False, lead=None, reason=reason)
        return tuple(chosen)

    def _module(self, module: Module, chapter: str, outer: Condition) -> list[Decision]:
        if self._is_outside(module, chapter, outer):
            return []
        whole = both(outer, module.condition)
        truth = evaluate(whole, self.answers)
        if truth is FALSE:
            self._leave(module, chapter, truth, self._reason("fails", module))
            return []
        if truth is TRUE:
            return self._show(module, chapter, outer, truth, None, self._reason("holds", module), self.answers)
        lead = self.leads.write(whole, self.answers, module.front.lead, module.front.place("when"))
        return self._show(
            module,
            chapter,
            outer,
            truth,
            lead,
            self._reason("unknown", module),
            assume(lead.residue, self.answers),
            unsettled=lead.residue,
        )

    def _slot(self, name: str, chapter: str, outer: Condition) -> list[Decision]:
        """Walk the alternatives from the most specific: the first that certainly holds ends the walk."""
        winner: Module | None = None
        shown: list[Decision] = []
        instead: list[tuple[Module, Condition, Condition | None]] = []
        excluded: list[Condition] = []
        is_over = False
        # The alternatives compete among those readers for whom the slot's place in the outline holds.
        is_open = evaluate(outer, self.answers) is UNKNOWN
        inside = assume(residue(outer, self.answers), self.answers) if is_open else self.answers
        strict = certain(inside) if is_open else self.strict
        for module in rank(self.project.slots[name], self.space).order:
            if self._is_outside(module, chapter, outer):
                continue
            truth = evaluate(module.condition, inside)
            if is_over:
                assert winner is not None or instead
                self._leave(module, chapter, truth, self._lost(module, winner))
                continue
            if truth is FALSE:
                self._leave(module, chapter, truth, self._reason("fails", module))
                continue
            if truth is TRUE and winner is None:
                winner = module
                shown = self._win(module, chapter, outer, excluded, has_rivals=len(self.project.slots[name]) > 1)
            elif winner is None:
                condition = both(outer, module.condition)
                if is_ruled_out(condition, excluded, self.strict):
                    self._leave(module, chapter, truth, self._lost(module, winner))
                    continue
                instead.append((module, condition, unless(excluded, condition, self.answers)))
            else:
                condition = both(outer, AllOf((*(Not(one) for one in excluded), module.condition)))
                if is_ruled_out(condition, (), self.strict):
                    self._leave(module, chapter, truth, self._lost(module, winner))
                    continue
                instead.append((module, condition, remainder(condition, self.strict)))
            excluded.append(module.condition)
            is_over = is_ruled_out(ALWAYS, excluded, strict)
        for module, condition, unsettled in instead:
            answers = self.strict if winner is not None and module.id != winner.id else self.answers
            lead = self.leads.write(
                condition, answers, module.front.lead, module.front.place("when"), instead=winner is not None
            )
            shown.extend(
                self._show(
                    module,
                    chapter,
                    outer,
                    UNKNOWN,
                    lead,
                    self._reason("unknown", module),
                    assume(lead.residue, answers),
                    unsettled=unsettled,
                )
            )
        return shown

    def _win(
        self, module: Module, chapter: str, outer: Condition, excluded: list[Condition], *, has_rivals: bool
    ) -> list[Decision]:
        reason = self._reason("holds", module)
        if has_rivals:
            reason = replace(reason, kind="won", sentence=f"it won slot '{module.front.slot}': {reason.sentence}")
        unsettled = unless(excluded, outer, self.answers)
        if evaluate(outer, self.answers) is not UNKNOWN:
            return self._show(module, chapter, outer, TRUE, None, reason, self.answers, unsettled=unsettled)
        lead = self.leads.write(outer, self.answers, module.front.lead, module.front.place("when"))
        inside = assume(lead.residue, self.answers)
        return self._show(module, chapter, outer, UNKNOWN, lead, reason, inside, unsettled=unsettled)

    def _is_outside(self, module: Module, chapter: str, outer: Condition) -> bool:
        if evaluate(outer, self.answers) is not FALSE:
            return False
        trials = clause_trials(outer, self.answers, self.subjects)
        reason = Reason("outline", f"its place in the outline does not hold: {condition_words(outer)}", trials)
        self._leave(module, chapter, FALSE, reason)
        return True

    def _show(
        self,
        module: Module,
        chapter: str,
        outer: Condition,
        truth: Truth,
        lead: Lead | None,
        reason: Reason,
        answers: Answers,
        *,
        unsettled: Condition | None = None,
    ) -> list[Decision]:
        if lead is not None and module.front.unknown == "hide":
            hidden = replace(
                reason,
                kind="hidden",
                sentence=f"its condition is open ({condition_words(module.condition)}) and it says 'unknown: hide'",
            )
            self._leave(module, chapter, truth, hidden)
            return []
        chooser = BlockChooser(self.subjects, self.leads)
        body = chooser.body(module.body, answers)
        decision = Decision(
            module,
            chapter,
            truth,
            shown=True,
            lead=lead,
            reason=reason,
            place=clause_trials(outer, self.answers, self.subjects),
            body=body,
            arms=tuple(chooser.decisions),
            unsettled=unsettled,
        )
        self.decisions[module.id] = decision
        return [decision] if body else []

    def _leave(self, module: Module, chapter: str, truth: Truth, reason: Reason) -> None:
        self.decisions[module.id] = Decision(module, chapter, truth, shown=False, lead=None, reason=reason)

    def _reason(self, kind: str, module: Module) -> Reason:
        trials = clause_trials(module.condition, self.answers, self.subjects)
        words = condition_words(module.condition)
        if module.condition == ALWAYS:
            return Reason("always", "it is for everyone", trials)
        if kind == "holds":
            return Reason("holds", f"its condition holds: {words}", trials)
        if kind == "fails":
            return Reason("fails", f"its condition does not hold: {words}", trials)
        return Reason("unknown", f"shown under a lead, because open: {words}", trials)

    def _lost(self, module: Module, winner: Module | None) -> Reason:
        trials = clause_trials(module.condition, self.answers, self.subjects)
        rival = "a more specific alternative" if winner is None else f"'{winner.id}'"
        return Reason("lost", f"{rival} won slot '{module.front.slot}'", trials, None if winner is None else winner.id)
