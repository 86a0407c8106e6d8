"""Slots: one alternative for a reader who answered everything, all that may hold for one who did not."""

from __future__ import annotations

import pytest

from generator.logic.specificity import rank
from tests.projects import Files, MakeProject
from tests.readers import World, open_world


def slot(**modules: str) -> Files:
    """The slot of the small project with other alternatives: id and further front matter."""
    files: dict[str, str | bytes | None] = {
        "content/modules/decide/count-radiology.md": None,
        "content/modules/decide/count-others.md": None,
    }
    for name, front in modules.items():
        lines = "\n".join(part for part in ("slot: rotation-count", front, "reviewed: 2026-11-22") if part)
        files[f"content/modules/decide/{name}.md"] = f"---\ntitle: The {name}\n{lines}\n---\nText of {name}.\n"
    return files


def seen(world: World, answers: str) -> list[str]:
    """The alternatives of the slot that a reader sees, each with its lead."""
    lines = world.choose(answers).lines
    start = lines.index("start-here") + 1
    return [line.replace("\u00a0", " ") for line in lines[start:] if not line.startswith((" ", "letters", "visa-"))]


CHAIN = slot(
    both="when: {visa: j1, status: student}",
    visa="when: {visa: j1}\npriority: 1",
    status="when: {status: student}",
    rest="",
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{visa: j1, status: student}", ["both"]),
        ("{visa: j1, status: graduate}", ["visa"]),
        ("{visa: h1b, status: student}", ["status"]),
        ("{visa: h1b, status: graduate}", ["rest"]),
        (
            "{visa: j1}",
            ["visa", "both <If you are still a student, read this instead:>"],
        ),
        (
            "{status: graduate}",
            ["rest", "visa <If you plan on a J-1 visa, read this instead:>"],
        ),
        (
            "{visa: undecided, status: student}",
            ["status", "both <If you plan on a J-1 visa, read this instead:>"],
        ),
        (
            "{}",
            [
                "rest",
                "both <If you plan on a J-1 visa and you are still a student, read this instead:>",
                "visa <If you plan on a J-1 visa, read this instead:>",
                "status <If you are still a student, read this instead:>",
            ],
        ),
    ],
)
def test_a_chain(make_project: MakeProject, answers: str, expected: list[str]) -> None:
    world = open_world(make_project(CHAIN))
    everybody = answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")
    assert seen(world, everybody) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{visa: undecided}", ["h <If you plan on an H-1B visa:>", "j <If you plan on a J-1 visa:>"]),
        ("{visa: j1}", ["j"]),
        ("{visa: not-needed}", ["rest"]),
        (
            "{}",
            [
                "rest",
                "h <If you plan on an H-1B visa, read this instead:>",
                "j <If you plan on a J-1 visa, read this instead:>",
            ],
        ),
    ],
)
def test_a_last_resort_that_nobody_can_reach_is_left_out(
    make_project: MakeProject, answers: str, expected: list[str]
) -> None:
    world = open_world(make_project(slot(h="when: {visa: h1b}", j="when: {visa: j1}", rest="")))
    assert seen(world, answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{rotations: 1}", ["one"]),
        ("{rotations: 2}", ["rest"]),
        ("{}", ["rest", "one <If your plan comes to one rotation, read this instead:>"]),
    ],
)
def test_the_plans_stated_value_wins(make_project: MakeProject, answers: str, expected: list[str]) -> None:
    world = open_world(make_project(slot(one="when: {plan.rotations: 1}", rest="")))
    assert seen(world, answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")) == expected


def test_hidden_alternatives(make_project: MakeProject) -> None:
    world = open_world(make_project(slot(j="when: {visa: j1}\nunknown: hide", rest="")))
    assert seen(world, "{specialty: psychiatry}") == ["rest"]
    assert seen(world, "{specialty: psychiatry, visa: j1}") == ["j"]
    assert world.choose("{specialty: psychiatry}").selection.decisions["j"].reason.kind == "hidden"


def test_its_own_lead(make_project: MakeProject) -> None:
    world = open_world(make_project(slot(j="when: {visa: j1}\nlead: If a J-1 is planned", rest="")))
    assert seen(world, "{specialty: psychiatry}") == ["rest", "j <If a J-1 is planned, read this instead:>"]


def test_inside_an_alternative_its_lead_is_taken_for_granted(make_project: MakeProject) -> None:
    files = dict(slot(j="when: {visa: j1}", rest=""))
    files["content/modules/decide/j.md"] = (
        "---\ntitle: J\nslot: rotation-count\nwhen: {visa: j1}\nreviewed: 2026-11-22\n---\n"
        "::: when {visa: j1}\nA.\n::: else\nB.\n:::\n"
    )
    lines = open_world(make_project(files)).choose("{specialty: psychiatry}").lines
    assert lines[lines.index("j <If you plan on a J-1 visa, read this instead:>") + 1] == "  A."
    assert "  B." not in lines


def test_a_slot_in_the_outline_may_have_a_condition(make_project: MakeProject) -> None:
    files = {
        **CHAIN,
        "content/outline.yaml": """
            parts:
              - id: decide
                title: Decide
                chapters:
                  - {id: how-many, title: How many, contents: [start-here, {slot: rotation-count, when: {visa: j1}}]}
                  - {id: papers, title: Papers, contents: [letters]}
                  - {id: visa, title: Visa, when: {visa: [j1, h1b]}, contents: [visa-basics]}
            """,
        "content/modules/arrange/letters.md": "---\ntitle: L\nreviewed: 2026-11-22\n---\nText.\n",
    }
    world = open_world(make_project(files))
    assert seen(world, "{specialty: psychiatry, visa: h1b, status: student}") == []
    assert seen(world, "{specialty: psychiatry, visa: j1, status: student}") == ["both"]
    assert seen(world, "{specialty: psychiatry, visa: undecided, status: student}") == [
        "both <If you plan on a J-1 visa:>",
    ]
    decisions = world.choose("{specialty: psychiatry, visa: h1b, status: student}").selection.decisions
    assert {decisions[name].reason.kind for name in ("both", "visa", "status", "rest")} == {"outline"}


def test_every_alternative_has_one_reason(make_project: MakeProject) -> None:
    world = open_world(make_project(CHAIN))
    decisions = world.choose("{specialty: psychiatry, visa: j1, status: graduate}").selection.decisions
    found = {
        name: (decisions[name].reason.kind, decisions[name].reason.rival) for name in ("both", "visa", "status", "rest")
    }
    assert found == {
        "both": ("fails", None),
        "visa": ("won", None),
        "status": ("lost", "visa"),
        "rest": ("lost", "visa"),
    }


@pytest.mark.parametrize(
    ("modules", "order", "ties", "circle"),
    [
        ({"b": "when: {visa: j1}", "a": ""}, "ba", [], ""),
        ({"a": "when: {visa: j1}", "b": "when: {visa: h1b}"}, "ab", [], ""),
        ({"b": "when: {visa: j1, status: student}", "a": "when: {visa: j1}"}, "ba", [], ""),
        ({"a": "when: {visa: j1}", "b": "when: {status: student}"}, "ab", ["ab"], ""),
        ({"a": "when: {visa: j1}", "b": "when: {status: student}\npriority: 1"}, "ba", [], ""),
        ({"a": "when: {visa: j1}\npriority: 3", "b": "when: {status: student}\npriority: 3"}, "ab", ["ab"], ""),
        ({"a": "when: {visa: j1}", "b": "when: {visa: [j1]}"}, "ab", ["ab"], ""),
        # a constraint makes one a special case of the other: a US citizen needs no visa
        ({"b": "when: {citizenship: us-citizen}", "a": "when: {visa: not-needed}"}, "ba", [], ""),
        # so does a derived facet
        ({"b": "when: {specialty: radiology, visa: j1}", "a": "when: {setting: reading-room}"}, "ba", [], ""),
        # numbers
        ({"b": "when: {rotations: 1}", "a": "when: {rotations: {max: 2}}"}, "ba", [], ""),
        ({"a": "when: {rotations: {max: 2}}", "b": "when: {rotations: {min: 2}}"}, "ab", ["ab"], ""),
        ({"a": "when: {rotations: {max: 1}}", "b": "when: {rotations: {min: 2}}"}, "ab", [], ""),
        # dates
        (
            {"b": "when: {rotation_start: {max: 2027-01-01}}", "a": "when: {rotation_start: {max: 2027-06-01}}"},
            "ba",
            [],
            "",
        ),
        # several at once never exclude one another
        ({"a": "when: {interest: research}", "b": "when: {interest: teaching}"}, "ab", ["ab"], ""),
        # priorities against being a special case
        (
            {
                "a": "when: {visa: j1, status: student}",
                "b": "when: {visa: j1}\npriority: 2",
                "c": "when: {interest: research}\npriority: 1",
            },
            "abc",
            [],
            "abc",
        ),
    ],
)
def test_the_order_of_alternatives(
    make_project: MakeProject, modules: dict[str, str], order: str, ties: list[str], circle: str
) -> None:
    from generator.load.project import load_project
    from generator.logic.space import Space

    project, subjects, diagnostics = load_project(make_project(slot(**modules)))
    assert project is not None
    assert not diagnostics.has_errors
    space = Space(project.facets, subjects, project.tables, project.constraints)
    rivals = project.slots["rotation-count"]
    for arranged in (rivals, tuple(reversed(rivals))):
        ranking = rank(arranged, space)
        if not circle:
            assert "".join(one.id for one in ranking.order) == order
        assert ["".join(sorted((one.first.id, one.second.id))) for one in ranking.ties] == ties
        assert "".join(one.id for one in ranking.circle) == circle
        for tie in ranking.ties:
            assert tie.witness
