"""A row to reconsider: what the path shows takes back a value on which steps rest, and all is decided again."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.logic.reader import Reader
from generator.model.profile import Answer, Profile
from generator.plan import plan_reader
from tests.path.network import FILES, READER, guide_of, open_network
from tests.projects import MakeProject, check

MATCH_DAY = dt.date(2028, 3, 17)
ROW = """
      - when: {path.first.best.count: {max: 0}, not: {answered: rotation_start}}
        value: 0
        because: none can end in time
        reconsider: yes
"""
AFTER = "value: 1, because: one is what you can arrange}\n"
CHANGES = {
    "content/rules.yaml": str(FILES["content/rules.yaml"]).replace(AFTER, AFTER + ROW.removeprefix("\n")),
    "content/data/steps.yaml": str(FILES["content/data/steps.yaml"]).replace(
        "    phase: match\n", "    phase: match\n    when: {plan.rotations: {min: 1}}\n"
    ),
    "profiles/facets.yaml": str(FILES["profiles/facets.yaml"]).replace(
        "    question: Student or graduate?\n", "    question: Student or graduate?\n    counted_as: student\n"
    ),
}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_network(tmp_path_factory.mktemp("reconsider"), CHANGES)


def _reader(network: Opened, days_before: int, **answers: Answer) -> Reader:
    day = MATCH_DAY - dt.timedelta(days_before)
    given = {name: one for name, one in {**READER, **answers}.items() if one != ""}
    profile = Profile(id="reader", answers=given, span=Span("reader"))
    return plan_reader(network.project, network.subjects, profile, day)


def _state(reader: Reader) -> tuple[object, str]:
    assert reader.journey is not None
    return reader.plan.values["rotations"].value, reader.journey.path.steps["first"].state


def test_while_one_fits_at_best_nothing_is_taken_back(network: Opened) -> None:
    assert _state(_reader(network, 60)) == (3, "todo")
    assert _state(_reader(network, 43)) == (3, "todo")


def test_where_none_fits_even_at_best_the_steps_are_gone(network: Opened) -> None:
    reader = _reader(network, 38)
    assert _state(reader) == (0, "skipped")
    assert reader.plan.values["rotations"].winners[0].because == "none can end in time"
    path = guide_of(network, MATCH_DAY - dt.timedelta(38)).path
    assert path is not None
    assert "first" not in {line.id for line in path.steps}


def test_an_answer_that_is_only_counted_takes_nothing_back(network: Opened) -> None:
    """A graduate, who has the permit, would still be in time."""
    assert _state(_reader(network, 38, status="")) == (3, "todo")
    assert _state(_reader(network, 38, status="graduate")) == (3, "todo")
    assert _state(_reader(network, 20, status="")) == (0, "skipped")


def test_a_day_that_was_answered_stands(network: Opened) -> None:
    assert _state(_reader(network, 38, rotation_start=MATCH_DAY + dt.timedelta(40))) == (3, "todo")


def test_check_takes_it_for_possible_and_refuses_one_without_a_step(make_project: MakeProject) -> None:
    root = make_project({**FILES, **CHANGES})
    assert [line for line in check(root).lines if "error[" in line] == []
    rules = root / "content/rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("path.first.best.count: {max: 0}", "status: graduate"), "utf-8")
    said = [line for line in check(root).lines if "nothing to reconsider" in line]
    assert [line.partition(" ")[2].partition(":")[0] for line in said] == ["error[bad-value]"]
