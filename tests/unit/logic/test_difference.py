"""What differs between two guides, and what does not count as a difference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.logic.difference import ORDER, difference
from generator.model.difference import Difference
from generator.model.line_kinds import COST, DATE
from tests.projects import SMALL, TODAY, MakeProject, files_of

GUIDE = files_of(Path(__file__).parents[2] / "browser/guide")


def opened(make_project: MakeProject) -> Opened:
    return open_project(make_project({**SMALL, **GUIDE}), dt.date.fromisoformat(TODAY), Stopwatch())


def between(project: Opened, first: str, second: str) -> Difference:
    was, becomes = (project.choose(project.project.personas[name]).guide for name in (first, second))
    return difference(was, becomes)


def names(found: Difference) -> list[tuple[str | None, str | None]]:
    return [
        (one.was.section.id if one.was else None, one.becomes.section.id if one.becomes else None)
        for one in found.sections
    ]


def test_a_guide_does_not_differ_from_itself(make_project: MakeProject) -> None:
    project = opened(make_project)
    for name in project.project.personas:
        found = between(project, name, name)
        assert found.is_empty
        assert found.same > 3


def test_a_visa_changes_a_block_and_a_date(make_project: MakeProject) -> None:
    found = between(opened(make_project), "psychiatry--j1--student", "psychiatry--h1b--student")
    assert names(found) == [("visa-basics", "visa-basics")]
    assert found.plan == ()
    assert [(line.kind.name, line.id, line.was) for line in found.lines] == [("date", "step3", None)]
    assert found.lines[0].becomes == "January\u00a015,\u00a02028"


def test_lines_of_some_kinds_are_those_of_all(make_project: MakeProject) -> None:
    project = opened(make_project)
    people = project.project.personas
    was, becomes = (
        project.choose(people[name]).guide for name in ("psychiatry--j1--student", "radiology--h1b--student")
    )
    every, some = difference(was, becomes), difference(was, becomes, (DATE, COST))
    told = tuple(line for line in every.lines if line.kind in (DATE, COST))
    assert {line.kind for line in told} == {DATE, COST}
    assert tuple(line for line in some.lines if line.kind is not ORDER) == told
    assert (some.plan, some.sections, some.same) == (every.plan, every.sections, every.same)


def test_a_specialty_changes_rivals_plan_and_sums(make_project: MakeProject) -> None:
    found = between(opened(make_project), "psychiatry--j1--student", "radiology--j1--student")
    assert ("count-others", "count-radiology") in names(found)
    assert [
        (one.name, one.was.text if one.was else "", one.becomes.text if one.becomes else "") for one in found.plan
    ] == [
        ("goal", "three rotations", "two rotations"),
        ("rotations", "three rotations", "two rotations"),
        ("window_opens", "September\u00a02026", "April\u00a02027"),
    ]
    costs = {line.id: (line.was, line.becomes) for line in found.lines if line.kind.name == "cost"}
    assert costs["move"] == ("$200 to $600, usually $400", "$100 to $300, usually $200")
    assert "flight" not in costs


def test_a_chapter_that_goes_takes_its_sections_along(make_project: MakeProject) -> None:
    found = between(opened(make_project), "psychiatry--j1--student", "psychiatry--not-needed--student")
    assert names(found) == [("visa-basics", None)]
    back = between(opened(make_project), "psychiatry--not-needed--student", "psychiatry--j1--student")
    assert names(back) == [(None, "visa-basics")]


def test_what_stands_under_a_lead_differs_from_what_does_not(make_project: MakeProject) -> None:
    found = between(opened(make_project), "psychiatry--h1b--student", "psychiatry--undecided--student")
    assert names(found) == [("visa-basics", "visa-basics")]
    (line,) = (line for line in found.lines if line.id == "step3")
    assert line.becomes == "If you plan on an H-1B visa: January\u00a015,\u00a02028"
