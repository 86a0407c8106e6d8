"""Readers who are alike to the path have the same path: nothing of it may hang on what they differ in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.kept import Kept
from generator.logic.narrow import Contradiction
from generator.model.answers import Given
from generator.model.path import Path
from generator.model.profile import Answer, Profile
from generator.plan import alike, favorable, known_reader, with_path, with_verdicts
from generator.plan.alike import Alike
from tests.path.test_verdicts import CASES, shipped_rules

Found = tuple[Path, Mapping[str, dt.date], Mapping[str, Given], Mapping[str, object]]


def _found(answers: Mapping[str, Answer], day: dt.date) -> tuple[Hashable, Found]:
    """What tells a reader apart, and what is found of their path while nobody else's is known."""
    project, subjects = shipped_rules()
    with pytest.MonkeyPatch.context() as patch:
        fresh = Alike(project, subjects)
        patch.setattr(alike, "_ALIKE", Kept[Alike](1))
        patch.setattr(alike, "Alike", lambda *_: fresh)
        known = known_reader(project, subjects, Profile(id="one", answers=answers, span=Span("one")), day)
        reader = with_path(project, subjects, known)
        best = favorable.at_best(project, subjects, reader)
        values = with_verdicts(project, subjects, reader).plan.values
        assert reader.journey is not None
        verdicts = {name: one.value for name, one in values.items() if one.table.verdict}
        return fresh.of(reader), (reader.journey.path, reader.calendar.path_days, best, verdicts)


def _changes() -> st.SearchStrategy[tuple[str, str]]:
    facets = shipped_rules()[0].facets
    asked = {name: one for name, one in facets.items() if one.type == "choice" and one.derived is None}
    return st.sampled_from([(name, value) for name, one in asked.items() for value in one.real_values])


@settings(max_examples=15)
@given(st.sampled_from(sorted(CASES)), st.data())
def test_an_answer_that_tells_nobody_apart_changes_nothing(name: str, data: st.DataObject) -> None:
    answers, day = CASES[name]["answers"], CASES[name]["as_of"]
    facet, value = data.draw(_changes())
    try:
        first, found = _found(answers, day)
        second, changed = _found({**answers, facet: value}, day)
    except Contradiction:
        reject()
    if first == second:
        assert found == changed


def test_specialties_are_alike_but_for_what_the_steps_ask() -> None:
    """Else nothing would be found once: twelve specialties come to a few paths."""
    project, _ = shipped_rules()
    found = [
        _found({"specialty": one, "visa": "h1b", "status": "student"}, dt.date(2026, 11, 29))
        for one in project.facets["specialty"].real_values
    ]
    assert 1 < len({key for key, _ in found}) < len(found) / 2
    for key, path in found:
        assert all(path == other for same, other in found if same == key)


@pytest.mark.parametrize("wanted", [["season"], ["h1b_place"], []])
def test_some_verdicts_are_what_they_are_among_all(wanted: list[str]) -> None:
    project, subjects = shipped_rules()
    case = CASES["A"] if "A" in CASES else next(iter(CASES.values()))
    profile = Profile(id="one", answers=case["answers"], span=Span("one"))
    reader = with_path(project, subjects, known_reader(project, subjects, profile, case["as_of"]))
    every, some = (with_verdicts(project, subjects, reader, one).plan.values for one in (None, wanted))
    assert set(wanted) <= some.keys() < every.keys()
    assert all(every[name] == one for name, one in some.items())
