"""The words over what may not be for the reader: text, lines of data and rows of the plan share one set of rules."""

from __future__ import annotations

from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics, Span
from generator.logic.phrase import MOST_CLAUSES, NoPhrase, clause_count, phrase
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition

IF = "If {condition}"
UNWORDED = "If this applies to you"
"""Stands in for a lead that cannot be worded, so that everything else wrong is found in the same run."""


@dataclass(frozen=True, slots=True)
class LeadWords:
    """Words residues; what cannot be worded is reported.

    `diagnostics` gathers what an author has to word.
    """

    subjects: Subjects
    diagnostics: Diagnostics

    def write(self, rest: Condition, answers: Answers, own: str | None, place: Span) -> str:
        """The words over a residue, without the colon: its author's own, else ours where it is short enough."""
        if own is not None:
            return self.own(own)
        count = clause_count(rest)
        if count > MOST_CLAUSES:
            message = f"{count} clauses are open here, too many for a lead of our own"
            self.diagnostics.error("needs-lead", message, place, 'add lead: "If ..."')
            return UNWORDED
        return self.short(rest, answers, place, "a lead") or UNWORDED

    @staticmethod
    def own(words: str) -> str:
        """An author's words for a lead."""
        return text.curly(words.rstrip(": "))

    def short(self, rest: Condition, answers: Answers, place: Span, what: str) -> str | None:
        """A residue in words, however long; None where the project lacks the words, which `what` needs."""
        try:
            return self.plain(rest, answers)
        except NoPhrase as missing:
            named = missing.subject if missing.value is None else f"{missing.subject}: {missing.value}"
            advice = f"add 'if' and 'if_not' to '{missing.subject}'"
            self.diagnostics.error("no-phrase", f"{what} needs words for '{named}'", place, advice)
            return None

    def plain(self, rest: Condition, answers: Answers) -> str:
        """A residue in words.

        Raises NoPhrase where the project lacks the words.
        """
        return IF.format(condition=text.curly(phrase(rest, self.subjects, answers)))
