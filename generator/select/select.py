"""Selecting: the outline walked for each reader, each entry decided once for the answers it asks about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Diagnostics
from generator.errors import ProfileError
from generator.kept import Kept
from generator.logic.asked import asked_by
from generator.logic.combine import all_of
from generator.logic.evaluate import certain, evaluate
from generator.logic.lead import LeadWords
from generator.logic.likeness import Likeness
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

NOT_SAID = Why("", "", None)

MOST_KEPT = 5_000
"""Entries decided that are kept for the next readers; personas of the shipped guide have some 2,500 different ones."""

MOST_ALIKE = 50_000
"""Answers to what an entry asks about of which it is kept what they come to; more of them come to the same."""

MOST_CHAPTERS = 1_000
"""Reasons of chapters that are kept; those of the shipped guide have some 60 for all of its personas."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A module or slot that the outline names: its alternatives from the best, and the subjects that decide it.

    `around` is all that the outline asks, what `of_chapter` does included; `chapter_asks` are the subjects of that
    alone. `likeness` tells answers apart as far as they decide what is shown, and under which lead.
    """

    name: str
    chapter: str
    of_chapter: Condition
    chapter_asks: tuple[str, ...]
    around: Condition
    order: tuple[Module, ...]
    asks: tuple[str, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Decided:
    """What an entry comes to for some answers, in reading order, why its chapter is there, and what is wrong.

    A module of which no block is left was chosen, but is not among the `visible`.
    """

    decisions: Mapping[str, Decision]
    visible: tuple[Decision, ...]
    chapter: Why
    found: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Selector:
    """Selects for one reader of a project after the other."""

    subjects: Subjects
    presence: Presence
    _entries: tuple[OutlineEntry, ...] | None = None
    _decided: Kept[Decided] = field(default_factory=lambda: Kept(MOST_KEPT))
    _alike: Kept[Decided] = field(default_factory=lambda: Kept(MOST_ALIKE))
    _chapters: Kept[Why] = field(default_factory=lambda: Kept(MOST_CHAPTERS))

    def select(self, reader: Reader, *, explained: bool = True) -> Selection:
        """Decide every module and block for one reader.

        Where it is not `explained`, no section says why it is there, and blocks do not hold this reader's own answers.
        Raises ProfileError where a lead cannot be worded.
        """
        project, answers = self.presence.project, reader.plan.answers
        shown: dict[str, list[Decision]] = {}
        whys: dict[str, Why] = {}
        decisions: dict[str, Decision] = {}
        diagnostics = Diagnostics()
        asked: dict[tuple[str, ...], Answers] = {}
        for entry in self.entries:
            if entry.asks not in asked:
                asked[entry.asks] = {name: answers[name] for name in entry.asks}
            decided = self._decide(entry, asked[entry.asks], explained=explained)
            diagnostics.extend(decided.found)
            whys[entry.chapter] = decided.chapter
            decisions.update(decided.decisions)
            if decided.visible:
                shown.setdefault(entry.chapter, []).extend(decided.visible)
        if diagnostics.has_errors:
            raise ProfileError(reader.profile.id, diagnostics)
        for module in project.modules.values():
            if module.id not in decisions:
                decisions[module.id] = _left(Left(module=module, truth=FALSE, reason=reasons.unplaced(module)), None)
        chapters = tuple(
            ChosenChapter(part.id, chapter.id, tuple(shown[chapter.id]), whys[chapter.id])
            for part, chapter in project.outline.chapters()
            if chapter.id in shown
        )
        return Selection(reader.profile.id, chapters, dict(sorted(decisions.items())))

    @property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """What the outline names, worked out when it is first asked for."""
        if self._entries is None:
            self._entries = tuple(self._outlined())
        return self._entries

    def _outlined(self) -> Iterator[OutlineEntry]:
        project = self.presence.project
        for name, chapter, _, around in self.presence.entries():
            rivals = project.slots.get(name)
            order = (project.modules[name],) if rivals is None else rank(rivals, self.presence.space).order
            arms = (arm.condition for module in order for arm in module.arms())
            conditions = [around, *(module.condition for module in order), *arms]
            of_chapter = self.presence.chapters[chapter.id]
            chapter_asks = asked_by([of_chapter], project.facets)
            asks = asked_by([of_chapter, *conditions], project.facets)
            asking = (project.facets[one].asked_when for one in asks if one in project.facets)
            likeness = Likeness([*conditions, *asking], exact=(), moving=asks)
            yield OutlineEntry(name, chapter.id, of_chapter, chapter_asks, around, order, asks, likeness)

    def _decide(self, entry: OutlineEntry, asked: Answers, *, explained: bool) -> Decided:
        """What becomes of an entry; only the answers it asks about are looked at."""
        key = entry.name, tuple(asked.values()), explained

        def decide() -> Decided:
            chapter = self._why_chapter(entry, asked) if explained else NOT_SAID
            return _Decider(self.presence, self.subjects, asked, explained=explained).decide(entry, chapter)

        def decide_alike() -> Decided:
            return self._decided.get((entry.name, entry.likeness.of(asked)), 1, decide)

        if explained:
            return self._decided.get(key, 1, decide)
        return self._alike.get(key, 1, decide_alike)

    def _why_chapter(self, entry: OutlineEntry, asked: Answers) -> Why:
        """Why the chapter of an entry is there: worded once for all of its entries, and for all who answer alike."""
        answers = {name: asked[name] for name in entry.chapter_asks}
        writer = WhyWriter(self.presence, self.subjects)
        key = entry.chapter, tuple(answers.values())
        return self._chapters.get(key, 1, lambda: writer.chapter(entry.of_chapter, answers))


class _Decider:
    """Decides one entry of the outline for some answers."""

    def __init__(self, presence: Presence, subjects: Subjects, answers: Answers, *, explained: bool) -> None:
        self.presence, self.subjects, self.answers, self.explained = presence, subjects, answers, explained
        self.diagnostics = Diagnostics()
        self.leads = LeadWriter(LeadWords(subjects, self.diagnostics))
        self.why = WhyWriter(presence, subjects)

    def decide(self, entry: OutlineEntry, chapter: Why) -> Decided:
        decisions = [self._decided(choice, entry.chapter, chapter) for choice in self._choices(entry)]
        visible = tuple(one for one in decisions if one.shown and one.body)
        return Decided({one.module.id: one for one in decisions}, visible, chapter, tuple(self.diagnostics))

    def _choices(self, entry: OutlineEntry) -> Iterable[Choice]:
        """What becomes of the module, or of each alternative of the slot, that the outline names."""
        around, order = entry.around, entry.order
        if evaluate(around, self.answers) is FALSE:
            return [Left(module=module, truth=FALSE, reason=reasons.outside(around)) for module in order]
        if entry.name not in self.presence.project.slots:
            return [self._module(order[0], around)]
        return SlotWalk(around, self.answers, certain(self.answers), self.leads).run(order)

    def _module(self, module: Module, around: Condition) -> Choice:
        whole = all_of(around, module.condition)
        truth = evaluate(whole, self.answers)
        if truth is FALSE:
            return Left(module=module, truth=truth, reason=reasons.fails(module))
        if truth is TRUE:
            reason = reasons.holds(module, around)
            return Shown(module=module, truth=truth, reason=reason, answers=self.answers, inside=self.answers)
        lead = self.leads.over_module(module, whole, self.answers)
        return Shown(
            module=module,
            truth=truth,
            reason=reasons.is_open(module, around),
            answers=self.answers,
            inside=assume(lead.residue, self.answers),
            lead=lead,
            unsettled=lead.residue,
        )

    def _decided(self, choice: Choice, chapter: str, chapter_why: Why) -> Decision:
        if isinstance(choice, Left):
            return _left(choice, chapter)
        module = choice.module
        if choice.lead is not None and module.front.unknown == "hide":
            return _left(Left(module=module, truth=choice.truth, reason=reasons.hidden(module)), chapter)
        chooser = BlockChooser(self.leads)
        body = chooser.body(module.body, choice.inside)
        return Decision(
            module,
            chapter,
            choice.truth,
            shown=True,
            lead=choice.lead,
            reason=choice.reason,
            why=self.why.write(choice, body, chooser.decisions, chapter_why) if self.explained else None,
            body=body,
            arms=tuple(chooser.decisions),
            unsettled=choice.unsettled,
        )


def _left(left: Left, chapter: str | None) -> Decision:
    return Decision(left.module, chapter, left.truth, shown=False, lead=None, reason=left.reason)
