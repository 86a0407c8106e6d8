"""`handbooks -n`: what a proven project spares, and what it must not."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.app import dry_run
from generator.app.proof import kept_proof
from tests.projects import TODAY, MakeProject, check, guidegen
from tests.readers import chosen_from_now

ROWS = """\
name,email,specialty,visa,status,citizenship
Ada Berg,ab@example.net,radiology,j1,student,other
Ida Berg,ib@example.net,radiology,j1,student,other
Bo Lund,bo@example.net,radiology,j1,student,us-citizen
"""


@pytest.mark.parametrize("is_checked", [True, False])
def test_the_same_people_fail(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, is_checked: bool) -> None:
    """Once the project is proven only answers are looked at; before, guides are put together, equal ones once."""
    root = make_project({"people.csv": ROWS})
    if is_checked:
        assert check(root).code == 0
    assert (kept_proof(root, dt.date.fromisoformat(TODAY)) is not None) is is_checked
    chosen = chosen_from_now(monkeypatch)
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "-n", "--as-of", TODAY)
    assert (ran.code, ran.out) == (1, "nothing written; 1 would fail\n"), ran.err
    assert ran.err.count("error[broken-constraint]") == 1
    assert len(chosen) == (0 if is_checked else 2)


def test_many_people_are_worth_a_proof(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dry_run, "MANY", 1)
    root = make_project({"people.csv": ROWS})
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "-n", "--as-of", TODAY)
    assert "1 would fail" in ran.out
    assert kept_proof(root, dt.date.fromisoformat(TODAY)) is not None
