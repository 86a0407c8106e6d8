"""What a guide test expects of a reader's path, compared with what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.load.guide_tests import ExpectedPath
from generator.logic.comparison import PATH
from generator.logic.path_field import parse_path_field
from generator.logic.reader import Reader
from generator.logic.ways import verdicts_of
from generator.model.dates import parse_day
from generator.model.project import Project


def path_failures(expected: ExpectedPath, project: Project, reader: Reader) -> Iterator[str]:
    """A sentence for each expectation that is not met."""
    journey = reader.journey
    if journey is None:
        yield "must have a path, but the project has no steps"
        return
    said = verdicts_of(reader.plan, project)
    for name, wanted in expected.verdicts.items():
        got = said.get(name, "none")
        if got != wanted:
            yield f"verdict '{name}' must be '{wanted}', but is '{got}'"
    for name, written in expected.days.items():
        field = parse_path_field(PATH + name)
        value = field.value(journey)
        if value is None:
            yield f"'{name}' must be {written}, but this reader has none"
        elif _distance(value, written) > expected.within:
            near = f" within {expected.within} days" if expected.within else ""
            yield f"'{name}' must be {written}{near}, but is {value}"
    steps = journey.path.steps
    for name in expected.todo:
        if steps[name].state != "todo":
            yield f"must have step '{name}' to do, but it is {steps[name].state}"
    for name in expected.without:
        if steps[name].state != "skipped":
            yield f"must not have step '{name}', but it is {steps[name].state}"


def _distance(value: dt.date | int, written: str) -> int:
    if isinstance(value, dt.date):
        return abs((value - parse_day(written)).days)
    return abs(value - int(written))
