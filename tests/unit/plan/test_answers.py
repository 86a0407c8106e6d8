"""From the answers given to the values still possible: constraints, derived facets, and the plan's dates."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.errors import ProfileError
from generator.model.answers import Interval, Several
from tests.projects import SMALL, Files, MakeProject
from tests.readers import open_world, small_world


@pytest.mark.parametrize(
    ("answers", "facet", "left"),
    [
        ("{}", "visa", {"j1", "h1b", "not-needed"}),
        ("{visa: undecided}", "visa", {"j1", "h1b"}),
        ("{visa: j1}", "visa", {"j1"}),
        ("{rotations: 2}", "rotations", {2}),
        ("{}", "rotations", {0, 1, 2, 3, 4}),
        ("{rotations: 7}", "rotations", {4}),  # the largest number is read as "or more"
        # a US citizen needs no visa; who needs one is not an US citizen
        ("{citizenship: us-citizen}", "visa", {"not-needed"}),
        ("{visa: undecided}", "citizenship", {"other"}),
        ("{visa: not-needed}", "citizenship", {"us-citizen", "other"}),
        ("{citizenship: other}", "visa", {"j1", "h1b", "not-needed"}),
        # derived by rows: every value that some completion reaches
        ("{specialty: radiology}", "setting", {"reading-room"}),
        ("{specialty: psychiatry}", "setting", {"ward"}),
        ("{}", "setting", {"ward", "reading-room"}),
    ],
)
def test_values_still_possible(answers: str, facet: str, left: set[str | int]) -> None:
    assert small_world().answers(answers)[facet] == frozenset(left)


def test_several_at_once_and_dates() -> None:
    answers = small_world().answers("{interest: [research], rotation_start: 2027-05-03}")
    assert answers["interest"] == Several(frozenset({"research"}))
    assert answers["rotation_start"] == Interval(dt.date(2027, 5, 3), dt.date(2027, 5, 3))
    assert small_world().answers("{interest: []}")["interest"] == Several(frozenset())
    assert small_world().answers("{interest: teaching}")["interest"] == Several(frozenset({"teaching"}))
    assert small_world().answers("{}")["interest"] == Several(None)
    assert small_world().answers("{}")["rotation_start"] == Interval()


def test_a_removed_value_keeps_its_reason() -> None:
    plan = small_world().plan("{specialty: psychiatry, citizenship: us-citizen}")
    (removal,) = plan.removals
    assert (removal.facet, removal.values, removal.constraint) == ("visa", ("h1b", "j1"), "citizens-need-no-visa")
    assert removal.because == "a US citizen needs no visa"
    assert removal.span.path == "content/rules.yaml"


def test_answers_that_break_a_constraint() -> None:
    with pytest.raises(ProfileError) as caught:
        small_world().plan("{specialty: psychiatry, citizenship: us-citizen, visa: undecided}")
    (one,) = caught.value.diagnostics
    assert one.code == "broken-constraint"
    assert (
        one.message == "'citizenship: us-citizen' and 'visa: undecided' cannot be, because a US citizen needs no visa"
    )


def rules(constraints: str) -> Files:
    before = SMALL["content/rules.yaml"]
    assert isinstance(before, str)
    return {"content/rules.yaml": before.replace("plan:", f"{constraints}\nplan:", 1)}


def test_constraints_work_until_nothing_changes(make_project: MakeProject) -> None:
    chained = (
        "  - {id: a, if: {visa: not-needed}, then: {status: graduate}, because: a}\n"
        "  - {id: b, if: {status: graduate}, then: {rotations: {max: 1}}, because: b}\n"
    )
    answers = open_world(make_project(rules(chained))).answers("{citizenship: us-citizen}")
    assert (answers["status"], answers["rotations"]) == (frozenset({"graduate"}), frozenset({0, 1}))


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        # only what is needed for it, and every reason on the way
        (
            "{citizenship: us-citizen, specialty: psychiatry, rotations: 3}",
            "'citizenship: us-citizen' and 'rotations: 3' cannot be, because b, and a, and a US citizen needs no visa",
        ),
        (
            "{visa: not-needed, citizenship: us-citizen, rotations: 3}",
            "'visa: not-needed' and 'rotations: 3' cannot be, because b, and a",
        ),
        (
            "{visa: not-needed, status: graduate, rotations: 3}",
            "'status: graduate' and 'rotations: 3' cannot be, because b",
        ),
    ],
)
def test_all_answers_that_break_a_constraint_together_are_named(
    answers: str, message: str, make_project: MakeProject
) -> None:
    chained = (
        "  - {id: a, if: {visa: not-needed}, then: {status: graduate}, because: a}\n"
        "  - {id: b, if: {status: graduate}, then: {rotations: {max: 1}}, because: b}\n"
    )
    with pytest.raises(ProfileError) as caught:
        open_world(make_project(rules(chained))).plan(answers)
    assert [one.message for one in caught.value.diagnostics] == [message]


def test_a_constraint_may_rest_on_a_derived_facet(make_project: MakeProject) -> None:
    world = open_world(
        make_project(rules("  - {id: a, if: {setting: reading-room}, then: {status: student}, because: a}"))
    )
    assert world.answers("{specialty: radiology}")["status"] == frozenset({"student"})
    assert world.answers("{status: graduate}")["specialty"] == frozenset({"psychiatry"})
    assert world.answers("{status: graduate}")["setting"] == frozenset({"ward"})


MONTHS = """
  match_year:
    label: Match year
    question: When?
    type: integer
    min: 2026
    max: 2032
    if: your Match is in {range}
  lead_time:
    label: Months
    type: integer
    min: 0
    max: 12
    or_more: true
    derived: {months_from: today, to: eras-opens}
    if: you have {range} months
  enrolled:
    label: Months to go
    type: integer
    min: 0
    max: 12
    derived: {months_from: today, to: rotation_start}
    if: you have {range} months
"""


@pytest.mark.parametrize(
    ("answers", "lead_time", "enrolled"),
    [
        ("{match_year: 2028}", {10}, set(range(13))),
        ("{match_year: 2027}", {0}, set(range(13))),
        ("{match_year: 2030}", {12}, set(range(13))),
        ("{}", set(range(13)), set(range(13))),
        ("{rotation_start: 2027-05-21}", set(range(13)), {5}),
        ("{rotation_start: 2027-05-22}", set(range(13)), {6}),
        ("{rotation_start: 2020-05-22}", set(range(13)), {0}),
    ],
)
def test_months_between(make_project: MakeProject, answers: str, lead_time: set[int], enrolled: set[int]) -> None:
    root = make_project()
    facets = root / "profiles/facets.yaml"
    facets.write_text(facets.read_text("utf-8") + MONTHS, "utf-8")
    settings = root / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + "season_facet: match_year\n", "utf-8")
    plan = open_world(root).plan(answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}"))
    assert (plan.answers["lead_time"], plan.answers["enrolled"]) == (frozenset(lead_time), frozenset(enrolled))


@pytest.mark.parametrize(
    ("answers", "year", "opens", "planned"),
    [
        ("{specialty: radiology}", 2028, "2027-04-25", True),
        ("{specialty: psychiatry}", 2028, "2026-09-25", True),
        ("{specialty: psychiatry, rotation_start: 2027-05-03}", 2028, "2026-09-25", False),
    ],
)
def test_plan_dates_and_planned_starts(answers: str, year: int, opens: str, *, planned: bool) -> None:
    chosen = small_world().choose(answers)
    assert chosen.plan.season == year
    assert str(chosen.plan.values["window_opens"].value) == opens
    tasks = [task.task for group in chosen.guide.tasks for task in group.tasks if task.task.rule]
    assert [one.planned for one in tasks] == [planned]
