"""What a guide gives beside its pages: the handbook still to be laid out, the calendar and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection

from generator import text
from generator.logic.seal import Seal
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.project import Project
from generator.render.calendar import CALENDAR, calendar_file
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer, HandbookSource
from generator.render.pdf import Enclosure, Typesetting
from generator.render.theme import Theme
from generator.render.workbook import WORKBOOK, workbook_file

HANDBOOK = "handbook.pdf"
NAMES = {"pdf": HANDBOOK, "ics": CALENDAR, "xlsx": WORKBOOK}
"""The files by their kind."""

LABELS = {"ics": "Your dates for your calendar", "xlsx": "Tracker of your applications"}


class FileRenderer:
    """Renders the files of the wanted kinds. `folder` says where a profile's files stand below the root."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        fragments: FragmentMaker,
        seal: Seal,
        wanted: Collection[str],
        folder: Callable[[str], str],
    ) -> None:
        self.project, self.fragments, self.wanted, self.folder = project, fragments, wanted, folder
        self.handbooks = HandbookRenderer(project, theme, fragments, seal) if "pdf" in wanted else None
        settings = project.settings.handbook
        self.attached = settings.attach if settings else ()

    @property
    def typesetting(self) -> Typesetting:
        """What handbooks are laid out with."""
        assert self.handbooks is not None
        return self.handbooks.typesetting

    def path(self, profile: str) -> str:
        """Where a profile's handbook stands."""
        return f"{self.folder(profile)}/{HANDBOOK}"

    def render(self, guide: Guide) -> tuple[list[Artifact], HandbookSource | None]:
        """The calendar and the workbook of one guide, and its handbook's source, as far as they are wanted."""
        made = {kind: content for kind in ("ics", "xlsx") if (content := self._content(guide, kind)) is not None}
        artifacts = [
            Artifact(f"{self.folder(guide.id)}/{NAMES[kind]}", content, guide.id)
            for kind, content in made.items()
            if kind in self.wanted
        ]
        if self.handbooks is None:
            return artifacts, None
        enclosures = tuple(
            Enclosure(NAMES[kind], LABELS[kind], made[kind]) for kind in sorted(self.attached) if kind in made
        )
        return artifacts, self.handbooks.source(guide, enclosures)

    def _content(self, guide: Guide, kind: str) -> bytes | None:
        if kind not in self.wanted and (self.handbooks is None or kind not in self.attached):
            return None
        title = text.curly(self.project.settings.title)
        if kind == "ics":
            return calendar_file(guide, title, self.fragments)
        return workbook_file(guide, title, self.project.settings.paper, self.fragments)
