"""What is in the place of a mark: filled for one reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

LATER = -1
"""Stands for the number of a source that is set in later."""


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A value mark, as plain text still to be escaped; `name` is what it stands for."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilledFact:
    """A fact by its id: its number among the sources, and its value where it is to be printed.

    Where text is filled for many guides at once, its number is LATER.
    """

    number: int
    value: str | None
    confirm: bool
    fact: str


@dataclass(frozen=True, slots=True)
class FilledTerm:
    """A glossary word."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class FilledLink:
    """Where a link leads: a section of this guide, or an address outside."""

    chapter: str | None
    anchor: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FilledTask:
    """An item of a checklist, with its date or its rule in words.

    `step` is the step it is part of, `begin` the day to begin with that, `missed` its last day where it comes too
    late. `fixed` is the day by which two guides are compared: of a step its last day, which does not move while days
    pass. `is_last` is whether a planned day is the last one that would do, later than the one planned on.
    """

    id: str
    due: dt.date | None
    planned: bool
    rule: str | None
    is_done: bool = False
    step: str | None = None
    begin: dt.date | None = None
    fixed: dt.date | None = None
    missed: dt.date | None = None
    is_last: bool = False

    @property
    def order(self) -> dt.date | None:
        """The day that gives it its place in a list: the last one to begin a step, or the day it is due."""
        return self.due if self.begin is None or self.says_planned else self.begin

    @property
    def says_planned(self) -> bool:
        """Whether its day is marked as planned; one that comes too late, or is the last, says more than that."""
        return self.planned and self.missed is None and not self.is_last


@dataclass(frozen=True, slots=True)
class FilledPicture:
    """A picture, what is seen in it, and its caption."""

    path: str
    words: str
    caption: str | None
    state: str


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A link to a file of the project, with the words of the link."""

    path: str
    words: str
    state: str


FilledMark = FilledValue | FilledFact | FilledTerm | FilledLink | FilledTask | FilledPicture | FilledFile
