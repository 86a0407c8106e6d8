"""Lists and tables of which a part is under a condition stay one."""

from __future__ import annotations

import pytest

from generator.model.module import Run
from tests.unit.load.test_body import read, tree

J1 = "::: when {visa: j1}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"1. a\n{J1}\n2. b\n:::\n3. c", [{"run": ["1. a", [("visa: j1", ["2. b"])], "3. c"]}]),
        (
            f"Do:\n- a\n\n{J1}\n- b\n::: else\n- c\n- d\n:::\n\n- e\n\nThen.",
            ["Do:", {"run": ["- a", [("visa: j1", ["- b"]), ("always", ["- c\n- d"])], "- e"]}, "Then."],
        ),
        (
            f"| a |\n|---|\n{J1}\n| b |\n:::\n| c |",
            [{"run": ["| a |\n|---|", [("visa: j1", ["| b |"])], "| c |"]}],
        ),
        (f"- a\n{J1}\n  - b\n:::", [{"run": ["- a", [("visa: j1", ["  - b"])]]}]),
        (f"{J1}\n- a\n:::\n- b", [{"run": [[("visa: j1", ["- a"])], "- b"]}]),
        (
            f"- a\n{J1}\n- b\n::: when {{status: student}}\n- c\n:::\n- d\n:::\n- e",
            [{"run": ["- a", [("visa: j1", [{"run": ["- b", [("status: student", ["- c"])], "- d"]}])], "- e"]}],
        ),
        # no part of one list
        (f"{J1}\n- a\n:::", [[("visa: j1", ["- a"])]]),
        (f"{J1}\n- a\n:::\n{J1}\n- b\n:::", [[("visa: j1", ["- a"])], [("visa: j1", ["- b"])]]),
        (f"- a\n{J1}\nb\n:::\n- c", ["- a", [("visa: j1", ["b"])], "- c"]),
        (f"- a\n{J1}\n1. b\n:::", ["- a", [("visa: j1", ["1. b"])]]),
        (f"- a\n{J1}\n- b\n\nc\n:::", ["- a", [("visa: j1", ["- b\n\nc"])]]),
        (f"- a\n{J1}\n- b\n:::\nc", [{"run": ["- a", [("visa: j1", ["- b"])]]}, "c"]),
        (f"a\n{J1}\n- b\n:::", ["a", [("visa: j1", ["- b"])]]),
        # the head of a table is for all who read it
        (f"{J1}\n| a |\n:::\n|---|\n| b |", [[("visa: j1", ["| a |"])], "|---|\n| b |"]),
        # an item that is left out would take others with it
        (f"{J1}\n- a\n:::\n  - b", [[("visa: j1", ["- a"])], "  - b"]),
    ],
)
def test_what_is_one(source: str, expected: list[object]) -> None:
    body, _, wrong = read(source)
    assert wrong == []
    assert tree(body) == expected


def test_the_whole_knows_its_lines_and_arms() -> None:
    body, _, _ = read(f"- a\n\n{J1}\n- b\n::: when {{status: student}}\n- c\n:::\n:::\n- d")
    (run,) = body
    assert isinstance(run, Run)
    assert run.whole.markdown == "- a\n- b\n- c\n- d"
    assert [run.whole.place(line).line for line in range(4)] == [1, 4, 6, 9]
    assert [[span.line for span in arms] for arms in run.arms] == [[], [3], [3, 5], []]


@pytest.mark.parametrize(
    "source", [f"- a\n{J1}\n  more\n:::", f"- a\n{J1}\n- b\n:::\n  more", f"- a\n{J1}\n- b\n::: else\n   more\n:::"]
)
def test_text_of_an_item_behind_a_block(source: str) -> None:
    assert [one.split(" ")[1] for one in read(source)[2]] == ["text-of-no-item"]
