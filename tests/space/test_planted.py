"""A project with two planted defects of each kind: all of them are found, each at its place, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from tests.projects import MakeProject, check, files_of
from tests.space.brute_force import answers_of, reader_of, select, violations
from tests.space.opened import opened, proved

PLANTED = Path(__file__).with_name("planted")
EXPECTED = PLANTED / "expected.txt"
FILES = {path: text for path, text in files_of(PLANTED).items() if path != EXPECTED.name}
MARK = re.compile(r"planted: ([a-z-]+)", re.IGNORECASE)
OF_SOME_READER = {
    "hole", "absent-target", "broken-requires", "point-missing", "point-twice", "point-misplaced",
}  # fmt: skip


def test_what_check_says(make_project: MakeProject, request: pytest.FixtureRequest) -> None:
    ran = check(make_project(FILES, base={}))
    if request.config.getoption("rewrite_expected"):
        EXPECTED.write_text("".join(f"{line}\n" for line in ran.lines), "utf-8")
    assert ran.lines == EXPECTED.read_text("utf-8").splitlines()
    assert ran.code == 1


def test_everything_planted_is_found_and_nothing_else() -> None:
    planted = Counter(code for text in FILES.values() for code in MARK.findall(text))
    found = Counter(re.findall(r"(?:error|warning)\[([a-z-]+)\]", EXPECTED.read_text("utf-8")))
    assert found == planted
    assert min(planted.values()) == 2


def test_each_finding_is_at_its_plant() -> None:
    for line in EXPECTED.read_text("utf-8").splitlines():
        path, number, _, rest = line.split(":", 3)
        code = rest.split("[")[1].split("]")[0]
        lines = FILES[path].splitlines()
        near = lines[int(number) - 2 : int(number) + 1]
        # A front matter names its plant where there is room; its condition may be left out.
        if path.startswith("content/modules/") and int(number) < lines.index("---", 1) + 1:
            near = lines[: lines.index("---", 1)]
        assert any(code in MARK.findall(text) for text in near), line


def test_every_witness_shows_its_finding(tmp_path: Path) -> None:
    project, _ = opened(tmp_path / "project", FILES)
    shown = [one for one in proved(project) if one.code in OF_SOME_READER]
    assert {one.code for one in shown} == OF_SOME_READER
    for one in shown:
        assert one.witness, one
        reader = reader_of(project, answers_of(project, complete(one)))
        assert reader is not None
        assert (one.code, one.span) in violations(project, reader, select(project, reader)), one


def complete(one: Diagnostic) -> dict[str, str]:
    """A witness with answers to the questions it leaves open, so that nothing is unknown."""
    rest = {
        "level": "a", "status": "student", "visa": "none", "citizen": "no", "count": "2", "start": "2027-05-01",
        "spare_one": "yes", "spare_two": "1",
    }  # fmt: skip
    return {**rest, **(one.witness or {})}
