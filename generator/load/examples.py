"""Examples for what authors are told to write, with the names of their own project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.logic.subject import PLAN, Subjects


@dataclass(frozen=True, slots=True)
class Examples:
    """Takes examples from a project's facets; where it has none that fits, general words stand for them."""

    subjects: Subjects

    @property
    def condition(self) -> str:
        """One condition: "{bike: own}"."""
        return next(self._conditions(), "{facet: value}")

    @property
    def conditions(self) -> str:
        """A list of conditions, on two facets where there are two: "[{bike: own}, {sleep: tent}]"."""
        found = list(self._conditions())
        return f"[{', '.join(found[:2])}]" if len(found) > 1 else "[{facet: value}, {other: value}]"

    @property
    def block(self) -> str:
        """The line with which a conditional stretch of text begins."""
        return f"::: when {self.condition}"

    @property
    def task(self) -> str:
        """A task with its date."""
        dates = (name for name, subject in self.subjects.items() if subject.type == "date")
        return f"- [ ] Ask {{due: {next(dates, 'milestone')}}}"

    @property
    def value(self) -> str:
        """The mark of a value."""
        facets = (name for name in self.subjects if not name.startswith(PLAN))
        return f"{{{{ profile.{next(facets, 'facet')} }}}}"

    def _conditions(self) -> Iterator[str]:
        for name, subject in self.subjects.items():
            if subject.values and not name.startswith(PLAN):
                yield f"{{{name}: {subject.values[0]}}}"
