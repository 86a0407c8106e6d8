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
from generator.logic.words import UNWORDED
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.module import Arm, Module, UnknownPolicy
from generator.model.selection import Lead
from generator.select import words


def unless(excluded: Sequence[Condition], condition: Condition, answers: Answers) -> Condition | None:
    """What the answers leave open of a condition that counts only where none of the excluded ones holds."""
    return remainder(all_of(none_of(excluded), condition), answers)


@dataclass(frozen=True, slots=True)
class LeadWriter:
    """Writes the leads of one reader's guide."""

    words: LeadWords

    def over_module(self, module: Module, condition: Condition, answers: Answers, *, instead: bool = False) -> Lead:
        """The lead over a module, for an unknown condition."""
        front = module.front
        return self._write(condition, answers, front.lead, front.unknown, front.place("when"), instead=instead)

    def over_arm(self, arm: Arm, condition: Condition, answers: Answers) -> Lead:
        """The lead over an arm of a block, for an unknown condition."""
        return self._write(condition, answers, arm.lead, arm.unknown, arm.span)

    def _write(
        self,
        condition: Condition,
        answers: Answers,
        own: str | None,
        unknown: UnknownPolicy,
        place: Span,
        *,
        instead: bool = False,
    ) -> Lead:
        """Its author's words, else words from its residue; what is hidden meanwhile has no reader, and needs none."""
        rest = residue(condition, answers)
        said = UNWORDED if unknown == "hide" else self.words.write(rest, answers, own, place)
        return Lead(said, rest, instead)

    def otherwise(self, rest: Condition, answers: Answers, own: str | None) -> Lead:
        """The lead over the last arm after unknown ones; `rest` is what the answers leave open of it."""
        if own is not None:
            return Lead(self.words.own(own), rest, is_otherwise=True)
        alone = words.OTHER_CASE
        if 0 < clause_count(rest) <= MOST_CLAUSES:
            with suppress(NoPhrase):
                alone = self.words.plain(rest, answers)
        return Lead(words.OTHERWISE, rest, is_otherwise=True, alone=alone)
