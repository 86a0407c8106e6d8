"""What goes with a line that comes from data: whether it is for this reader, its lead, note and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator import text
from generator.diagnostics import Diagnostics, Span
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.residue import remainder, residue
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.data import Confidence, Source
from generator.model.guide import DataNote
from generator.model.truth import FALSE, TRUE


class Conditional(Protocol):
    """An entry of a data file that is for some readers only."""

    @property
    def when(self) -> Condition: ...
    @property
    def lead(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...
    @property
    def source(self) -> Source | None: ...
    @property
    def verify(self) -> bool: ...
    @property
    def confidence(self) -> Confidence: ...
    def place(self, key: str) -> Span:
        """Where the value of `key` is."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Decides the lines of data files for one reader. `cite` gives a fact its number among the sources."""

    answers: Answers
    subjects: Subjects
    diagnostics: Diagnostics
    cite: Callable[[str], int]

    def note(self, entry: Conditional, facts: tuple[str, ...] = ()) -> DataNote | None:
        """What goes with an entry; None where it is not for this reader."""
        truth = evaluate(entry.when, self.answers)
        if truth is FALSE:
            return None
        return DataNote(
            lead=None if truth is TRUE else self._lead(entry),
            unsettled=None if truth is TRUE else remainder(entry.when, self.answers),
            note=None if entry.note is None else text.curly(entry.note),
            source=entry.source,
            verify=entry.verify,
            confidence=entry.confidence,
            cites=tuple(self.cite(fact) for fact in facts),
        )

    def _lead(self, entry: Conditional) -> str:
        rest = residue(entry.when, self.answers)
        return LeadWords(self.subjects, self.diagnostics).write(rest, self.answers, entry.lead, entry.place("when"))
