"""Blocks: which arms a reader sees, and under which leads."""

from __future__ import annotations

import pytest

from generator.model.selection import ShownArm
from tests.projects import MakeProject
from tests.readers import open_world

PLACE = "content/modules/arrange/letters.md"
FRONT = "---\ntitle: Letters\nreviewed: 2026-11-22\n---\n"
OPEN = "{specialty: psychiatry}"


def shown(make_project: MakeProject, body: str, answers: str) -> list[str]:
    """What of the body a reader sees."""
    world = open_world(make_project({PLACE: f"{FRONT}{body}\n"}))
    lines = world.choose(answers).lines
    first = next(number for number, line in enumerate(lines) if line.startswith("letters"))
    following = (number for number, line in enumerate(lines) if number > first and not line.startswith(" "))
    return [line[2:] for line in lines[first + 1 : next(following, None)]]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{visa: h1b}", ["Before.", "H.", "After."]),
        ("{visa: j1}", ["Before.", "J.", "After."]),
        ("{visa: not-needed}", ["Before.", "None.", "After."]),
        (
            "{visa: undecided}",
            ["Before.", "<If you plan on an H-1B visa:>", "  H.", "<If you plan on a J-1 visa:>", "  J.", "After."],
        ),
        (
            "{}",
            [
                "Before.",
                "<If you plan on an H-1B visa:>",
                "  H.",
                "<If you plan on a J-1 visa:>",
                "  J.",
                "<Otherwise:>",
                "  None.",
                "After.",
            ],
        ),
    ],
)
def test_a_chain(make_project: MakeProject, answers: str, expected: list[str]) -> None:
    body = "Before.\n::: when {visa: h1b}\nH.\n::: else when {visa: j1}\nJ.\n::: else\nNone.\n:::\nAfter."
    everybody = answers.replace("{", "{specialty: psychiatry, ").replace(", }", "}")
    assert shown(make_project, body, everybody) == expected


@pytest.mark.parametrize(
    ("body", "answers", "expected"),
    [
        # unknown without an else: under a lead
        ("::: when {visa: j1}\nA.\n:::", "{}", ["<If you plan on a J-1 visa:>", "  A."]),
        ("::: when {visa: [j1, h1b]}\nA.\n:::", "{}", ["<If you need a visa:>", "  A."]),
        ("::: when {visa: [j1, h1b]}\nA.\n:::", "{visa: undecided}", ["A."]),
        ("::: when {visa: [j1, not-needed]}\nA.\n:::", "{visa: undecided}", ["<If you plan on a J-1 visa:>", "  A."]),
        ("::: when {not: {visa: j1}}\nA.\n:::", "{visa: undecided}", ["<If you plan on an H-1B visa:>", "  A."]),
        ("::: when {not: {visa: j1}}\nA.\n:::", "{}", ["<If you do not plan on a J-1 visa:>", "  A."]),
        ("::: when {not: {visa: not-needed}}\nA.\n:::", "{}", ["<If you need a visa:>", "  A."]),
        # its own words
        ('::: when {visa: j1, lead: "If so"}\nA.\n:::', "{}", ["<If so:>", "  A."]),
        ('::: when {visa: j1, lead: "If so:"}\nA.\n:::', "{}", ["<If so:>", "  A."]),
        ('::: when {visa: j1, lead: "If it\'s so"}\nA.\n:::', "{visa: j1}", ["A."]),
        # hidden while unknown
        ("::: when {visa: j1, unknown: hide}\nA.\n::: else\nB.\n:::", "{}", ["<Otherwise:>", "  B."]),
        ("X.\n::: when {visa: j1, unknown: hide}\nA.\n:::", "{}", ["X."]),
        ("::: when {visa: j1, unknown: hide}\nA.\n:::", "{visa: j1}", ["A."]),
        # false
        ("X.\n::: when {visa: j1}\nA.\n:::", "{visa: h1b}", ["X."]),
        # neighbors with the same residue share a lead
        (
            "::: when {visa: j1}\nA.\n:::\n::: when {visa: j1}\nB.\n:::",
            "{}",
            ["<If you plan on a J-1 visa:>", "  A.", "  B."],
        ),
        (
            "::: when {visa: j1, status: student}\nA.\n:::\n::: when {visa: j1}\nB.\n:::",
            "{status: student}",
            ["<If you plan on a J-1 visa:>", "  A.", "  B."],
        ),
        (
            "::: when {visa: j1}\nA.\n:::\nText.\n::: when {visa: j1}\nB.\n:::",
            "{}",
            ["<If you plan on a J-1 visa:>", "  A.", "Text.", "<If you plan on a J-1 visa:>", "  B."],
        ),
        # inside, what the lead says is taken for granted
        (
            "::: when {visa: j1}\nA.\n::: when {visa: [j1, h1b], status: student}\nB.\n:::\n:::",
            "{}",
            ["<If you plan on a J-1 visa:>", "  A.", "  <If you are still a student:>", "    B."],
        ),
        (
            "::: when {visa: j1}\nA.\n::: when {visa: h1b}\nB.\n::: else\nC.\n:::\n:::",
            "{}",
            ["<If you plan on a J-1 visa:>", "  A.", "  C."],
        ),
        (
            "::: when {not: {visa: j1}}\nA.\n::: when {visa: j1}\nB.\n:::\n:::",
            "{}",
            ["<If you do not plan on a J-1 visa:>", "  A."],
        ),
        (
            "::: when {visa: h1b}\nA.\n::: else\nB.\n::: when {visa: h1b}\nC.\n::: else\nD.\n:::\n:::",
            "{}",
            ["<If you plan on an H-1B visa:>", "  A.", "<Otherwise:>", "  B.", "  D."],
        ),
        # two clauses are put into words, joined
        (
            "::: when {visa: j1, status: student}\nA.\n:::",
            "{}",
            ["<If you plan on a J-1 visa and you are still a student:>", "  A."],
        ),
        (
            "::: when {any: [{visa: j1}, {status: student}]}\nA.\n:::",
            "{}",
            ["<If you plan on a J-1 visa or you are still a student:>", "  A."],
        ),
        # a clause that is decided is not said
        ("::: when {any: [{visa: j1}, {status: student}]}\nA.\n:::", "{status: student}", ["A."]),
        (
            "::: when {any: [{visa: j1}, {status: student}]}\nA.\n:::",
            "{status: graduate}",
            ["<If you plan on a J-1 visa:>", "  A."],
        ),
        # numbers and dates
        ("::: when {rotations: {min: 2}}\nA.\n:::", "{}", ["<If you can arrange two rotations or more:>", "  A."]),
        ("::: when {rotations: {max: 1}}\nA.\n:::", "{}", ["<If you can arrange one rotation or fewer:>", "  A."]),
        ("::: when {rotations: [2, 3]}\nA.\n:::", "{}", ["<If you can arrange two or three rotations:>", "  A."]),
        (
            "::: when {rotations: [0, 3]}\nA.\n:::",
            "{}",
            ["<If you can arrange no rotations or three rotations:>", "  A."],
        ),
        ("::: when {rotations: 4}\nA.\n:::", "{}", ["<If you can arrange four rotations or more:>", "  A."]),
        (
            "::: when {rotation_start: {max: 2027-06-30}}\nA.\n:::",
            "{}",
            ["<If your first rotation starts on or before June 30, 2027:>", "  A."],
        ),
        (
            "::: when {rotation_start: {min: 2027-01-01, max: 2027-06-30}}\nA.\n:::",
            "{}",
            ["<If your first rotation starts between January 1, 2027 and June 30, 2027:>", "  A."],
        ),
        (
            "::: when {not: {rotation_start: {max: 2027-06-30}}}\nA.\n:::",
            "{}",
            ["<If your first rotation starts after June 30, 2027:>", "  A."],
        ),
        # several at once
        ("::: when {interest: research}\nA.\n::: else\nB.\n:::", "{interest: []}", ["B."]),
        ("::: when {interest: research}\nA.\n::: else\nB.\n:::", "{interest: [research, teaching]}", ["A."]),
        (
            "::: when {interest: [research, teaching]}\nA.\n:::",
            "{}",
            ["<If research is your interest or teaching is your interest:>", "  A."],
        ),
        # what the plan states holds; what it may become is under a lead
        (
            "::: when {plan.rotations: {min: 2}}\nA.\n::: else\nB.\n:::",
            "{}",
            ["A.", "<If your plan comes to one rotation:>", "  B."],
        ),
        ("::: when {plan.rotations: {min: 2}}\nA.\n::: else\nB.\n:::", "{rotations: 1}", ["B."]),
        ("::: when {plan.rotations: {min: 2}}\nA.\n::: else\nB.\n:::", "{rotations: 3}", ["A."]),
        (
            "::: when {plan.rotations: 1}\nA.\n::: else\nB.\n:::",
            "{}",
            ["<If your plan comes to one rotation:>", "  A.", "<Otherwise:>", "  B."],
        ),
        # asides hold blocks
        ("::: tip\n::: when {visa: j1}\nA.\n:::\n:::", "{visa: h1b, status: student}", []),
        ("::: tip\nX.\n::: when {visa: j1}\nA.\n:::\n:::", "{visa: j1}", ["[tip]", "  X.", "  A."]),
    ],
)
def test_arms_and_leads(make_project: MakeProject, body: str, answers: str, expected: list[str]) -> None:
    everybody = answers.replace("{", "{specialty: psychiatry, ", 1).replace(", }", "}")
    found = shown(make_project, f"Always.\n\n{body}", everybody)
    assert [line.replace("\u00a0", " ") for line in found] == ["Always.", *expected]


def test_every_arm_has_one_reason(make_project: MakeProject) -> None:
    body = "::: when {visa: h1b}\nH.\n::: else when {visa: j1}\nJ.\n::: else\nNone.\n:::"
    world = open_world(make_project({PLACE: f"{FRONT}{body}\n"}))
    kinds = {}
    for visa in ("h1b", "j1", "not-needed", "undecided"):
        chosen = world.choose(f"{{specialty: psychiatry, visa: {visa}}}")
        kinds[visa] = [arm.reason.kind for arm in chosen.selection.decisions["letters"].arms]
    assert kinds == {
        "h1b": ["holds", "lost", "lost"],
        "j1": ["fails", "holds", "lost"],
        "not-needed": ["fails", "fails", "always"],
        "undecided": ["unknown", "unknown", "lost"],
    }


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("::: when {visa: j1}\nA.\n::: else\nB.\n:::", [False, True]),
        ('::: when {visa: j1}\nA.\n::: else {lead: "With another visa"}\nB.\n:::', [False, True]),
        ("::: when {visa: j1, lead: Otherwise}\nA.\n:::", [False]),
        ("::: when {visa: j1}\nA.\n::: else when {visa: h1b}\nB.\n:::", [False, False]),
    ],
)
def test_which_lead_is_that_of_a_last_arm(make_project: MakeProject, body: str, kinds: list[bool]) -> None:
    """Whatever its words are: an author's own "Otherwise" is not a second arm."""
    world = open_world(make_project({PLACE: f"{FRONT}{body}\n"}))
    (letters,) = (
        one for chapter in world.choose(OPEN).selection.chapters for one in chapter.decisions
        if one.module.id == "letters"
    )  # fmt: skip
    arms = [node for node in letters.body if isinstance(node, ShownArm)]
    assert [arm.lead is not None and arm.lead.is_otherwise for arm in arms] == kinds
