"""The form's script narrows answers as the engine does: both are held against each other over random readers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.load.project import load_project
from generator.logic.narrow import Contradiction, narrow, possible_answers
from generator.model.answers import Interval, Possible, Several
from generator.model.facet import Facet
from generator.model.profile import Answer
from tests.browser.conftest import Visitor
from tests.projects import ROOT, TODAY, guidegen

READERS = 400
NARROWED = """(cases) => cases.map((given) => {
    const { answers, broken } = narrow(given, rules)
    return broken ? { broken: broken.because } : { answers }
})"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the shipped project."""
    output = tmp_path_factory.mktemp("form") / "form"
    ran = guidegen("form", "-C", ROOT, "-o", output, "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return output / "index.html"


def test_both_narrow_alike(form: Path, visitor: Visitor) -> None:
    project, subjects, _ = load_project(ROOT)
    assert project is not None
    chance = random.Random(20261129)
    readers = [_answers(project.facets, chance) for _ in range(READERS)]
    page = visitor.open(form)
    found = page.evaluate(NARROWED, [{name: _data(one) for name, one in given.items()} for given in readers])
    assert any("broken" in one for one in found)
    for given, one in zip(readers, found, strict=True):
        try:
            answers, _ = narrow(possible_answers(given, project.facets, subjects), project.facets, project.constraints)
        except Contradiction:
            assert "broken" in one, given
            continue
        assert "answers" in one, (given, one)
        assert {name: _plain(one["answers"][name]) for name in project.facets} == {
            name: _possible(answers[name]) for name in project.facets
        }, given


def _answers(facets: Mapping[str, Facet], chance: random.Random) -> dict[str, Answer]:
    share = chance.choice((0.1, 0.3, 0.8))
    given: dict[str, Answer] = {}
    for name, facet in facets.items():
        if facet.derived is not None or chance.random() > share:
            continue
        if facet.type == "date":
            given[name] = dt.date(2027, chance.randrange(1, 13), 1)
        elif facet.type == "integer":
            given[name] = chance.randint(facet.min or 0, facet.max or 0)
        elif facet.type == "choices":
            given[name] = frozenset(chance.sample(list(facet.values), chance.randrange(3)))
        else:
            given[name] = chance.choice(list(facet.values))
    return given


def _data(answer: Answer) -> Any:
    if isinstance(answer, frozenset):
        return sorted(answer)
    return answer.isoformat() if isinstance(answer, dt.date) else answer


def _possible(possible: Possible) -> Any:
    match possible:
        case Several(chosen, is_asked):
            return (None if chosen is None else sorted(chosen), is_asked)
        case Interval(low, high, is_asked):
            return (str(low), str(high), is_asked)
        case frozenset():
            return sorted(map(str, possible))
    raise AssertionError(possible)


def _plain(found: Any) -> Any:
    if isinstance(found, list):
        return sorted(map(str, found))
    is_asked = found.get("asked", True)
    if "several" in found:
        return (None if found["several"] is None else sorted(found["several"]), is_asked)
    return (str(found["low"]), str(found["high"]), is_asked)
