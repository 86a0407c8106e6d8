"""Which clauses of a project some tested reader makes true, and some other false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.logic.describe import condition_words
from generator.logic.entries import condition_of
from generator.logic.evaluate import clause_truth
from generator.model.answers import Answers
from generator.model.condition import Clause, Condition
from generator.model.project import Project
from generator.model.truth import FALSE, TRUE, Truth


@dataclass(slots=True)
class Coverage:
    """The clauses of a project by place, and the truths seen of each."""

    clauses: dict[str, Clause]
    seen: dict[str, set[Truth]] = field(default_factory=dict)

    def add(self, answers: Answers) -> None:
        """Note the truth of every clause for one reader."""
        for place, clause in self.clauses.items():
            truth = clause_truth(clause, answers[clause.subject])
            if truth in (TRUE, FALSE):
                self.seen.setdefault(place, set()).add(truth)

    def copy(self) -> Coverage:
        """One that can be filled without changing this one."""
        return Coverage(self.clauses, {place: set(truths) for place, truths in self.seen.items()})

    @property
    def missing(self) -> list[tuple[str, Clause, Truth]]:
        """Each clause with a truth that no reader showed."""
        return [
            (place, clause, truth)
            for place, clause in self.clauses.items()
            for truth in (TRUE, FALSE)
            if truth not in self.seen.get(place, set())
        ]

    @property
    def percent(self) -> float:
        """How many of the truths were seen, in percent; 100 where there is nothing to see."""
        wanted = 2 * len(self.clauses)
        return 100.0 * (wanted - len(self.missing)) / wanted if wanted else 100.0


def coverage_of(project: Project) -> Coverage:
    """An empty coverage of all clauses of a project."""
    clauses = {str(clause.span): clause for condition in conditions_of(project) for clause in condition.clauses()}
    return Coverage(dict(sorted(clauses.items())))


def conditions_of(project: Project) -> Iterator[Condition]:
    """Every condition that decides something for a reader. Those of points are only for `check`."""
    for part, chapter in project.outline.chapters():
        yield from (part.when, chapter.when)
        yield from (entry.when for entry in chapter.contents if not isinstance(entry, str))
    for module in project.modules.values():
        yield module.condition
        yield from (arm.condition for arm in module.arms())
    for facet in project.facets.values():
        if isinstance(facet.derived, tuple):
            yield from (row.when for row in facet.derived)
    for table in project.tables.values():
        yield from (row.when for row in table.rows)
    yield from (condition_of(project, entry) for _, entry in project.data_entries())


def missing_lines(missing: Iterable[tuple[str, Clause, Truth]]) -> Iterator[str]:
    """What is not covered, a line each."""
    for place, clause, truth in missing:
        yield f"{place}: no tested reader makes '{condition_words(clause)}' {truth.value}"
