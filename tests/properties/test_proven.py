"""What is known from earlier runs of `check` changes nothing of what it finds, whatever was edited in between."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.app.check import check
from generator.app.opened import Opened
from generator.app.proof import proof
from generator.app.proven_file import FILE, keep_proven, read_proven
from generator.app.stopwatch import Stopwatch
from generator.cache import cache_folder
from generator.check.whole import check_whole_space
from generator.diagnostics import Diagnostics
from generator.logic.presence import Presence
from generator.logic.proven import Proven
from generator.logic.reader import Reader
from generator.model.profile import Persona, Profile
from tests.campaigns import sampled
from tests.projects import SMALL, MakeProject, write_project
from tests.readers import DAY

EDITS = 6
"""Edits one after the other in one project, each checked with what was known before it."""

WORDS = (
    ("j1", "h1b", "not-needed", "undecided"),
    ("psychiatry", "radiology"),
    ("student", "graduate"),
    ("us-citizen", "other"),
    ("unknown: hide", "unknown: show"),
    ("plan.rotations", "plan.goal"),
    ("min:", "max:"),
    ("first", "min", "max"),
    ("0", "1", "2", "3", "4"),
)
"""Words that can stand for each other in conditions and tables."""


def edited(text: str, rng: random.Random, words: Sequence[tuple[str, ...]] = WORDS) -> str:
    """A file with one thing changed that may matter to somebody, and sometimes does not.

    Each of `words` holds some that can stand for each other.
    """
    kind = rng.randrange(8)
    lines = text.split("\n")
    if kind == 0:
        return text + "\nOne more line.\n"
    if kind == 1:
        del lines[rng.randrange(len(lines))]
        return "\n".join(lines)
    if kind == 2:
        lines.insert(rng.randrange(len(lines)), "# a remark")
        return "\n".join(lines)
    places = [(match, word, group) for group in words for word in group for match in _places(word, text)]
    if not places:
        return text
    match, word, group = rng.choice(places)
    return text[: match.start()] + rng.choice([one for one in group if one != word]) + text[match.end() :]


def _places(word: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text)


def found(root: Path, proven: Proven) -> object:
    """Everything that `check` says of a project."""
    return check(root, DAY, Stopwatch(), proven).to_json()


@pytest.mark.parametrize("seed", sampled(range(100), 2))
def test_edits_are_checked_as_if_nothing_were_known(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    root = write_project(tmp_path / "project", SMALL)
    files = sorted(path for path in root.rglob("*") if path.suffix in (".md", ".yaml"))
    keep_proven(root, Proven())
    for _ in range(EDITS):
        file = rng.choice(files)
        before = file.read_text("utf-8")
        file.write_text(edited(before, rng), "utf-8")
        proven = read_proven(root)
        assert found(root, proven) == found(root, Proven()), (file, file.read_text("utf-8"))
        keep_proven(root, proven)
        if rng.random() < 0.4:
            file.write_text(before, "utf-8")


def test_what_a_module_says_is_proved_again_alone(make_project: MakeProject) -> None:
    root = make_project()
    first = Proven()
    check(root, DAY, Stopwatch(), first)
    file = root / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    second = Proven(first.asked)
    check(root, DAY, Stopwatch(), second)
    new = second.asked.keys() - first.asked.keys()
    assert len(new) == 1, "its promises: which guide can be put together follows from marks, not from words"


def test_a_mark_is_tried_out_with_all_who_read_it(make_project: MakeProject) -> None:
    root = make_project()
    first = Proven()
    check(root, DAY, Stopwatch(), first)
    file = root / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8") + "\nSee [visas](module:visa-basics).\n", "utf-8")
    report = check(root, DAY, Stopwatch(), Proven(first.asked))
    assert {one.code for one in report.found if one.severity == "error"} == {"absent-target"}


@pytest.mark.parametrize("how", ["cut", "turned", "foreign", "another version", "not text", "emptied"])
def test_a_spoiled_file_is_only_asked_again(how: str, make_project: MakeProject) -> None:
    root = make_project()
    report = proof(root, DAY, Stopwatch())
    file = cache_folder(root) / FILE
    whole = file.read_bytes()
    lines = whole.decode().splitlines()
    match how:
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "turned":
            file.write_text("\n".join(line.replace(" 1 ", " 0 ") for line in lines), "utf-8")
        case "foreign":
            file.write_text("\n".join([lines[0], "something else entirely", "x", "a 1 b"]), "utf-8")
        case "another version":
            file.write_text("\n".join(["0" * 64, *lines[1:]]), "utf-8")
        case "not text":
            file.write_bytes(b"\xff\xfe" + whole)
        case _:
            file.write_bytes(b"")
    known = read_proven(root).known
    assert len(known) < len(lines) - 1
    assert check(root, DAY, Stopwatch(), Proven(known)).to_json() == report.to_json()


def test_a_list_is_read_once_it_is_known_what_a_guide_shows(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    first = Proven()
    check(root, DAY, Stopwatch(), first)
    file = root / "content/data/resources.yaml"
    file.write_text(file.read_text("utf-8").replace("Who may use it", "Whom it is for"), "utf-8")
    tried: list[Profile] = []
    plan = Opened.plan

    def noting(opened: Opened, profile: Profile) -> Reader:
        tried.append(profile)
        return plan(opened, profile)

    monkeypatch.setattr(Opened, "plan", noting)
    assert check(root, DAY, Stopwatch(), Proven(first.asked)).personas
    assert not [one for one in tried if isinstance(one, Persona)]


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("One more line.", False),
        ("See [the number](module:rotation-count) again.", True),
        ("::: when {status: student}\nOne.\n:::", True),
    ],
)
def test_the_space_is_asked_again_where_modules_ask_or_mark_something_else(
    line: str, asks: bool, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    first = Proven()
    check(root, DAY, Stopwatch(), first)
    file = root / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8") + f"\n{line}\n", "utf-8")
    asked: list[str] = []
    whole = check_whole_space

    def noting(presence: Presence, today: dt.date, diagnostics: Diagnostics) -> None:
        asked.append("space")
        whole(presence, today, diagnostics)

    monkeypatch.setattr("generator.app.check.check_whole_space", noting)
    check(root, DAY, Stopwatch(), Proven(first.asked))
    assert bool(asked) is asks


def test_what_is_wrong_in_the_space_is_found_again(make_project: MakeProject) -> None:
    root = make_project()
    file = root / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8") + "\n::: when {visa: j1, not: {visa: j1}}\nOne.\n:::\n", "utf-8")
    first = Proven()
    found = check(root, DAY, Stopwatch(), first).to_json()
    assert found["found"]
    assert check(root, DAY, Stopwatch(), Proven(first.asked)).to_json() == found
