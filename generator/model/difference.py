"""What differs between the guides of two readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.model.guide import GuideChapter, Passage, PlanItem
from generator.model.line import LineKind


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """A plan value that differs; None where one reader has no such line."""

    name: str
    label: str
    was: PlanItem | None
    becomes: PlanItem | None


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A section that only one reader has, or that reads differently; the two may be rivals in one slot."""

    chapter: GuideChapter
    was: Passage | None
    becomes: Passage | None


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line outside the sections that differs, in words; None where one reader has no such line."""

    kind: LineKind[Any]
    id: str
    label: str
    was: str | None
    becomes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """From one reader's guide to another's, in the order of the guide. `same` counts the sections left as they are."""

    was: str
    becomes: str
    plan: tuple[PlanDifference, ...]
    sections: tuple[SectionDifference, ...]
    lines: tuple[LineDifference, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.plan or self.sections or self.lines)
