"""The words over what may not be for the reader: text, lines of data and rows of the plan share one set of rules."""

from __future__ import annotations

from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics, Span
from generator.logic import words
from generator.logic.phrase import MOST_CLAUSES, NoPhrase, clause_count, phrase
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition


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
            self.diagnostics.error(
                "needs-lead",
                f"{count} clauses are open here, too many for a lead of our own",
                place,
                'add lead: "If ..."',
            )
            return words.UNWORDED
        return self.short(rest, answers, place, words.LEAD_NEEDS) or words.UNWORDED

    @staticmethod
    def own(written: str) -> str:
        """An author's words for a lead."""
        return text.curly(written.rstrip(": "))

    def short(self, rest: Condition, answers: Answers, place: Span, needs: str) -> str | None:
        """A residue in words, however long; None where the project lacks the words: `needs` is how that is told."""
        try:
            return self.plain(rest, answers)
        except NoPhrase as missing:
            named = missing.subject if missing.value is None else f"{missing.subject}: {missing.value}"
            self.diagnostics.error(
                "no-phrase", needs.format(name=named), place, f"add 'if' and 'if_not' to '{missing.subject}'"
            )
            return None

    def plain(self, rest: Condition, answers: Answers) -> str:
        """A residue in words.

        Raises NoPhrase where the project lacks the words.
        """
        return words.IF.format(condition=text.curly(phrase(rest, self.subjects, answers)))
