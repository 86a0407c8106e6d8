"""What goes with a line that comes from data: whether it is for this reader, its lead, note and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostic, Diagnostics
from generator.kept import Kept
from generator.logic.asked import asked_by
from generator.logic.entries import condition_of
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.residue import remainder, residue
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.cost import Cost
from generator.model.document import Document
from generator.model.entries import Citation, DataNote
from generator.model.milestone import Milestone
from generator.model.project import Project
from generator.model.truth import FALSE, TRUE, Truth

_Entry = Milestone | Cost | Document


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an entry asks, and by which answers that is decided; the rest is held on to for its id."""

    when: Condition
    asks: tuple[str, ...]
    held: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Fate:
    """Whether an entry is for some readers, its lead and what is open of it, and what is wrong with the lead."""

    truth: Truth
    lead: str | None
    unsettled: Condition | None
    found: tuple[Diagnostic, ...]


# What becomes of an entry depends on the answers it asks about: it is decided once for these.
_ASKED: Kept[_Asked] = Kept(10_000)
_FATES: Kept[_Fate] = Kept(50_000)


@dataclass(frozen=True, slots=True)
class Beside:
    """Decides the lines of data files for one reader. `cite` gives a fact its number among the sources."""

    project: Project
    answers: Answers
    subjects: Subjects
    diagnostics: Diagnostics
    cite: Callable[[str], int]

    def check(self, entry: _Entry) -> bool:
        """Whether an entry is, or may be, for this reader; what is wrong with its lead is reported."""
        fate = self._fate(entry)
        self.diagnostics.extend(fate.found)
        return fate.truth is not FALSE

    def asks(self, entry: _Entry) -> tuple[str, ...]:
        """What an entry asks about."""
        return self._asked(entry).asks

    def note(self, entry: _Entry, facts: tuple[str, ...] = ()) -> DataNote | None:
        """What goes with an entry; None where it is not for this reader."""
        fate = self._fate(entry)
        if fate.truth is FALSE:
            return None
        return DataNote(
            lead=fate.lead,
            unsettled=fate.unsettled,
            note=None if entry.note is None else text.curly(entry.note),
            source=entry.source,
            verify=entry.verify,
            confidence=entry.confidence,
            cites=tuple(Citation(self.cite(fact), fact) for fact in facts),
        )

    def _asked(self, entry: _Entry) -> _Asked:
        def asked() -> _Asked:
            when = condition_of(self.project, entry)
            return _Asked(when, asked_by([when], self.project.facets), (entry, self.project, self.subjects))

        return _ASKED.get((id(entry), id(self.project), id(self.subjects)), 1, asked)

    def _fate(self, entry: _Entry) -> _Fate:
        """What becomes of an entry; only the answers it asks about are looked at."""
        known = self._asked(entry)
        answers = {name: self.answers[name] for name in known.asks}
        key = id(known), tuple(answers.values())
        return _FATES.get(key, 1, lambda: self._decided(entry, known, answers))

    def _decided(self, entry: _Entry, known: _Asked, answers: Answers) -> _Fate:
        truth = evaluate(known.when, answers)
        if truth in (TRUE, FALSE):
            return _Fate(truth, None, None, ())
        found = Diagnostics()
        rest = residue(known.when, answers)
        lead = LeadWords(self.subjects, found).write(rest, answers, entry.lead, entry.place("when"))
        return _Fate(truth, lead, remainder(known.when, answers), tuple(found))
