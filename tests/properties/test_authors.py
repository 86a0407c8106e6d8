"""Whatever an author types: a diagnostic or a page, never a traceback, and never a word lost without one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.app.opened import examine_project
from generator.app.stopwatch import Stopwatch
from generator.check.whole import check_whole_space
from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.load.body import BodyReader
from generator.load.conditions import ConditionReader
from generator.model.module import Aside, Block, Body, Run, TermMark, Text
from generator.render.fragments import CodeHole, FragmentMaker, NoteHole, Piece, TableHole, TaskHole
from tests.pages import pages_of, text_of
from tests.projects import SMALL, write_project
from tests.readers import DAY, small_world

PERSONAS = "personas:\n  - {id: p, title: P, answers: {specialty: radiology, visa: undecided, status: student}}\n"
PLACE = "content/modules/arrange/letters.md"
BASE = {path: str(text) for path, text in {**SMALL, "profiles/personas.yaml": PERSONAS}.items()}
TOKENS = (
    *"{}[]()<>:|#*_`~-+\"'!&%@\\\t\n\r ,.;=0aé\u202e\u200b\ufeff\x00\x1b\ue000",
    *("{{", "}}", "{%", "[[", "]]", ":::", "```", "---", "- [ ] ", "{due: ", "null", "~", "<<", "&a ", "*a", "!!x "),
    *(
        "when:",
        "plan.",
        "module:",
        "{visa: j1}",
        "::: when {visa: j1}\n",
        "::: else\n",
        "[[fact:VSL-03]]",
        "| a |\n|---|\n",
    ),
    *(
        "\n## A\n",
        "&#xE000;",
        "&lt;",
        "<b>",
        "\ud7ff",
        "9999-12-31",
        "99999999999999999999",
        "1e999",
        "../..",
        "x" * 300,
    ),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with one persona; a test spoils one file and puts it back."""
    return write_project(tmp_path_factory.mktemp("authors") / "project", BASE)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """One file of the project with a few changes at random places."""
    path = draw(st.sampled_from(sorted(BASE)))
    text = BASE[path]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 1, 1, 2, 5, 40]))
        kind = draw(st.sampled_from(["insert", "insert", "delete", "double", "move"]))
        cut = text[start : start + length]
        if kind == "insert":
            text = text[:start] + draw(st.sampled_from(TOKENS)) + text[start + min(length, 1) :]
        elif kind == "delete":
            text = text[:start] + text[start + length :]
        elif kind == "double":
            text = text[:start] + cut + cut + text[start + length :]
        else:
            rest = text[:start] + text[start + length :]
            place = draw(st.integers(0, len(rest)))
            text = rest[:place] + cut + rest[place:]
    return path, text


def survive(root: Path, path: str, text: str) -> str:
    """Check and, where nothing is wrong, render; gives what came of it. Anything but a diagnostic raises."""
    file = root / path
    try:
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        opened, diagnostics = examine_project(root, DAY, Stopwatch())
        if opened is None or diagnostics.has_errors:
            assert diagnostics.has_errors, "no project and no reason"
            return "refused"
        check_whole_space(opened.presence, DAY, diagnostics)
        for persona in opened.project.personas.values():
            try:
                guide = opened.choose(persona).guide
            except ProfileError as error:
                return "refused for a reader" if error.diagnostics else "refused without a reason"
            for page in pages_of(opened, guide).values():
                assert "\ue000" not in page
                assert "\ue001" not in page
        return "built"
    finally:
        file.write_text(BASE[path], "utf-8")


@given(spoilt())
@settings(max_examples=60)
def test_a_spoilt_file_never_gives_a_traceback(project: Path, change: tuple[str, str]) -> None:
    assert survive(project, *change) in ("refused", "refused for a reader", "built")


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_spoilt_files_never_give_a_traceback(project: Path, seed: int) -> None:
    dice = random.Random(seed)
    outcomes: dict[str, int] = {}
    for _ in range(1000):
        path = dice.choice(sorted(BASE))
        text = BASE[path]
        for _ in range(dice.randint(1, 4)):
            start = dice.randint(0, len(text))
            length = dice.choice([0, 0, 1, 2, 10])
            text = text[:start] + dice.choice((*TOKENS, "", text[start : start + length] * 2)) + text[start + length :]
        try:
            came = survive(project, path, text)
        except Exception as error:
            raise AssertionError(f"{path}:\n{text}") from error
        outcomes[came] = outcomes.get(came, 0) + 1
    assert outcomes["refused"] > 100
    assert outcomes["built"] > 100


PIECES = (
    "- {}\n::: when {{visa: j1}}\n- {}\n:::\n- {}", "| {} |\n|---|\n::: when {{visa: j1}}\n| {} |\n:::",
    "{}[^n]\n\n[^n]: {}", "1. [x] {}\n   - [ ] {}",
    "{}", "**{}**", "*{}* and {}", "`{}`", "{} {{{{ plan.goal }}}} {}", "[{}](module:start-here)",
    "[{}](https://a.org)", "- {}\n- {}", "- {}\n    - {}\n    - {}", "1. {}\n2. {}",
    "- [ ] {}\n- [ ] {} {{due: match-day}}", "- [ ] {}\n  {}", "> {}", "## {}", "## {}\n\n### {}",
    "| {} | {} |\n|---|---|\n| {} | {} |", "```\n{}\n```", "{}\n:   {}",
    "::: when {{visa: j1}}\n{}\n::: else\n{}\n:::", "::: tip\n{}\n:::", "::: say\n{}\n\n{}\n:::", "{}  \n{}", "---",
    "{} & {}", '"{}" -- {}\'s', "[[term:usce|{}]] {}", "[[fact:VSL-03]] {}", "{}:\n- {}\n- {}",
    "* {}\n\n* {}\n\n    {}", "{} _{}_ {}", "\\# {} \\* {}", "{}\n{}\n{}", "[{}]", "({})", "{}\\\n{}", "#{}",
    "{}\n---", "    {}", "<{}>", "[{}]: x", "- [ ]{}", "{} | {}", "| {} | {} |\n|---|\n| {} |",
    "| {} |\n|---|\n| {} | {} |", "[^{}]: {}", "*[{}]: {}", "![{}](x)", "~~~\n{}\n~~~", "[{}] (x)", "[{}]({})",
    "{{{}}}", "{{ {} }}", "&{};", "&#{};", "+ {}\n- {}", "- {}\n\n  {}", "{}\n===", "{} < {} > {}", "| {} |",
    "```{}``` {}", "{}\n```\n{}\n```", "- {}\n```\n{}\n```", "> {}\n- {}", "1) {}", "{}\n\n\n{}",
)  # fmt: skip


@st.composite
def advice(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body put together from pieces of Markdown, and its words, each of which occurs once."""
    words: list[str] = []

    def word() -> str:
        words.append(f"word{len(words)}x")
        return words[-1]

    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
    made = [piece.format(*(word() for _ in range(5))) for piece in pieces]
    return draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(made), [
        word for word in words if any(word in one for one in made)
    ]


def printed(body: str) -> str | None:
    """The text of a body as readers of all its arms see it; None where it is refused."""
    diagnostics = Diagnostics()
    reader = BodyReader("m", "m.md", ConditionReader(dict(small_world().opened.subjects), diagnostics), diagnostics)
    nodes = reader.read(body.split("\n"), 1)
    if diagnostics.has_errors:
        return None
    terms = [mark.words or "" for mark in reader.marks if isinstance(mark, TermMark)]
    maker = FragmentMaker()
    return " ".join([*terms, *(text_of(flat(maker.fragment(stretch))) for stretch in stretches(nodes))])


def stretches(body: Body) -> Iterator[Text]:
    for node in body:
        match node:
            case Text():
                yield node
            case Aside() | Run():
                yield from stretches(node.body)
            case Block():
                for arm in node.arms:
                    yield from stretches(arm.body)


def flat(pieces: tuple[Piece, ...]) -> str:
    """A fragment without its holes."""
    words: list[str] = []
    for piece in pieces:
        match piece:
            case str():
                words.append(piece)
            case TaskHole(_, label):
                words.append(flat(label))
            case TableHole(body) | CodeHole(body) | NoteHole(body):
                words.append(flat(body))
            case _:
                pass
    return "".join(words)


@given(advice())
@settings(max_examples=600)
def test_no_word_is_lost(made: tuple[str, list[str]]) -> None:
    body, words = made
    found = printed(body)
    assert found is None or [word for word in words if word not in found] == []


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Co", "Cc")), min_size=1, max_size=80))
@settings(max_examples=600)
def test_any_text_is_refused_or_printed(words: str) -> None:
    found = printed(f"before {words} after")
    assert found is None or {letter for letter in words if letter.isalnum()} <= set(found)


@given(advice())
@settings(max_examples=25)
def test_no_word_is_lost_on_the_page(project: Path, made: tuple[str, list[str]]) -> None:
    body, words = made
    file = project / PLACE
    try:
        file.write_text(f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{body}\n", "utf-8")
        opened, diagnostics = examine_project(project, DAY, Stopwatch())
        assert opened is not None
        if not diagnostics.has_errors:
            guide = opened.choose(opened.project.personas["p"]).guide
            page = text_of(pages_of(opened, guide)["papers.html"])
            assert [word for word in words if word not in page] == []
    finally:
        file.write_text(BASE[PLACE], "utf-8")
