"""Leads: the words over text whose condition a reader's answers leave open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.logic.combine import all_of, none_of
from generator.logic.lead import LeadWords
from generator.logic.phrase import MOST_CLAUSES, NoPhrase, clause_count
from generator.logic.residue import remainder, residue
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.selection import Lead
from generator.select import words


def unless(excluded: Sequence[Condition], condition: Condition, answers: Answers) -> Condition | None:
    """What the answers leave open of a condition that counts only where none of the excluded ones holds."""
    return remainder(all_of(none_of(excluded), condition), answers)


@dataclass(frozen=True, slots=True)
class LeadWriter:
    """Writes the leads of one reader's guide."""

    words: LeadWords

    def write(
        self, condition: Condition, answers: Answers, own: str | None, place: Span, *, instead: bool = False
    ) -> Lead:
        """The lead for an unknown condition: its author's words, else words from its residue."""
        rest = residue(condition, answers)
        return Lead(self.words.write(rest, answers, own, place), rest, instead)

    def otherwise(self, rest: Condition, answers: Answers, own: str | None) -> Lead:
        """The lead over the last arm after unknown ones; `rest` is what the answers leave open of it."""
        if own is not None:
            return Lead(self.words.own(own), rest, is_otherwise=True)
        alone = words.OTHER_CASE
        if 0 < clause_count(rest) <= MOST_CLAUSES:
            with suppress(NoPhrase):
                alone = self.words.plain(rest, answers)
        return Lead(words.OTHERWISE, rest, is_otherwise=True, alone=alone)
