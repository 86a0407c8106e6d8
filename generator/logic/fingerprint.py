"""Names of questions: two have the same name only where all that their answers follow from is the same.

Places in files are left out: a line added above changes no answer.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping

from generator.logic.cone import Cones
from generator.logic.subject import PLAN
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not
from generator.model.located import Entry

Part = Condition | str | tuple["Part", ...]


def digest(*parts: str) -> str:
    """A short name for some words."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def written(value: object) -> str:
    """A value of a project in words, the same for equal values in any process; without places in files.

    Raises TypeError for a value that it knows no words for.
    """
    if value is None or isinstance(value, str | int | float | dt.date):
        return repr(value)
    if isinstance(value, Entry):
        fields = (name for name, field in type(value).model_fields.items() if not field.exclude)
        return _listed(type(value).__name__, (f"{name}={written(getattr(value, name))}" for name in fields))
    if dataclasses.is_dataclass(value):
        compared = (field.name for field in dataclasses.fields(value) if field.compare and field.name != "span")
        return _listed(type(value).__name__, (f"{name}={written(getattr(value, name))}" for name in compared))
    if isinstance(value, frozenset):
        return _listed("set", sorted(map(written, value)))
    if isinstance(value, Mapping):
        return _listed("map", (f"{written(key)}:{written(one)}" for key, one in value.items()))
    if isinstance(value, tuple):
        return _listed("", map(written, value))
    raise TypeError(f"no words for {type(value).__name__}")


def _listed(name: str, parts: Iterable[str]) -> str:
    return f"{name}({','.join(parts)})"


class Fingerprints:
    """Names the questions that are asked of one project."""

    def __init__(self, cones: Cones) -> None:
        self.cones = cones
        self._clauses: dict[Clause, str] = {}
        self._subjects: dict[str, str] = {}
        self._reaches: dict[str, str] = {}

    def of(self, kind: str, *parts: Part) -> str:
        """The name of a question of some kind about conditions: with all that these lead to."""
        subjects = sorted({clause.subject for part in parts for clause in _clauses(part)})
        return digest(kind, *(self._part(part) for part in parts), *(self._reach(name) for name in subjects))

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return repr(part)
            case tuple():
                return _listed("", map(self._part, part))
            case Clause():
                if part not in self._clauses:
                    self._clauses[part] = written(part)
                return self._clauses[part]
            case Not(inner):
                return f"not({self._part(inner)})"
            case AllOf(parts):
                return _listed("all", map(self._part, parts))
            case AnyOf(parts):
                return _listed("any", map(self._part, parts))

    def _reach(self, name: str) -> str:
        """The name of all that a clause on a subject leads to."""
        if name not in self._reaches:
            reach = self.cones.reach(name)
            subjects = [f"{one}={self._subject(one)}" for one in sorted(reach.subjects)]
            rules = [self._part(self.cones.rules[number]) for number in sorted(reach.rules)]
            self._reaches[name] = digest(name, *subjects, "rules", *rules)
        return self._reaches[name]

    def _subject(self, name: str) -> str:
        """What is declared of a facet or table, and of the tables whose values it takes over."""
        if name not in self._subjects:
            if name.startswith(PLAN):
                self._subjects[name] = digest(*self._declared(name))
            else:
                self._subjects[name] = digest(written(self.cones.facets[name]))
        return self._subjects[name]

    def _declared(self, name: str) -> Iterator[str]:
        table = self.cones.tables[name.removeprefix(PLAN)]
        yield written(table)
        for row in table.every_row:
            earlier = row.value.partition(" ")[0]
            if earlier.startswith(PLAN) and earlier.removeprefix(PLAN) in self.cones.tables:
                yield self._subject(earlier)


def _clauses(part: Part) -> Iterator[Clause]:
    match part:
        case str():
            return
        case tuple():
            for one in part:
                yield from _clauses(one)
        case _:
            yield from part.clauses()
