"""`*.answers.yaml`: one reader's answers for `explain`, `handbooks` and `test`, right or wrong as everywhere."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.load.answers_file import AnswersFile, read_answers_file
from tests.hosts import WITH_HOSTS
from tests.projects import TODAY, MakeProject, Ran, guidegen, write_project
from tests.readers import World, open_world
from tests.roster.rosters import csv_of

WHOLE = """
version: 1
name: Bo Lee
email: bo@example.org
answers: {specialty: radiology, visa: h1b, rotations: 9, interest: [research], rotation_start: 2027-05-03}
ticks: {letters--8da1f9ee: 2026-11-20, letters--73dfa5f4: null}
lists: {hosts: [west, north, west]}
"""


WHO = "version: 1\nanswers: {specialty: radiology, visa: j1}\n"


@functools.cache
def _with_hosts() -> World:
    with tempfile.TemporaryDirectory() as folder:
        return open_world(write_project(Path(folder), WITH_HOSTS))


def reader(folder: Path, words: str, name: str = "bo.answers.yaml") -> tuple[AnswersFile | None, list[str]]:
    """A file of the small project with hosts, and what is wrong with it."""
    file = folder / name
    file.write_text(words, "utf-8")
    diagnostics, opened = Diagnostics(), _with_hosts().opened
    read = read_answers_file(file, name, opened.project, opened.subjects, diagnostics)
    return read, [f"{one.span.line}:{one.span.column} {one.code}: {one.message}" for one in diagnostics]


def test_a_whole_file(tmp_path: Path) -> None:
    read, wrong = reader(tmp_path, WHOLE)
    assert wrong == []
    assert read is not None
    assert (read.name, read.email, read.profile.id) == ("Bo Lee", "bo@example.org", "bo")
    assert {name: str(day) for name, day in read.profile.ticks.items()} == {
        "letters--8da1f9ee": "2026-11-20",
        "letters--73dfa5f4": "None",
    }
    assert read.profile.lists == {"hosts": ("west", "north")}
    assert read.profile.answers["rotations"] == 4
    assert read.profile.place("visa").line == 5


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_valid(tmp_path: Path, ascii_only: bool, indent: int | str | None) -> None:
    name = 'Ánh \U0001d4d0\\u "x"'
    document = {"version": 1, "name": name, "answers": {"visa": "j1", "rotations": 2, "interest": []}, "ticks": {}}
    words = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    read, wrong = reader(tmp_path, words, "bo.answers.json")
    assert wrong == []
    assert read is not None
    assert read.name == name
    assert read.profile.answers == {"visa": "j1", "rotations": 2, "interest": frozenset()}


WRONG: Mapping[str, str] = {
    "answers: {visa: j1}": "1:1 missing-key: 'version' is missing",
    "version: 2\nanswers: {}": "1:10 unknown-value: 'version' cannot be '2'",
    "version: 1": "1:1 missing-key: 'answers' is missing",
    "version: 1\nanswer: {}\nanswers: {}": "2:1 unknown-key: 'answer' is not known here",
    "version: 1\nanswers: {visa: j9}": "2:17 bad-answer: 'visa': 'j9' is not a valid answer",
    "version: 1\nanswers: {vissa: j1}": "2:11 unknown-facet: there is no facet 'vissa'",
    "version: 1\nrotations: 2": "2:1 bad-answers-file: 'rotations' is not below 'answers'",
    "version: 1\nanswers: {rotations: 0_2}": "2:22 bad-answer: 'rotations': '0_2' is not a whole number",
    "version: 1\nanswers: {rotations: \u0662}": "2:22 bad-answer: 'rotations': '\u0662' is not a whole number",
    "version: 1\nanswers: {rotation_start: 9999-12-31}": "2:27 bad-answer: 'rotation_start': '9999-12-31'",
    "version: 1\nanswers: {setting: ward}": "2:11 derived-facet: 'setting' is derived, not answered",
    "version: 1\nname: ''\nanswers: {}": "2:7 bad-person: the name is missing; write the person's whole name",
    "version: 1\nemail: a..b@example.org\nanswers: {}": "2:8 bad-person: this is not a mail address",
    "version: 1\nanswers: {}\nticks: {A B: 2026-01-01}": "3:9 bad-id: this is not a valid id",
    "version: 1\nanswers: {}\nticks: {letters--73dfa5f4: soon}": "3:28 bad-value: 'soon' is not a date",
    "version: 1\nanswers: {}\nticks: {document--pasport: null}": "3:9 unknown-tick: the guide has no paper",
    "version: 1\nanswers: {}\nticks: [a]": "3:8 bad-value: 'ticks' does not fit",
    "version: 1\nanswers: {}\nlists: {hosts: west}": "3:16 bad-value: write the entries of 'hosts' as a list",
    "version: 1\nanswers: {}\nlists: {hots: [west]}": "3:9 unknown-row: the guide has no list 'hots'",
    "version: 1\nanswers: {}\nlists: {hosts: [west, nort]}": "3:23 unknown-row: the list 'hosts' has no row 'nort'",
    "version: 1\nanswers: {}\nlists: {hosts: [{a: b}]}": "3:17 bad-id: this is not a valid id",
    "{\"version\": 1, \"answers\": {\"visa\": \"j9\"}}": "1:36 bad-answer: 'visa': 'j9' is not a valid answer",
    "[1]": "1:1 not-a-mapping: write 'key: value' lines here",
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_each_mistake_has_its_place(tmp_path: Path, words: str) -> None:
    _, wrong = reader(tmp_path, words)
    assert [line for line in wrong if line.startswith(WRONG[words])], wrong
    assert len(wrong) == 1


def handbooks(root: Path, *options: str | Path) -> Ran:
    return guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics", *options)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({**WITH_HOSTS, "inbox/bo.answers.yaml": WHOLE, "inbox/who.answers.yaml": WHO})


def test_handbooks_of_files(root: Path) -> None:
    ran = handbooks(root, "--answers", root / "inbox/bo.answers.yaml")
    assert (ran.code, ran.err.count("\n")) == (0, 1), ran.err
    (by_file,) = (root / "handbooks").glob("p-*")
    (root / "people.csv").write_text(csv_of("Bo Lee,bo@example.org,radiology,h1b,"), "utf-8")
    handbooks(root, "--roster", root / "people.csv")
    assert list((root / "handbooks").glob("p-*")) == [by_file], "a roster gives the same person the same id"


def test_what_is_left_out_is_told_by_each_command(root: Path) -> None:
    file = root / "inbox/bo.answers.yaml"
    file.write_text(WHOLE.replace("north", "nrth"), "utf-8")
    for ran in (handbooks(root, "--answers", file), guidegen("explain", "--answers", file, "-C", root)):
        assert ran.code == 0
        assert "bo.answers.yaml:7:23: warning[unknown-row]: the list 'hosts' has no row 'nrth'" in ran.err
        assert "did you mean 'north'?" in ran.err


def test_name_and_address_from_the_command_line(root: Path) -> None:
    file = root / "inbox/who.answers.yaml"
    ran = handbooks(root, "--answers", file)
    assert ran.code == 1
    assert (
        "who.answers.yaml:1:1: error[missing-key]: 'name' is missing\n    write it in the file, or give --name"
        in ran.err
    )
    assert "'email' is missing" in ran.err
    assert "failed: who" in ran.err
    ran = handbooks(root, "--answers", file, "--name", "Cy", "--email", "cy@example.org")
    assert ran.code == 0, ran.err
    ran = handbooks(root, "--answers", file, "--name", "Cy", "--email", "cy@exa_mple.org")
    assert "error[bad-person]: --email: this is not a mail address" in ran.err
    assert "cy@exa" not in ran.err


def test_two_files_with_one_address(root: Path) -> None:
    (root / "inbox/cy.answers.yaml").write_text("version: 1\nname: Cy\nemail: BO@example.org\nanswers: {}\n")
    (root / "inbox/bo2.answers.yaml").write_text(WHOLE.replace("h1b", "j1"))
    for other, words in (("cy", "has the same mail address, but another name"), ("bo2", "is of the same person")):
        files = [root / f"inbox/{name}.answers.yaml" for name in ("bo", other)]
        ran = handbooks(root, "--answers", files[0], "--answers", files[1], "-n", "--json")
        assert ran.code == 1
        assert words in ran.out
        assert ran.json["made"] == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--answers", "inbox/bo.answers.yaml", "--roster", "inbox/who.answers.yaml"), "give one of the two"),
        (("--name", "Bo"), "give one --answers FILE with them"),
        (("--answers", "nowhere.yaml"), "does not exist"),
    ],
)
def test_wrong_use(root: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], words: str) -> None:
    monkeypatch.chdir(root)
    ran = guidegen("handbooks", *options)
    assert (ran.code, words in ran.err) == (2, True), ran.err


def test_explain_of_a_reader_nobody_stored(root: Path) -> None:
    file = root / "inbox/bo.answers.yaml"
    for options in ((), ("visa-basics",), ("--open",), ("--json",)):
        ran = guidegen("explain", "-C", root, "--as-of", TODAY, "--answers", file, *options)
        assert ran.code == 0, ran.err
        assert "h1b" in ran.out or options == ("--open",)
    assert "example.org" not in ran.out
    assert guidegen("explain", "-C", root, "--answers", file, "-p", "demo-ada").code == 2
    file.write_text("version: 1\nanswers: {visa: j9}\n")
    ran = guidegen("explain", "-C", root, "--answers", file)
    assert ran.code == 1
    assert ran.err.count("error[") == 1


def test_a_guide_test_names_a_file(make_project: MakeProject) -> None:
    test = "answers_file: tests/guides/answers/bo.answers.yaml\nplan: {rotations: two rotations}\n"
    root = make_project({**WITH_HOSTS, "tests/guides/answers/bo.answers.yaml": WHOLE, "tests/guides/bo.yaml": test})
    ran = guidegen("test", "-C", root, "--as-of", TODAY, "--json")
    assert [one["failures"] for one in ran.json["tests"]] == [[]], ran.out
    (root / "tests/guides/answers/bo.answers.yaml").unlink()
    ran = guidegen("test", "-C", root, "--as-of", TODAY)
    assert "tests/guides/bo.yaml:1:15: error[missing-file]: there is no file" in ran.err
    (root / "tests/guides/bo.yaml").write_text("answers_file: ../../etc/passwd\n")
    assert "error[missing-file]" in guidegen("test", "-C", root, "--as-of", TODAY).err
