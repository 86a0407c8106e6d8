"""Decision tables: which row sets a value, why, what would change it, and what it may still become."""

from __future__ import annotations

import pytest

from generator.errors import ProfileError
from tests.projects import MakeProject
from tests.readers import World, open_world

HEAD = "plan:\n  goal: {label: G, type: integer, policy: first, default: {value: 3, because: x}}\n"
NEEDED = "  window_opens: {label: W, type: month, policy: first, default: {value: match-day, because: x}}\n"
FILES = {
    "content/modules/decide/start-here.md": "---\ntitle: S\nreviewed: 2026-11-22\n---\nText.\n",
}


def world(make_project: MakeProject, table: str) -> World:
    indented = "\n".join(f"    {line}" for line in table.strip().splitlines())
    return open_world(make_project({**FILES, "content/rules.yaml": f"{HEAD}{NEEDED}  value:\n{indented}\n"}))


FIRST = """
label: V
type: integer
policy: first
rows:
  - {when: {visa: j1}, value: 1, because: a}
  - {when: {status: student}, value: 2, because: b}
  - {when: {visa: h1b}, value: 1, because: c}
default: {value: 5, because: d}
"""
SMALLEST = """
label: V
type: integer
policy: min
rows:
  - {value: plan.goal, because: goal}
  - {when: {visa: j1}, value: 2, because: a}
  - {when: {status: student}, value: 1, because: b}
  - {when: {status: graduate}, value: 4, because: c}
default: none
"""
LARGEST = SMALLEST.replace("policy: min", "policy: max")
NOTHING = """
label: V
type: text
policy: first
rows: [{when: {visa: j1}, value: some, because: a}]
default: none
"""


@pytest.mark.parametrize(
    ("table", "answers", "value", "because", "changes", "possible"),
    [
        (FIRST, "{visa: j1, status: student}", 1, "a", [], {1}),
        (FIRST, "{visa: h1b, status: student}", 2, "b", [], {2}),
        (FIRST, "{visa: h1b, status: graduate}", 1, "c", [], {1}),
        (FIRST, "{visa: not-needed, status: graduate}", 5, "d", [], {5}),
        # unknown rows set nothing; they are kept where they would change the value
        (FIRST, "{status: student}", 2, "b", [1], {1, 2}),
        (FIRST, "{visa: undecided, status: graduate}", 5, "d", [1, 1], {1, 5}),
        (FIRST, "{visa: h1b}", 1, "c", [2], {1, 2}),
        (FIRST, "{visa: j1}", 1, "a", [], {1}),
        (FIRST, "{}", 5, "d", [1, 2, 1], {1, 2, 5}),
        # min: of all rows that hold, the smallest; the first of equal ones
        (SMALLEST, "{visa: j1, status: student}", 1, "b", [], {1}),
        (SMALLEST, "{visa: j1, status: graduate}", 2, "a", [], {2}),
        (SMALLEST, "{visa: h1b, status: graduate}", 3, "goal", [], {3}),
        (SMALLEST, "{visa: h1b}", 3, "goal", [1], {1, 3}),
        (SMALLEST, "{status: graduate}", 3, "goal", [2], {2, 3}),
        (SMALLEST, "{}", 3, "goal", [2, 1], {1, 2, 3}),
        # max
        (LARGEST, "{visa: j1, status: student}", 3, "goal", [], {3}),
        (LARGEST, "{status: graduate}", 4, "c", [], {4}),
        (LARGEST, "{visa: j1}", 3, "goal", [4], {3, 4}),
        # no default
        (NOTHING, "{visa: j1}", "some", "a", [], {"some"}),
        (NOTHING, "{visa: h1b}", None, "", [], {None}),
        (NOTHING, "{}", None, "", ["some"], {None, "some"}),
        # a row that would set the same value changes nothing
        (FIRST.replace("value: 2", "value: 1"), "{visa: undecided, status: student}", 1, "b", [], {1}),
    ],
)
def test_rows(
    make_project: MakeProject,
    table: str,
    answers: str,
    value: int | str | None,
    because: str,
    changes: list[int | str],
    possible: set[int | str | None],
) -> None:
    everybody = answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")
    found = world(make_project, table).plan(everybody).values["value"]
    assert (found.value, found.because) == (value, because)
    assert [one.value for one in found.changes] == changes
    assert found.possible == possible
    assert len(found.trials) == 4 - 3 * (table == NOTHING)


COLLECT = """
label: V
type: text
policy: collect
rows:
  - {when: {visa: j1}, value: one, because: a}
  - {when: {status: student}, value: two, because: b}
default: {value: other, because: c}
"""


@pytest.mark.parametrize(
    ("answers", "values", "changes"),
    [
        ("{visa: j1, status: student}", ["one", "two"], []),
        ("{visa: h1b, status: student}", ["two"], []),
        ("{visa: h1b, status: graduate}", ["other"], []),
        ("{status: student}", ["two"], ["one"]),
        ("{}", ["other"], ["one", "two"]),
    ],
)
def test_collect(make_project: MakeProject, answers: str, values: list[str], changes: list[str]) -> None:
    everybody = answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")
    found = world(make_project, COLLECT).plan(everybody).values["value"]
    assert [one.value for one in found.winners] == values
    assert [one.value for one in found.changes] == changes
    assert found.value is None


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ("{rotation_start: 2027-05-31}", "2027-02-28"),
        ("{rotation_start: 2028-05-31}", "2028-02-29"),
        ("{}", "2027-09-25"),
    ],
)
def test_a_row_whose_date_is_not_given_sets_nothing(make_project: MakeProject, answers: str, value: str) -> None:
    table = """
    label: V
    type: date
    policy: first
    rows: [{value: rotation_start - 3 months, because: a}]
    default: {value: eras-opens, because: b}
    """
    everybody = answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")
    # the facet has no planned date here
    root = make_project({**FILES, "content/rules.yaml": f"{HEAD}{NEEDED}  value:\n{table}"})
    facets = root / "profiles/facets.yaml"
    facets.write_text(facets.read_text("utf-8").replace("    planned: plan.window_opens\n", ""), "utf-8")
    assert str(open_world(root).plan(everybody).values["value"].value) == value


def test_a_table_takes_over_what_an_earlier_one_may_become(make_project: MakeProject) -> None:
    table = "label: V\ntype: integer\npolicy: first\nrows: [{value: plan.other, because: a}]\ndefault: none"
    rows = "rows: [{when: {visa: j1}, value: 1, because: b}], default: {value: 2, because: c}"
    other = f"{{label: O, type: integer, policy: first, {rows}}}"
    indented = "\n".join(f"    {line}" for line in table.splitlines())
    root = make_project({**FILES, "content/rules.yaml": f"{HEAD}{NEEDED}  other: {other}\n  value:\n{indented}\n"})
    found = open_world(root).plan("{specialty: psychiatry}").values["value"]
    assert found.value == 2
    assert found.possible == {1, 2}


def test_reasons_are_filled(make_project: MakeProject) -> None:
    table = """
label: V
type: integer
policy: first
rows: []
default:
  value: 2
  because: "you plan {{ plan.goal }} (that's {{ plan.goal.number }}) in {{ profile.specialty }} for {{ season.year }}"
"""
    found = world(make_project, table).plan("{specialty: psychiatry}").values["value"]
    assert found.because == "you plan three (that\u2019s three) in psychiatry for 2028"


def test_a_reason_that_cannot_be_filled_is_that_readers_error(make_project: MakeProject) -> None:
    table = 'label: V\ntype: integer\npolicy: first\ndefault: {value: 2, because: "of {{ profile.citizenship }}"}'
    reader = world(make_project, table)
    assert reader.plan("{specialty: psychiatry, citizenship: other}").values["value"].value == 2
    with pytest.raises(ProfileError) as caught:
        reader.plan("{specialty: psychiatry}")
    assert [one.code for one in caught.value.diagnostics] == ["no-value"]
