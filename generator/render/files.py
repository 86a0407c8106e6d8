"""What a guide gives besides its pages: the handbook still to be laid out, the calendar and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from generator.logic.seal import Seal
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.output import CALENDAR, HANDBOOK, WORKBOOK, OutputKind
from generator.model.project import Project
from generator.render.calendar import calendar_file
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer, HandbookSource
from generator.render.pdf import Enclosure, Typesetting
from generator.render.theme import Theme
from generator.render.workbook.book import workbook_file

MAKERS: Mapping[OutputKind, Callable[[Guide, Project], bytes | None]] = {
    CALENDAR: calendar_file,
    WORKBOOK: workbook_file,
}
"""What makes a file of a guide at once, or says that there is nothing to put in it. A handbook is laid out later."""


class FileRenderer:
    """Renders the files of the wanted kinds. `folder` says where a profile's files are below the root."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        fragments: FragmentMaker,
        seal: Seal,
        wanted: Collection[str],
        folder: Callable[[str], str],
    ) -> None:
        self.project, self.wanted, self.folder = project, wanted, folder
        self.handbooks = HandbookRenderer(project, theme, fragments, seal) if HANDBOOK.name in wanted else None
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
        made = {kind: content for kind in MAKERS if (content := self._content(guide, kind)) is not None}
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
        return MAKERS[kind](guide, self.project)
