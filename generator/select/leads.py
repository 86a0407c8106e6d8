"""Leads: the words over text whose condition a reader's answers leave open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics, Span
from generator.logic.combine import all_of, none_of
from generator.logic.phrase import MOST_CLAUSES, NoPhrase, clause_count, phrase
from generator.logic.residue import remainder, residue
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.selection import Lead

OTHERWISE = "Otherwise"
OTHER_CASE = "In the other case"


def unless(excluded: Sequence[Condition], condition: Condition, answers: Answers) -> Condition | None:
    """What the answers leave open of a condition that counts only where none of the excluded ones holds."""
    return remainder(all_of(none_of(excluded), condition), answers)


@dataclass(frozen=True, slots=True)
class LeadWriter:
    """Writes the leads of one reader's guide."""

    subjects: Subjects
    diagnostics: Diagnostics

    def write(
        self, condition: Condition, answers: Answers, own: str | None, place: Span, *, instead: bool = False
    ) -> Lead:
        """The lead for an unknown condition: its author's words, else words from its residue."""
        rest = residue(condition, answers)
        if own is not None:
            return Lead(text.curly(own.rstrip(": ")), rest, instead)
        if clause_count(rest) > MOST_CLAUSES:
            self.diagnostics.error(
                "needs-lead",
                f"{clause_count(rest)} clauses are open here, too many for a lead of our own",
                place,
                'add lead: "If ..."',
            )
            return Lead("If this applies to you", rest, instead)
        try:
            return Lead(f"If {text.curly(phrase(rest, self.subjects, answers))}", rest, instead)
        except NoPhrase as missing:
            what = missing.subject if missing.value is None else f"{missing.subject}: {missing.value}"
            self.diagnostics.error(
                "no-phrase",
                f"a lead needs words for '{what}'",
                place,
                f"add 'if' and 'if_not' to '{missing.subject}'",
            )
            return Lead("If this applies to you", rest, instead)

    def otherwise(self, rest: Condition, answers: Answers) -> Lead:
        """The lead over the last arm after unknown ones; `rest` is what the answers leave open of it."""
        alone = OTHER_CASE
        if 0 < clause_count(rest) <= MOST_CLAUSES:
            with suppress(NoPhrase):
                alone = f"If {text.curly(phrase(rest, self.subjects, answers))}"
        return Lead(OTHERWISE, rest, alone=alone)
