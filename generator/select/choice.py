"""What becomes of a module in its place: it is shown, or it is left out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.module import Module
from generator.model.selection import Lead, Reason
from generator.model.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A module that is shown.

    `answers` are those that decided it, `inside` those that hold for its blocks: under a lead, what the lead says is
    taken as given. `unsettled` is what is left open of its being shown, its rivals counted in.
    """

    module: Module
    truth: Truth
    reason: Reason
    answers: Answers
    inside: Answers
    lead: Lead | None = None
    unsettled: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A module that is left out."""

    module: Module
    truth: Truth
    reason: Reason


Choice = Shown | Left
