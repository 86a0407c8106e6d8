"""Steps: their names lead somewhere, they wait for one another in no circle, and their days can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostics, Span, nearest_or_all
from generator.logic.comparison import PATH
from generator.logic.stages import late_tables
from generator.logic.subject import PLAN
from generator.model.cost import Cost
from generator.model.dates import DateRule
from generator.model.document import Document
from generator.model.milestone import Milestone
from generator.model.project import Project
from generator.model.step import WAITS, NotAfter, NotBefore, Step
from generator.path import Circle, Order


def check_steps(project: Project, diagnostics: Diagnostics) -> None:
    """Report names that lead nowhere, circles, days that cannot be, and rules of others that may be missed unsaid."""
    checker = _Steps(project, diagnostics)
    for name, step in project.steps.items():
        checker.step(name, step)
    for entries in (project.milestones, project.costs, project.documents):
        for entry in entries.values():
            checker.entry(entry)
    checker.circle()


@dataclass(slots=True)
class _Steps:
    project: Project
    diagnostics: Diagnostics
    late: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.late = late_tables(self.project.tables)

    def known(self, name: str, names: Iterable[str], kind: str, lost: str, span: Span) -> bool:
        names = list(names)
        if name in names:
            return True
        if not self.diagnostics.is_lost(lost, name.removeprefix(PLAN)):
            code = f"unknown-{kind.replace(' ', '-')}"
            self.diagnostics.error(code, f"there is no {kind} '{name}'", span, nearest_or_all(name, names))
        return False

    def step(self, name: str, step: Step) -> None:
        for key in WAITS:
            for number, other in enumerate(getattr(step, key)):
                if other == name:
                    place = step.place(key, number)
                    self.diagnostics.error("circle", f"'{name}' waits for itself", place, "take it out")
                else:
                    self.known(other, self.project.steps, "step", "steps", step.place(key, number))
        if step.takes.source is not None:
            self.known(step.takes.source, self.project.facts, "fact", "facts", step.takes.place("source"))
        self.answer(step)
        for number, point in enumerate(step.points):
            self.known(point, self.project.points, "point", "points", step.place("points", number))
        self.numbers(step)
        self.days(step)
        self.verdicts(name, step)

    def entry(self, entry: Milestone | Cost | Document) -> None:
        """The step that an entry of a data file names."""
        if entry.step is not None:
            self.known(entry.step, self.project.steps, "step", "steps", entry.place("step"))

    def answer(self, step: Step) -> None:
        """The facet that asks for the days of the step."""
        name = step.takes.answer
        place = step.takes.place("answer")
        if name is None or not self.known(name, self.project.facets, "facet", "facets", place):
            return
        facet = self.project.facets[name]
        if facet.type != "integer" or facet.derived is not None or (facet.min or 0) < 0:
            message = f"'{name}' does not ask for a number of days"
            self.diagnostics.error("not-a-number", message, place, "name a question whose type is 'integer'")

    def numbers(self, step: Step) -> None:
        """The value of the plan that says how often a step is done."""
        if step.repeat is None:
            return
        place = step.place("repeat")
        numbers = [PLAN + one for one, table in self.project.tables.items() if table.type == "integer"]
        if self.known(step.repeat.of, numbers, "whole number of the plan", "plan", place):
            self.not_late(step.repeat.of, place)

    def not_late(self, name: str, place: Span) -> None:
        if name.removeprefix(PLAN) in self.late:
            message = f"'{name}' follows from the path, so no step can rest on it"
            self.diagnostics.error(
                "circle",
                message,
                place,
                "use a value that is decided from the answers, or add 'reconsider: yes' to its rows",
            )

    def days(self, step: Step) -> None:
        days: tuple[NotBefore | NotAfter, ...] = (*step.from_, *step.by)
        for one in days:
            self.date(one.date, one.place("date"))
        for window in step.within:
            for key in ("opens", "opens_early", "closes"):
                rule = getattr(window, key)
                if rule is not None:
                    self.date(rule, window.place(key), in_seasons=True)
        for key in ("starts_on", "ends_on"):
            rule = getattr(step, key)
            if rule is not None:
                self.date(rule, step.place(key))
        for entry in step.from_:
            self.has_default(entry.date, entry.place("date"))

    def date(self, rule: DateRule, place: Span, *, in_seasons: bool = False) -> None:
        anchor = rule.anchor
        dates = [name for name, facet in self.project.facets.items() if facet.type == "date"]
        if in_seasons:
            self.known(anchor, self.project.milestones, "milestone", "milestones", place)
        elif anchor.startswith(PATH):
            message = f"'{anchor}' is a day of the path, so no step can rest on it"
            self.diagnostics.error("circle", message, place, "write 'after: [...]' to wait for a step")
        elif anchor.startswith(PLAN):
            planned = [PLAN + one for one, table in self.project.tables.items() if table.type in ("date", "month")]
            if self.known(anchor, planned, "plan date", "plan", place):
                self.not_late(anchor, place)
        else:
            self.known(anchor, [*self.project.milestones, *dates], "date", "milestones", place)
        milestone = self.project.milestones.get(anchor)
        if milestone is not None and milestone.step is not None:
            message = f"'{anchor}' has the days of step '{milestone.step}', so no step can rest on it"
            self.diagnostics.error("circle", message, place, f"write 'after: [{milestone.step}]' to wait for that step")

    def has_default(self, rule: DateRule, place: Span) -> None:
        """A step cannot wait for a day that a reader may leave open, unless it is counted as one."""
        facet = self.project.facets.get(rule.anchor)
        if facet is not None and facet.counted_as is None and facet.planned is None:
            self.diagnostics.error(
                "no-default",
                f"this step waits for '{rule.anchor}', which a reader may leave unanswered",
                place,
                f"give '{rule.anchor}' a 'counted_as' in profiles/facets.yaml, such as 'counted_as: today + 60 days'",
            )

    def verdicts(self, name: str, step: Step) -> None:
        known = [one for one, table in self.project.tables.items() if table.verdict]
        for number, verdict in enumerate(step.missed):
            self.known(verdict, known, "verdict", "plan", step.place("missed", number))
        hard = next((by for by in step.by if by.hard), None)
        if hard is not None and not step.missed:
            self.diagnostics.error(
                "no-verdict",
                f"'{name}' may miss a day that others set, and nothing says what follows",
                hard.span,
                f"name the verdicts that say it: 'missed: [{known[0] if known else 'season'}]'",
            )

    def circle(self) -> None:
        try:
            order = Order({name: _within(step, self.project.steps) for name, step in self.project.steps.items()})
            assert order.forward is not None
        except Circle as circle:
            chain = circle.chain
            if len(set(chain)) > 1:
                words = " waits for ".join(f"'{one}'" for one in chain)
                place = self.project.steps[chain[0]].place_of(chain[1])
                self.diagnostics.error("circle", words, place, "take one of these out")


def _within(step: Step, steps: Mapping[str, Step]) -> Step:
    """A step without what it waits for that is not a step, or is itself: these are reported apart."""

    def known(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in names if one in steps and steps[one] is not step)

    update = {"after": known(step.after), "any_after": known(step.any_after), "soft": known(step.soft)}
    return step.model_copy(update=update)
