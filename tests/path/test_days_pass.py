"""What moves only because a day has passed is not a change; what does change is told, to whom it concerns."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from generator.app.opened import Opened
from generator.logic.difference import difference
from generator.logic.seal import fingerprints
from generator.model.guide import Guide
from generator.model.line_kinds import STEP
from generator.send.substance import changes_between, substance_of
from tests.path.network import DAY, FILES, guide_of, open_network
from tests.projects import Files


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_network(tmp_path_factory.mktemp("network"))


def _changes(old: Guide, new: Guide) -> list[str]:
    return changes_between(substance_of(old), substance_of(new))


def test_thirty_days_in_a_row_change_nothing(network: Opened) -> None:
    first = guide_of(network)
    for count in range(1, 31):
        other = guide_of(network, DAY + dt.timedelta(count))
        assert _changes(first, other) == []
        assert difference(first, replace(other, id=first.id)).lines == ()
        assert fingerprints(first) == fingerprints(other)


WAITING = """
  opens:
    label: Ask for a seat
    called: your seat
    phase: apply
    takes: {min: 1, typical: 3, max: 5, basis: advice}
    after: [essay]
    soft: [references]
    from: eras-opens - 10 weeks
    weekday: monday
    closed: [{from: 07-20, to: 08-05}]
    repeat: plan.rotations
  course:
    label: Take the course
    phase: apply
    takes: {min: 5, typical: 10, max: 20, basis: advice}
    any_after: [form, notes]
    within: [{opens: eras-opens - 8 months, closes: eras-opens - 4 months, left: {min: 5, typical: 9, max: 9}}]
  sitting:
    label: Sit the test
    phase: apply
    takes: {min: 1, typical: 12, max: 30, basis: advice}
    by_others: yes
    from: test_day - 1 week
    ends_on: test_day
"""
"""Steps without a last day: nothing but their first days says how they wait."""

TEST_DAY = """
  test_day:
    label: Day of the test
    question: When do you sit the test?
    type: date
    called: your test
    counted_as: today + 60 days
"""
WAITS: Files = {
    "content/data/steps.yaml": f"{FILES['content/data/steps.yaml']!s}{WAITING}",
    "profiles/facets.yaml": f"{FILES['profiles/facets.yaml']!s}{TEST_DAY}",
}
EDITS = {
    "a day before which it cannot begin": ("from: eras-opens - 10 weeks", "from: eras-opens - 9 weeks"),
    "such a day that is counted from today": ("from: test_day - 1 week", "from: test_day - 2 days"),
    "a weekday": ("weekday: monday", "weekday: tuesday"),
    "days on which it cannot end": ("to: 08-05", "to: 08-25"),
    "how often": ("repeat: plan.rotations", "repeat: plan.rotations - 1"),
    "how long": ("typical: 3, max: 5", "typical: 4, max: 5"),
    "whether it is work": ("max: 1, basis: advice", "max: 1, basis: event"),
    "a wish, not a need": ("    after: [essay]\n    soft: [references]", "    soft: [essay, references]"),
    "the first of two": ("any_after: [form, notes]", "after: [form, notes]"),
    "a window that opens later": ("opens: eras-opens - 8 months", "opens: eras-opens - 7 months"),
    "a window that closes earlier": ("closes: eras-opens - 4 months", "closes: eras-opens - 6 months"),
    "the days left in a window": ("left: {min: 5, typical: 9, max: 9}", "left: {min: 5, typical: 90, max: 90}"),
    "who does it": ("    by_others: yes\n    from: test_day", "    from: test_day"),
    "what a day is counted as": ("counted_as: today + 60 days", "counted_as: today + 65 days"),
    "whether a last day is hard": ("by: eras-opens\n", "by: {date: eras-opens, hard: yes}\n    missed: [ready]\n"),
}
"""What of a step's days an author changes: nothing of it is in a day that is compared."""


@pytest.fixture(scope="module")
def waits(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_network(tmp_path_factory.mktemp("waits"), WAITS)


def test_a_year_of_days_changes_nothing_of_how_steps_wait(waits: Opened) -> None:
    """Windows open and close, first days pass, and each moves to the next Monday."""
    first = guide_of(waits)
    starts = set()
    for count in range(1, 366, 13):
        other = guide_of(waits, DAY + dt.timedelta(count))
        assert {one.id: one.compared for one in first.of(STEP)} == {one.id: one.compared for one in other.of(STEP)}
        assert other.path is not None
        starts.add(other.path.step("opens").start)
    assert len(starts) > 10


@pytest.mark.parametrize("what", EDITS)
def test_whatever_moves_a_step_is_seen(what: str, waits: Opened, tmp_path: Path) -> None:
    old, new = EDITS[what]
    texts = {name: str(text) for name, text in WAITS.items()}
    assert sum(text.count(old) for text in texts.values()) == 1
    after = guide_of(open_network(tmp_path, {name: text.replace(old, new) for name, text in texts.items()}))
    before = guide_of(waits)
    assert not difference(before, replace(after, id=before.id)).is_empty
    assert fingerprints(before) != fingerprints(after)
    assert _changes(before, after)


def test_nor_does_a_step_that_comes_to_be_too_late(network: Opened) -> None:
    """Nothing is lost by the essay, so its new day is printed, and nobody is written to."""
    first, late = guide_of(network), guide_of(network, dt.date(2027, 9, 20))
    assert late.path is not None
    assert late.path.step("essay").missed == dt.date(2027, 9, 25)
    assert late.path.step("essay").day == dt.date(2027, 10, 10)
    assert [one for one in _changes(first, late) if "essay" in one.lower()] == []


CHANGES = {
    "a latest day": (
        "content/data/steps.yaml", "by: eras-opens\n", "by: eras-opens - 9 days\n",
        "Write the essay: September\u00a016,\u00a02027 (was September\u00a025,\u00a02027)",
    ),
    "the sentence of a verdict": (
        "content/rules.yaml", "You can apply by", "You may apply by", "You may apply by September\u00a025,\u00a02027.",
    ),
    "the text": ("content/modules/arrange/letters.md", "early", "soon", "Letters"),
}  # fmt: skip
"""By what changes: the file, the old words and the new ones, and what the mail says of it."""


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_told(what: str, network: Opened, tmp_path: Path) -> None:
    file, old, new, words = CHANGES[what]
    changes = _changes(guide_of(network), guide_of(open_network(tmp_path, {file: str(FILES[file]).replace(old, new)})))
    assert any(words in one for one in changes), changes


def test_a_step_that_is_done_and_a_verdict_that_turns_are_told(network: Opened) -> None:
    first = guide_of(network)
    done = _changes(first, guide_of(network, ticks={"essay": dt.date(2027, 1, 3)}))
    assert any("Write the essay: done" in one for one in done), done
    too_late = _changes(first, guide_of(network, dt.date(2027, 10, 14)))
    assert any("You cannot apply this year." in one for one in too_late), too_late
