"""Ids of sources that are not points here: said by another point, or left out with a reason."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Span
from generator.model.project import Project


class OtherIds:
    """The ids in `also` and `dropped`. Each id has one place, so that nothing of a source is lost or counted twice."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.said_by: dict[str, str] = {}
        for name, point in project.points.items():
            for other in point.also:
                self.said_by.setdefault(other, name)

    def check(self, diagnostics: Diagnostics) -> None:
        """Report each id that has a second place."""
        for name, point in self.project.points.items():
            for number, other in enumerate(point.also):
                if other in self.project.points or self.said_by[other] != name or other in point.also[:number]:
                    self._twice(other, point.place("also", number), diagnostics)
        for name, dropped in self.project.dropped.items():
            if name in self.project.points or name in self.said_by:
                self._twice(name, dropped.span, diagnostics)

    def report(self, name: str, span: Span, diagnostics: Diagnostics) -> bool:
        """Whether a name used as a point is one of these ids; then it is reported."""
        if name in self.said_by:
            diagnostics.error("unknown-point", f"'{name}' is not a point here", span, f"write {self.said_by[name]}")
        elif name in self.project.dropped:
            why = self.project.dropped[name].why
            diagnostics.error("unknown-point", f"'{name}' was dropped: {why}", span, "take it out")
        else:
            return False
        return True

    def _twice(self, name: str, place: Span, diagnostics: Diagnostics) -> None:
        first = "is already a point" if name in self.project.points else f"is already listed under {self.said_by[name]}"
        diagnostics.error("id-twice", f"'{name}' {first}", place, "keep one of the two")
