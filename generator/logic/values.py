"""Values by path: what `{{ plan.distance.because }}` and its kin stand for, for one reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import text
from generator.logic.calendar import Calendar
from generator.logic.comparison import PATH
from generator.logic.path_field import parse_path_field
from generator.logic.subject import PLAN
from generator.model.answers import ABSENT, Interval, Several
from generator.model.dates import parse_date_rule
from generator.model.facet import Facet
from generator.model.plan import Plan, PlanScalar, PlanValue, Trial
from generator.model.profile import Profile
from generator.model.rules import Table

Path = tuple[str, ...]

VALUE_MARK = re.compile(r"\{\{\s*([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\s*\}\}")
PLAN_ATTRIBUTES = ("number", "because")


class NoValue(Exception):
    """A path that stands for nothing for this reader. Caught by `plan` and `assemble`, which know the place."""


@dataclass(frozen=True, slots=True)
class Values:
    """Looks paths up for one reader, in what is decided of their plan so far."""

    profile: Profile
    plan: Plan
    calendar: Calendar
    constants: Mapping[str, str]

    def text(self, path: Path) -> str:
        """The words a path stands for.

        Raises NoValue with a sentence where this reader has no such value.
        """
        match path:
            case ("plan", name):
                return self._plan_text(name)
            case ("plan", name, "number"):
                value = self._plan_value(name).value
                return text.number(value) if isinstance(value, int) else self._plan_text(name)
            case ("plan", name, "because"):
                return self._plan_value(name).because
            case ("path", *_):
                return self._path_text(".".join(path))
            case ("profile", name):
                return self._profile_text(name)
            case ("const", name):
                return text.curly(self.constants[name])
            case ("season", "year"):
                return str(self.calendar.season)
            case ("milestone", name):
                dated = self.calendar.milestone(name)
                if dated is None:
                    raise NoValue(f"milestone '{name}' has no date for this reader")
                return text.long_date(dated.day)
        raise NoValue(f"there is no value '{'.'.join(path)}'")

    def fill(self, words: str) -> str:
        """A plain text with its value marks filled.

        Raises NoValue.
        """
        return VALUE_MARK.sub(lambda match: self.text(tuple(match.group(1).split("."))), words)

    def _path_text(self, name: str) -> str:
        """A day or a number of a step; where it has none, the day in words."""
        field, journey = parse_path_field(name), self.calendar.journey
        assert journey is not None
        if journey.days(field.step, field.pace) is None:
            raise NoValue(f"'{field.step}' is not a step of this reader")
        value = field.value(journey)
        if isinstance(value, dt.date):
            return text.long_date(value)
        if value is None and not field.is_day:
            raise NoValue(f"'{field.step}' has no last day for this reader, so there is no '{name}'")
        if value is None:
            return self.calendar.called(name)
        return text.number(value) if field.field == "count" else text.plural(value, "day", "days")

    def _plan_value(self, name: str) -> PlanValue:
        value = self.plan.values[name]
        if not value.told:
            raise NoValue(f"the plan sets no '{name}' for this reader")
        return value

    def _plan_text(self, name: str) -> str:
        value = self._plan_value(name)
        return text.joined([self.row_text(value.table, one) for one in value.told])

    def row_text(self, table: Table, row: Trial) -> str:
        """What a row sets, in words; of a day that needs a date not given its rule, "four weeks before your entry".

        Raises NoValue where it takes over a value that the plan does not set, or a number that a step lacks.
        """
        if row.value is not None:
            return scalar_text(table, row.value)
        if row.written.startswith(PLAN):
            earlier = self._plan_value(row.written.removeprefix(PLAN))
            return text.joined([self.row_text(earlier.table, one) for one in earlier.told])
        if row.written.startswith(PATH) and not parse_path_field(row.written).is_day:
            raise NoValue(f"there is no '{row.written}' for this reader")
        return self.calendar.words(parse_date_rule(row.written))

    def _profile_text(self, name: str) -> str:
        possible = self.plan.answers[name]
        facet = self.calendar.facets[name]
        given = self.profile.answers.get(name)
        if possible == ABSENT:
            raise NoValue(f"'{name}' is not asked of this reader")
        if isinstance(given, str):
            return facet.values[given].in_text
        if isinstance(given, int):
            return _number_text(facet, given)
        if isinstance(possible, Several):
            if not possible.chosen:
                raise NoValue(f"'{name}' is not answered")
            return text.joined([value.in_text for key, value in facet.values.items() if key in possible.chosen])
        if isinstance(possible, Interval) and possible.day is not None:
            return text.long_date(possible.day)
        if given is None and facet.derived is None and (not isinstance(possible, frozenset) or len(possible) != 1):
            raise NoValue(f"'{name}' is not answered")
        if not isinstance(possible, frozenset) or len(possible) != 1:
            raise NoValue(f"'{name}' has no single answer")
        (only,) = possible
        if isinstance(only, int):
            return _number_text(facet, only)
        return facet.values[str(only)].in_text


def _number_text(facet: Facet, number: int) -> str:
    return text.plural(number, facet.unit.one, facet.unit.other) if facet.unit else text.number(number)


def scalar_text(table: Table, value: PlanScalar) -> str:
    """One plan value in words, with its unit."""
    if isinstance(value, dt.date):
        return text.month_year(value) if table.type == "month" else text.long_date(value)
    if isinstance(value, int):
        return text.plural(value, table.unit.one, table.unit.other) if table.unit else text.number(value)
    return text.curly(str(value))


def mark_paths(words: str) -> Iterable[Path]:
    """The paths of the value marks in a plain text."""
    for match in VALUE_MARK.finditer(words):
        yield tuple(match.group(1).split("."))
