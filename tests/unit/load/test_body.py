"""Reading bodies: blocks as a tree, marks with their places, everything else left as it is."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.load.body import BodyReader
from generator.load.conditions import ConditionReader
from generator.logic.describe import condition_words
from generator.model.dates import DateRule
from generator.model.module import (
    MARK_CLOSE,
    MARK_OPEN,
    Aside,
    Block,
    Body,
    FactMark,
    LinkMark,
    Mark,
    Run,
    TaskMark,
    TermMark,
    Text,
    ValueMark,
)
from tests.readers import small_world


def read(source: str) -> tuple[Body, list[Mark], list[str]]:
    diagnostics = Diagnostics()
    reader = BodyReader("m", "m.md", ConditionReader(dict(small_world().opened.subjects), diagnostics), diagnostics)
    body = reader.read(source.split("\n"), 1)
    return body, reader.marks, [f"{one.span.line}:{one.span.column} {one.code}" for one in diagnostics]


def tree(body: Body) -> list[object]:
    """A body as nested lists of words."""
    found: list[object] = []
    for node in body:
        match node:
            case Text(markdown, _):
                found.append(markdown.replace(MARK_OPEN, "<").replace(MARK_CLOSE, ">"))
            case Block(arms, _):
                found.append([(condition_words(arm.condition), tree(arm.body)) for arm in arms])
            case Aside(kind, inner, _):
                found.append((kind, tree(inner)))
            case Run(inner):
                found.append({"run": tree(inner)})
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Text.", ["Text."]),
        ("A.\n\nB.", ["A.\n\nB."]),
        ("\n\nA.\n\n", ["A."]),
        ("::: when {visa: j1}\nA.\n:::", [[("visa: j1", ["A."])]]),
        (":::when {visa: j1}\nA.\n:::", [[("visa: j1", ["A."])]]),
        ("A.\n::: when {visa: j1}\nB.\n:::\nC.", ["A.", [("visa: j1", ["B."])], "C."]),
        (
            "::: when {visa: j1}\nA.\n::: else when {visa: h1b}\nB.\n::: else\nC.\n:::",
            [[("visa: j1", ["A."]), ("visa: h1b", ["B."]), ("always", ["C."])]],
        ),
        (
            "::: when {visa: j1}\n::: tip\nA.\n:::\n::: when {status: student}\nB.\n:::\n:::",
            [[("visa: j1", [("tip", ["A."]), [("status: student", ["B."])]])]],
        ),
        ("::: say\nA.\n:::\n::: stop\nB.\n:::", [("say", ["A."]), ("stop", ["B."])]),
        ("::: when {visa: j1}\n:::", [[("visa: j1", [])]]),
        (
            "```\n::: when {visa: j1}\n{{ plan.goal }} <b>\n# no heading\n```",
            ["```\n::: when {visa: j1}\n{{ plan.goal }} <b>\n# no heading\n```"],
        ),
        ("~~~yaml\n```\n:::\n~~~\nA.", ["~~~yaml\n```\n:::\n~~~\nA."]),
        ("````\n```\n:::\n````", ["````\n```\n:::\n````"]),
        ("`:::` and `{{ x }}`", ["`:::` and `{{ x }}`"]),
        ("``a ` {{ x }} `` b", ["``a ` {{ x }} `` b"]),
        ("Do:\n- a\n- b", ["Do:\n- a\n- b"]),
        ("- a\ngoes on\n- b\n    - c", ["- a\ngoes on\n- b\n    - c"]),
        ("| a | b |\n|---|---|\n| `x|y` | [[term:usce|US]] |", ["| a | b |\n|---|---|\n| `x|y` | <0> |"]),
    ],
)
def test_blocks_and_text(source: str, expected: list[object]) -> None:
    body, _, wrong = read(source)
    assert wrong == []
    assert tree(body) == expected


@pytest.mark.parametrize(
    ("source", "mark", "column"),
    [
        ("See {{ plan.goal }}", ValueMark(("plan", "goal"), None), 5),  # type: ignore[arg-type]
        ("{{plan.goal.because}}", ValueMark(("plan", "goal", "because"), None), 1),  # type: ignore[arg-type]
        ("{{ milestone.match-day }}", ValueMark(("milestone", "match-day"), None), 1),  # type: ignore[arg-type]
        ("ü [[fact:VSL-03]]", FactMark("VSL-03", True, None), 3),  # type: ignore[arg-type]
        ("a [[ source : VSL-03 ]]", FactMark("VSL-03", False, None), 3),  # type: ignore[arg-type]
        ("[[term:usce]]", TermMark("usce", None, None), 1),  # type: ignore[arg-type]
        ("[[term:usce|US work]]", TermMark("usce", "US work", None), 1),  # type: ignore[arg-type]
        ("[[term:usce\\|US work]]", TermMark("usce", "US work", None), 1),  # type: ignore[arg-type]
        ("a [b](module:letters)", LinkMark("module", "letters", None), 7),  # type: ignore[arg-type]
        ("a [b](resource:x-1 'T')", LinkMark("resource", "x-1", None), 7),  # type: ignore[arg-type]
        ("[see [[term:usce]]](module:x)", LinkMark("module", "x", None), 21),  # type: ignore[arg-type]
    ],
)
def test_marks_and_their_places(source: str, mark: Mark, column: int) -> None:
    _, marks, wrong = read(source)
    assert wrong == []
    found = marks[-1]
    slots = [name for name in type(mark).__slots__ if name != "span"]
    assert type(found) is type(mark)
    assert [getattr(found, name) for name in slots] == [getattr(mark, name) for name in slots]
    assert (found.span.line, found.span.column) == (1, column)


def test_a_mark_may_wrap_over_two_lines() -> None:
    _, marks, wrong = read("Plan {{\n  plan.goal }} and [[term:usce|US\nwork]] well, [[fact:VSL-03]]")
    assert wrong == []
    assert marks == [
        ValueMark(("plan", "goal"), marks[0].span),
        TermMark("usce", "US work", marks[1].span),
        FactMark("VSL-03", True, marks[2].span),
    ]
    assert [(one.span.line, one.span.column) for one in marks] == [(1, 6), (2, 20), (3, 14)]


@pytest.mark.parametrize(
    ("source", "due", "column"),
    [
        ("- [ ] Ask", None, 3),
        ("- [ ] Ask {due: match-day}", DateRule("match-day"), 11),
        ("* [x] Ask {due:match-day}", DateRule("match-day"), 11),
        ("1. [ ] Ask {due: rotation_start}", DateRule("rotation_start"), 12),
        ("    - [ ] Ask {due: match-day}  ", DateRule("match-day"), 15),
    ],
)
def test_tasks(source: str, due: DateRule | None, column: int) -> None:
    body, marks, wrong = read(f"- first\n{source}")
    assert wrong == []
    (task,) = marks
    assert isinstance(task, TaskMark)
    assert task.due == due
    assert (task.span.line, task.span.column) == (2, column)
    assert "due" not in str(tree(body))


def test_a_due_date_may_stand_on_the_line_below() -> None:
    _, marks, wrong = read("- [ ] Ask everybody\n  who matters {due: match-day}")
    assert wrong == []
    assert isinstance(marks[0], TaskMark)
    assert marks[0].due == DateRule("match-day")


def test_tasks_keep_their_ids_while_their_words_stay() -> None:
    first = read("- [ ] Ask {due: match-day}\n- [ ] Thank\n- [ ] Thank")[1]
    moved = read("Text.\n\n- [ ] Thank\n- [ ] Ask {due: match-day - 1 week}\n- [ ] Thank")[1]
    ids = [one.id for one in first if isinstance(one, TaskMark)]
    assert len(set(ids)) == 3
    assert {one.id for one in moved if isinstance(one, TaskMark)} == set(ids)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("{{ plan }}", ["1:1 bad-mark"]),
        ("a {{ plan.goal | upper }}", ["1:3 bad-mark"]),
        ("a {% if %}", ["1:3 other-markdown"]),
        ("a {{ plan.goal", ["1:3 bad-mark"]),
        ("a }}", ["1:3 bad-mark"]),
        ("[[facts:VSL-03]]", ["1:1 bad-mark"]),
        ("a [[fact:VSL-03]", ["1:3 bad-mark"]),
        ("a [fact:VSL-03]", ["1:3 bad-mark"]),
        ("a { plan.goal }", ["1:3 bad-mark"]),
        ("a {b} [c] and a.b", []),
        ("[[fact:]]", ["1:1 bad-mark"]),
        ("ab <b>c</b>", ["1:4 html-tag", "1:8 html-tag"]),
        ("a < b and 1 <2", []),
        ("<!-- x -->", ["1:1 html-tag"]),
        ("<https://example.org> and <a@example.org>", []),
        ("![a](b.png)", ["1:1 picture"]),
        ("[a](b.md)", ["1:4 bad-link"]),
        ("[a](b c)", ["1:4 bad-link"]),
        ("[a](module:x", ["1:4 bad-link"]),
        ("[a](https://example.org/{{plan.goal}})", ["1:5 bad-link"]),
        ("[a](https://example.org 'see [[term:usce]]')", ["1:5 bad-link"]),
        ("[a](ftp://example.org)", ["1:5 bad-link"]),
        ("[a](https://example.org/x?y=z#w)", []),
        ("[a](mailto:a@example.org) [b](tel:+1-202-555)", []),
        ("[a]: https://example.org", ["1:1 bad-link"]),
        ("# A", ["1:1 bad-heading"]),
        ("## A\n### B\n## C\n### D\n#### E", []),
        ("### A", ["1:1 bad-heading"]),
        ("## A\n#### B", ["2:1 bad-heading"]),
        ("##A", ["1:1 bad-heading"]),
        ("#1 is", ["1:1 bad-heading"]),
        ("A\n---", ["2:1 bad-heading"]),
        ("- A\n---", ["2:1 bad-heading"]),
        ("A\n\n---\n\nB", []),
        ("##", ["1:1 bad-heading"]),
        (" ## A", ["1:2 bad-heading"]),
        ("::: when {visa: j1}\n## A\n### B\n:::\n### C", ["5:1 bad-heading"]),
        ("## A\n::: when {visa: j1}\n### B\n:::\n### C", []),
        ("::: tip\n## A\n:::\n### B", []),
        ("- [] a", ["1:3 bad-task"]),
        ("-[ ] a", ["1:2 bad-task"]),
        ("- [ ]a", ["1:3 bad-task"]),
        ("- [ ]", ["1:3 bad-task"]),
        ("> - [ ] a", []),
        ("> - [] a", ["1:5 bad-task"]),
        ("> ## a", ["1:3 bad-heading"]),
        ("- # a", ["1:3 bad-heading"]),
        ("[x](https://example.org)", []),
        ("- [ ] a {deu: match-day}", ["1:9 bad-due"]),
        ("- [ ] a {due: match-day} b", ["1:9 bad-due"]),
        ("- [ ] a {due: match-day} {due: match-day}", ["1:9 bad-due"]),
        ("- [ ] a {due: match-day}\n  b {due: match-day}", ["2:5 bad-due"]),
        ("a {due: match-day}", ["1:3 bad-due"]),
        ("- [ ] a {due: 2027-01-01}", ["1:9 bad-due"]),
        ("- [ ] a `{due: x}`", []),
        ("- a\n\n    more", []),
        ("a\n    more", []),
        ("```\na", ["1:1 unclosed-code"]),
        ("  ```\na\n  ```", []),
        ("- ```\n  {{ a\n  ```", []),
        ("> ```\n> {{ a\n> ```", []),
        ("- ```\n  a\n```", ["3:1 indented-code"]),
        ("```{python}\na\n```", ["1:4 bad-code"]),
        ("```a``` is code", []),
        ("::: when {visa: j1}", ["1:1 unclosed-block"]),
        ("::: tip\n::: stop\n:::", ["1:1 unclosed-block"]),
        (":::", ["1:1 unopened-block"]),
        ("::: else", ["1:1 else-without-when"]),
        ("::: when {visa: j1}\n::: else\n::: else\n:::", ["3:1 second-else"]),
        ("::: what\n:::", ["1:5 unknown-block"]),
        ("::: when {visa: j1}\n::: end", ["2:5 unknown-block"]),
        ("- a\n  ::: tip", ["2:3 indented-block"]),
        ("> ::: when {visa: j1}\n> a\n> :::", ["1:3 indented-block", "3:3 indented-block"]),
        ("- ::: when {visa: j1}\n  a\n  :::", ["1:3 indented-block", "3:3 indented-block"]),
        ("1. ::: tip", ["1:4 indented-block"]),
        ("a ::: when {visa: j1} b :::", ["1:3 indented-block"]),
        ("- [ ] ::: tip", ["1:7 indented-block"]),
        ("`:::` is code", []),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["3:1 bad-table"]),
        ("| a | b |\n|---|", ["2:1 bad-table"]),
        ("| a | b |\n|---|---|\n| 1 |\n\n| 1 | 2 | 3 |", []),
        ("| a |\n|---|\n| - b |", ["3:3 bad-table"]),
        ("| a |\n|---|\n| - |\n| 5 - 3 |", []),
        ("- [ ] ## a", ["1:7 bad-heading"]),
        ("a &ndsh; b", ["1:3 unknown-entity"]),
        ("R&D, a & b; &copy; &#8212; &amp; `&x;` https://a.org/?a&b;c \\&x;", []),
    ],
)
def test_what_is_wrong_and_where(source: str, wrong: list[str]) -> None:
    assert read(source)[2] == wrong


def test_what_a_block_may_say() -> None:
    body, _, wrong = read('::: when {visa: j1, lead: "If so", unknown: hide, points: [GEN-001]}\nA.\n:::')
    assert wrong == []
    assert isinstance(body[0], Block)
    (arm,) = body[0].arms
    assert (arm.lead, arm.unknown, arm.points, arm.span.line) == ("If so", "hide", ("GEN-001",), 1)
