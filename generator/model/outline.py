"""The outline: parts and chapters in order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.located import Entry, When

RESERVED = frozenset(
    (
        "budget", "calendar", "changes", "chapters", "checklist", "contents", "cover", "documents", "downloads",
        "handbook", "index", "main", "more", "next", "plan", "sources", "terms", "timeline", "tracker",
    )
)  # fmt: skip
"""Names of a guide's own pages and anchors: no chapter and no module may have one."""


class SlotEntry(Entry):
    """A slot that holds only for some readers."""

    slot: str
    when: When


class Chapter(Entry):
    """A chapter and the modules and slots it holds, in order."""

    id: str
    title: str
    summary: str | None = None
    when: When
    contents: tuple[str | SlotEntry, ...]


class Part(Entry):
    """A part and its chapters, in order."""

    id: str
    title: str
    when: When
    chapters: tuple[Chapter, ...]


class Outline(Entry):
    """`content/outline.yaml`. It alone orders."""

    parts: tuple[Part, ...]

    def chapters(self) -> Iterator[tuple[Part, Chapter]]:
        """Every chapter with its part, in order."""
        for part in self.parts:
            for chapter in part.chapters:
                yield part, chapter
