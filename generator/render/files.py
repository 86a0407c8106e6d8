"""What a guide gives besides its pages: the handbook still to be laid out, the calendar and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from generator.logic.seal import Seal
from generator.model.artifact import Artifact
from generator.model.calendar_history import CalendarHistory
from generator.model.guide import Guide
from generator.model.output import CALENDAR, HANDBOOK, WORKBOOK, OutputKind
from generator.model.project import Project
from generator.render.calendar import calendar_file
from generator.render.calendar_entries import entries_of, remembered
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer, HandbookSource
from generator.render.pdf import Enclosure
from generator.render.surroundings import Typesetting
from generator.render.theme import Theme
from generator.render.workbook.book import workbook_file

AT_ONCE = (CALENDAR, WORKBOOK)
"""The files that are made of a guide at once. A handbook is laid out later."""

ReadHistory = Callable[[str], CalendarHistory]
"""Gives the calendar history of a profile, empty where there is none."""


class FileRenderer:
    """Renders the files of the wanted kinds.

    `folder` says where a profile's files are below the root. `today` is the day on which what changed in a calendar has
    changed; `histories` are those of the calendars given out before, and `remembered` fills with those after.
    """

    def __init__(
        self,
        project: Project,
        theme: Theme,
        fragments: FragmentMaker,
        seal: Seal,
        wanted: Collection[str],
        folder: Callable[[str], str],
        *,
        today: dt.date,
        histories: ReadHistory,
        pieces: bool = True,
    ) -> None:
        self.project, self.wanted, self.folder = project, wanted, folder
        self.today, self.histories = today, histories
        self.remembered: dict[str, CalendarHistory] = {}
        self.handbooks = (
            HandbookRenderer(project, theme, fragments, seal, pieces=pieces) if HANDBOOK.name in wanted else None
        )
        settings = project.settings.handbook
        self.attached = settings.attach if settings else ()

    @property
    def typesetting(self) -> Typesetting:
        """What handbooks are laid out with."""
        assert self.handbooks is not None
        return self.handbooks.typesetting

    def path(self, profile: str) -> str:
        """Where a profile's handbook is."""
        return f"{self.folder(profile)}/{HANDBOOK.file}"

    def render(self, guide: Guide) -> tuple[list[Artifact], HandbookSource | None]:
        """The calendar and the workbook of one guide, and its handbook's source, as far as they are wanted."""
        made = {kind: content for kind in AT_ONCE if (content := self._content(guide, kind)) is not None}
        artifacts = [
            Artifact(f"{self.folder(guide.id)}/{kind.file}", content, guide.id)
            for kind, content in made.items()
            if kind.name in self.wanted
        ]
        if self.handbooks is None:
            return artifacts, None
        enclosures = tuple(
            Enclosure(kind.file, self.project.settings.label_of(kind), content)
            for kind, content in made.items()
            if kind.name in self.attached
        )
        return artifacts, self.handbooks.source(guide, enclosures)

    def _content(self, guide: Guide, kind: OutputKind) -> bytes | None:
        is_enclosed = self.handbooks is not None and kind.name in self.attached
        if kind.name not in self.wanted and not is_enclosed:
            return None
        return self._calendar(guide) if kind is CALENDAR else workbook_file(guide, self.project)

    def _calendar(self, guide: Guide) -> bytes | None:
        entries = entries_of(guide)
        history = remembered(entries, self.histories(guide.id), self.today)
        self.remembered[guide.id] = history
        return calendar_file(self.project, entries, history)
