"""What goes with a line that comes from data: whether it is for this reader, its lead, note and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics
from generator.logic.entries import condition_of
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.residue import remainder, residue
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.cost import Cost
from generator.model.document import Document
from generator.model.entries import DataNote
from generator.model.milestone import Milestone
from generator.model.project import Project
from generator.model.truth import FALSE, TRUE


@dataclass(frozen=True, slots=True)
class Beside:
    """Decides the lines of data files for one reader. `cite` gives a fact its number among the sources."""

    project: Project
    answers: Answers
    subjects: Subjects
    diagnostics: Diagnostics
    cite: Callable[[str], int]

    def note(self, entry: Milestone | Cost | Document, facts: tuple[str, ...] = ()) -> DataNote | None:
        """What goes with an entry; None where it is not for this reader."""
        when = condition_of(self.project, entry)
        truth = evaluate(when, self.answers)
        if truth is FALSE:
            return None
        return DataNote(
            lead=None if truth is TRUE else self._lead(entry, when),
            unsettled=None if truth is TRUE else remainder(when, self.answers),
            note=None if entry.note is None else text.curly(entry.note),
            source=entry.source,
            verify=entry.verify,
            confidence=entry.confidence,
            cites=tuple(self.cite(fact) for fact in facts),
        )

    def _lead(self, entry: Milestone | Cost | Document, when: Condition) -> str:
        rest = residue(when, self.answers)
        return LeadWords(self.subjects, self.diagnostics).write(rest, self.answers, entry.lead, entry.place("when"))
