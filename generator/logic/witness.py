"""Witnesses: answers anybody can put into a profile to see a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.logic.comparison import FAILS, HOLDS, Comparison
from generator.logic.months import find_days
from generator.logic.space import Space
from generator.logic.subject import asked_about
from generator.logic.values import mark_paths
from generator.model.answers import Given, Interval, Possible, Several
from generator.model.condition import Clause
from generator.model.dates import DateRule
from generator.model.facet import MonthsBetween
from generator.model.module import ValueMark
from generator.model.project import Project

AS_OF = "--as-of"


class Witnesses:
    """Makes the witnesses of one project.

    A number of months is not an answer: a witness gives dates from which it follows on `today`, or on another day that
    is under `--as-of`.
    """

    def __init__(self, project: Project, space: Space, today: dt.date) -> None:
        self.project, self.space, self.today = project, space, today
        self.named = _named_facets(project)

    def words(
        self, reader: Mapping[str, Possible], needed: Collection[str], *, unanswered: Collection[str] = ()
    ) -> dict[str, str]:
        """A reader's answers in the order of the questions, with an answer to every facet that is `needed`.

        Somebody who answers nothing is given an answer that makes no difference, but none to a facet that is to stay
        `unanswered`.
        """
        answers, silent = self._as_answered(reader)
        unanswered = {*unanswered, *silent}
        for name in self.project.facets:
            if name in needed and name not in answers:
                answers = {**self._some_answer(name), **answers}
        if not answers:
            answers = self._harmless_answer(unanswered)
        answers = self._with_days(answers)
        days = find_days(self.project, self.space.subjects, answers, self.today)
        if days is None:
            return self.space.words(answers)
        dates, as_of = days
        asked = {name: one for name, one in {**answers, **dates}.items() if not self._is_months(name)}
        words = self.space.words(asked)
        return words if as_of == self.today else {**words, AS_OF: str(as_of)}

    def _as_answered(self, reader: Mapping[str, Possible]) -> tuple[Mapping[str, Possible], Collection[str]]:
        """The answers with some answer to what has to be answered, and without any to what has not; and the latter."""
        tested = {name: facet for name, facet in asked_about(self.space.subjects).items() if name in reader}
        answers = {name: answer for name, answer in reader.items() if name not in tested}
        silent = {facet for name, facet in tested.items() if reader[name] == FAILS}
        for facet in tested.values():
            if facet in silent:
                answers.pop(facet, None)
            elif facet not in answers:
                answers = {**(self._some_answer(facet) or self._any(facet)), **answers}
        return answers, silent

    def _any(self, facet: str) -> Mapping[str, Given]:
        """An answer to a question of days, or of several values at once."""
        subject = self.space.subjects[facet]
        is_day = subject.type == "date"
        return {facet: Interval(self.today, self.today) if is_day else Several(frozenset(subject.values[:1]))}

    def _some_answer(self, name: str) -> Mapping[str, Given]:
        """An answer to a facet that depends on none answered so far, and to those it is tied to."""
        subject = self.space.subjects[name]
        values = range(subject.low, subject.high + 1) if subject.type == "integer" else subject.values
        if not values or subject.type == "choices":
            return {}
        return self.space.find(Clause(name, frozenset(values))) or {}

    def _harmless_answer(self, unanswered: Collection[str]) -> Mapping[str, Given]:
        for name, facet in self.project.facets.items():
            answers = {} if facet.derived is not None or name in unanswered else self._some_answer(name)
            if answers and not answers.keys() & set(unanswered):
                return answers
        return {}

    def _is_months(self, name: str) -> bool:
        facet = self.project.facets.get(name)
        return facet is not None and isinstance(facet.derived, MonthsBetween)

    def _with_days(self, answers: Mapping[str, Possible]) -> Mapping[str, Possible]:
        """The answers with a day for each date that they only compare; what no day satisfies stays as it is."""
        asked = {name: self.space.subjects[name].comparison for name in answers if name in self.space.subjects}
        groups: dict[str, list[tuple[str, Comparison]]] = {}
        for name, one in asked.items():
            if one is not None and not one.is_on_path and one.left not in answers:
                groups.setdefault(one.left, []).append((name, one))
        found = dict(answers)
        for left, several in groups.items():
            day = next((day for day in self._bounds(several) if self._keeps(day, several, answers)), None)
            if day is not None:
                found = {name: one for name, one in found.items() if name not in dict(several)}
                found[left] = Interval(day, day)
        return found

    def _bounds(self, several: Iterable[tuple[str, Comparison]]) -> Iterator[dt.date]:
        """The days at which comparisons change, and their neighbors."""
        for _, one in several:
            bound = self.space.days.get(one.bound) if isinstance(one.bound, DateRule) else None
            if bound is not None:
                yield from (bound, bound - dt.timedelta(1), bound + dt.timedelta(1))

    def _keeps(self, day: dt.date, several: Iterable[tuple[str, Comparison]], answers: Mapping[str, Possible]) -> bool:
        for name, one in several:
            bound = self.space.days.get(one.bound) if isinstance(one.bound, DateRule) else None
            if bound is None or one.holds(day, bound) is not (answers[name] == HOLDS):
                return False
        return True


def _named_facets(project: Project) -> tuple[str, ...]:
    """The facets whose answers appear in texts and reasons, so that every guide needs them."""
    paths = [mark.path for module in project.modules.values() for mark in module.marks if isinstance(mark, ValueMark)]
    for table in project.tables.values():
        paths.extend(path for row in table.every_row for path in mark_paths(row.because))
    named = {path[1] for path in paths if path[0] == "profile"}
    return tuple(name for name, facet in project.facets.items() if name in named and facet.derived is None)
