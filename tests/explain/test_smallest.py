"""The fewest answers that bring a module in: as few as going through every partly answered reader finds."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from generator.explain.smallest import fewest_answers
from generator.logic.combine import all_of, negated
from generator.logic.presence import Presence
from tests.campaigns import sampled
from tests.space.brute_force import Brute, choices, partly_answered
from tests.space.opened import opened
from tests.space.rule_sets import make_rule_set

PROJECTS = 120
BATCH = 30
MOST_READERS = 60


def fewest_by_trying(brute: Brute) -> dict[str, int]:
    """For each module that somebody gets the least number of answers after which it is certain."""
    gets = [
        {decision.module.id for chapter in selection.chapters for decision in chapter.decisions}
        for selection in brute.selections
    ]
    numbers = {id(reader): number for number, reader in enumerate(brute.everybody)}
    fewest: dict[str, int] = {}
    for answers in partly_answered(brute.project):
        completions = brute.completions(answers)
        if completions:
            for name in set.intersection(*(gets[numbers[id(one)]] for one in completions)):
                fewest[name] = min(len(answers), fewest.get(name, len(answers)))
    return fewest


@pytest.mark.parametrize("first", sampled(range(0, PROJECTS, BATCH), 2))
def test_no_smaller_set_of_answers_brings_a_module_in(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        project, loaded = opened(tmp_path / "project", make_rule_set(seed).files())
        if {one.code for one in loaded if one.severity == "error"} - {"tie"}:
            continue
        if math.prod(len(several) for several in choices(project).values()) > MOST_READERS:
            continue
        brute, presence = Brute(project), Presence(project.project, project.space)
        tried = fewest_by_trying(brute)
        for name, placed in presence.placed.items():
            found = fewest_answers(placed.there, project.space)
            assert (None if found is None else len(found.answers)) == tried.get(name), (seed, name)
            if found is not None:
                assert found.is_smallest
                certain = all_of(*found.answers.values(), negated(placed.there))
                assert project.space.find(certain) is None, (seed, name)


def test_many_questions_are_no_obstacle(tmp_path: Path) -> None:
    """Of sixteen facets any three in a row are enough; two never are."""
    facet = "{label: F, question: Q, type: choice, values: {a: {label: A}, b: {label: B}, c: {label: C}}}"
    facets = "".join(f"  f{number}: {facet}\n" for number in range(16))
    rows = ", ".join(f"{{f{one}: a, f{one + 1}: b, f{one + 2}: c}}" for number in range(5) for one in [number * 3])
    files = {
        "guidegen.yaml": "title: T\nseason: 2028\n",
        "profiles/facets.yaml": f"facets:\n{facets}",
        "profiles/personas.yaml": "personas: []\n",
        "content/rules.yaml": "plan: {}\n",
        "content/points.yaml": "points: {}\n",
        "content/outline.yaml": "parts: [{id: p, title: P, chapters: [{id: m, title: M, contents: [one]}]}]\n",
        "content/modules/m/one.md": f"---\ntitle: T\nreviewed: 2026-01-01\nwhen: {{any: [{rows}]}}\n---\nWords.\n",
    }
    project, _ = opened(tmp_path / "project", files)
    placed = Presence(project.project, project.space).placed["one"]
    found = fewest_answers(placed.there, project.space)
    assert found is not None
    assert found.is_smallest
    assert sorted(found.answers) == ["f0", "f1", "f2"]
