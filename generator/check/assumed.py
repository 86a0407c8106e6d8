"""What a project says it takes to be right where too many readers would have to be gone through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.located import Entry
from generator.model.project import Project


class Assumed:
    """The assumptions of a project, each about one thing that has a name; which of them were needed is noted."""

    def __init__(self, project: Project) -> None:
        self.named = dict(_named(project))
        self.assumptions = {one.about: one for one in project.settings.assume}
        self.used: set[str] = set()

    def covers(self, place: Span) -> bool:
        """Whether what is at a place is taken to be right."""
        owner = self.owner(place)
        if owner is None or owner not in self.assumptions:
            return False
        self.used.add(owner)
        return True

    def owner(self, place: Span) -> str | None:
        """What a place belongs to: the last thing with a name that begins at or before it in its file."""
        before = [(span.line, name) for name, span in self.named.items() if _is_before(span, place)]
        return max(before)[1] if before else None

    def report(self, diagnostics: Diagnostics) -> None:
        """Report assumptions about nothing, and those that nothing needs."""
        for about, one in self.assumptions.items():
            if about not in self.named:
                advice = nearest(about, self.named) or f"write what it is and its name, such as '{min(self.named)}'"
                diagnostics.error("unknown-name", f"nothing is called '{about}'", one.place("about"), advice)
            elif about not in self.used:
                message = f"'{about}' is decided for every reader, so nothing has to be assumed"
                diagnostics.warning("idle-assumption", message, one.place("about"), "leave it out")


def _is_before(span: Span, place: Span) -> bool:
    return span.path == place.path and span.line <= place.line


def _named(project: Project) -> Iterator[tuple[str, Span]]:
    for module in project.texts:
        yield f"module {module.id}", Span(module.path, 1)
    for part in project.outline.parts:
        yield f"part {part.id}", part.span
        for chapter in part.chapters:
            yield f"chapter {chapter.id}", chapter.span
    kinds: dict[str, dict[str, Entry]] = {
        "facet": {**project.facets},
        "constraint": {one.id: one for one in project.constraints},
        "table": {**project.tables},
        "point": {**project.points},
        "entry": dict(project.data_entries()),
        "catalog": {name: one.head for name, one in project.catalogs.items()},
    }
    for kind, entries in kinds.items():
        for name, entry in entries.items():
            yield f"{kind} {name}", entry.span
