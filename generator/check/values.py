"""Values that a text, a reason, a date or a condition uses although some reader does not have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.check.conditionals import Conditional
from generator.check.questions import Questions
from generator.diagnostics import Span
from generator.logic.combine import all_of, negated
from generator.logic.comparison import PATH
from generator.logic.hits import Hits, holds
from generator.logic.presence import Presence
from generator.logic.subject import PLAN
from generator.logic.values import mark_paths
from generator.model.condition import Clause, Condition
from generator.model.module import ValueMark, mark_numbers
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class _Use:
    """A value used somewhere: by whom, and who has it."""

    name: str
    place: Span
    by: Condition
    had: Condition


def check_values(found: Iterable[Conditional], presence: Presence, hits: Hits, ask: Questions) -> None:
    """Report each use of a value by a reader for whom nothing sets it."""
    project = presence.project
    for use in (*_in_texts(presence, hits), *_in_rules(project, hits), *_asked(found, hits)):
        with ask.about(use.place):
            witness = ask.witness(all_of(use.by, negated(use.had)))
            if witness is not None:
                ask.diagnostics.error(
                    "no-value",
                    f"'{use.name}' is used here, and some readers have none",
                    use.place,
                    "give its table a default, or use it in a block for those who have it",
                    witness,
                )


def _in_texts(presence: Presence, hits: Hits) -> Iterator[_Use]:
    for placed in presence.placed.values():
        for stretch in presence.texts(placed):
            for number in mark_numbers(stretch.text.markdown):
                match placed.module.marks[number]:
                    case ValueMark(("plan", name, *_), span):
                        yield _Use(PLAN + name, span, stretch.there, hits.defined(name))
                    case ValueMark(("path", name, *_), span):
                        yield _Use(f"{PATH}{name}", span, stretch.there, presence.project.steps[name].when)
                    case ValueMark(("profile", name), span) if presence.project.facets[name].type == "choices":
                        any_value = Clause(name, frozenset(presence.project.facets[name].real_values))
                        yield _Use(f"profile.{name}", span, stretch.there, any_value)


def _in_rules(project: Project, hits: Hits) -> Iterator[_Use]:
    for table in project.tables.values():
        for row in table.every_row:
            for key, path in ((key, path) for key, words in row.texts.items() for path in mark_paths(words)):
                if path[0] == "path":
                    yield _Use(f"{PATH}{path[1]}", row.place(key), holds(row), project.steps[path[1]].when)
                elif path[0] == "plan":
                    yield _Use(PLAN + path[1], row.place(key), holds(row), hits.defined(path[1]))


def _asked(found: Iterable[Conditional], hits: Hits) -> Iterator[_Use]:
    for one in found:
        for clause in one.condition.clauses():
            if clause.subject.startswith(PLAN):
                yield _Use(clause.subject, clause.span, one.reached, hits.defined(clause.subject.removeprefix(PLAN)))
