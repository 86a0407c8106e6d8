"""What moves only because a day has passed is no change; what does change is told, to whom it concerns."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from generator.app.opened import Opened
from generator.logic.difference import difference
from generator.logic.seal import fingerprints
from generator.model.guide import Guide
from generator.send.substance import changes_between, substance_of
from tests.path.network import DAY, FILES, guide_of, open_network


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
