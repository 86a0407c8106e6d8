"""Constants, and blocks that ask whether something was answered."""

from __future__ import annotations

import pytest

from generator.logic.seal import fingerprints
from tests.pages import pages_of
from tests.projects import SMALL, Files, MakeProject, check
from tests.readers import open_world

PLACE = "content/modules/arrange/letters.md"
CONSTANTS = "content/data/constants.yaml"
FEE = 'constants:\n  fee: {value: "$300 -- or so", note: for us}\n'
PERSONAS = """personas:
  - {id: silent, title: S, answers: {specialty: radiology, visa: j1, status: student}}
  - {id: dated, title: D, answers: {specialty: radiology, visa: j1, status: student, rotation_start: 2027-05-01}}
"""


def letters(body: str) -> Files:
    return {PLACE: f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{body}\n", "profiles/personas.yaml": PERSONAS}


def found(make_project: MakeProject, files: Files, code: str) -> list[str]:
    return [line for line in check(make_project(files)).lines if f"[{code}]" in line]


def test_a_constant_is_printed(make_project: MakeProject) -> None:
    world = open_world(make_project({**letters("It costs {{ const.fee }}."), CONSTANTS: FEE}))
    guide = world.choose("{specialty: radiology, visa: j1, status: student}").guide
    assert any("It costs $300 \u2013 or so." in page for page in pages_of(world.opened, guide).values())


def test_what_changes_in_a_constant_changes_the_module(make_project: MakeProject) -> None:
    states = []
    for value in ("$300", "$310"):
        files = {**letters("It costs {{ const.fee }}."), CONSTANTS: f'constants:\n  fee: {{value: "{value}"}}\n'}
        world = open_world(make_project(files))
        states.append(fingerprints(world.choose("{specialty: radiology, visa: j1, status: student}").guide))
    changed = {name for name in states[0] if states[0][name] != states[1][name]}
    assert "module letters" in changed


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        (letters("{{ const.fea }}"), "unknown-constant", f"{PLACE}:5:1: error"),
        (letters("a"), "unused-constant", f"{CONSTANTS}:2:8: warning"),
        ({CONSTANTS: "constants:\n  fee: {valeu: x}\n"}, "unknown-key", f"{CONSTANTS}:2:9: error"),
        ({CONSTANTS: "constants:\n  fee: {note: x}\n"}, "missing-key", f"{CONSTANTS}:2:8: error"),
    ],
)
def test_what_is_wrong_with_constants(make_project: MakeProject, files: Files, code: str, place: str) -> None:
    (line,) = found(make_project, {CONSTANTS: FEE, **files}, code)
    assert line.startswith(place)


def test_a_block_asks_whether_a_date_was_given(make_project: MakeProject) -> None:
    body = "::: when {answered: rotation_start}\nYou begin on {{ profile.rotation_start }}.\n::: else\nTell us.\n:::"
    root = make_project(letters(body))
    assert not [line for line in check(root).lines if "error" in line]
    world = open_world(root)
    pages = {
        name: "".join(pages_of(world.opened, world.opened.choose(persona).guide).values())
        for name, persona in world.opened.project.personas.items()
    }
    assert "You begin on May 1, 2027." in pages["dated"]
    assert "Tell us." not in pages["dated"]
    assert "Tell us." in pages["silent"]
    assert "You begin on" not in pages["silent"]


def test_the_advice_for_a_date_works_when_it_is_typed(make_project: MakeProject) -> None:
    (line,) = found(make_project, letters("You begin on {{ profile.rotation_start }}."), "no-value")
    advice = line.split("between '")[1].split("'")
    opening, closing = advice[0], advice[2]
    typed = f"Letters count.\n{opening}\nYou begin on {{{{ profile.rotation_start }}}}.\n{closing}"
    assert not [line for line in check(make_project(letters(typed))).lines if "error" in line]


def test_it_is_proved_for_readers_who_answered_and_those_who_did_not(make_project: MakeProject) -> None:
    points = SMALL["content/points.yaml"]
    assert isinstance(points, str)
    body = "::: when {answered: rotation_start, points: [GEN-009]}\nLetters count.\n:::"
    files = {**letters(body), "content/points.yaml": f"{points}  GEN-009: {{says: Letters count., importance: 1}}\n"}
    (line,) = [line for line in check(make_project(files)).lines if "GEN-009" in line]
    assert "error" in line
    assert "rotation_start" not in line
    both = f"{body[:-4]}\n::: else {{points: [GEN-009]}}\nLetters count anyway.\n:::"
    assert not [line for line in check(make_project({**files, **letters(both)})).lines if "GEN-009" in line]


@pytest.mark.parametrize(
    ("files", "code", "words"),
    [
        (letters("::: when {answered: rotation_strt}\nA.\n:::"), "unknown-facet", "did you mean 'rotation_start'?"),
        (letters("::: when {answered: setting}\nA.\n:::"), "unknown-facet", "no question 'setting'"),
        (letters("::: when {answered: []}\nA.\n:::"), "bad-condition", "at least one question"),
        (
            {PLACE: "---\ntitle: L\nwhen: {answered: visa}\nreviewed: 2026-11-22\n---\nA.\n"},
            "bad-condition",
            "only by a block",
        ),
    ],
)
def test_what_is_wrong_with_answered(make_project: MakeProject, files: Files, code: str, words: str) -> None:
    assert any(words in line for line in found(make_project, files, code))


def test_no_facet_is_called_answered(make_project: MakeProject) -> None:
    facets = "facets:\n  answered:\n    label: A\n    question: A?\n    type: date\n"
    assert found(make_project, {"profiles/facets.yaml": facets}, "bad-id")
