"""YAML rosters."""

from __future__ import annotations

from pathlib import Path

from tests.roster.rosters import read

PEOPLE = """\
applicants:
  - name: Bo
    email: bo@example.org
    answers: {visa: j1, interest: [research, teaching], rotations: 2}
  - {id: cy-1, name: Cy, email: cy@example.org, answers: {visa: j9}}
  - just words
  - {name: Di, email: di@example.org, visa: h1b}
"""


def test_people_as_in_files_of_their_own(tmp_path: Path) -> None:
    got = read(tmp_path, PEOPLE, name="people.yaml")
    assert got.people == {
        "Bo": {"visa": "j1", "interest": frozenset({"research", "teaching"}), "rotations": 2},
        "Di": {"visa": "h1b"},
    }
    assert [line.split(" ", 1)[1] for line in got.wrong] == [
        "bad-answer: column 'visa': 'j9' is not a valid answer",
        "bad-row: write the keys 'name', 'email' and 'answers' for each person",
    ]
    assert got.failed == [5, 6]


def test_what_is_no_list_of_people(tmp_path: Path) -> None:
    assert "bad-roster" in read(tmp_path, "people: []\n", name="r.yml").wrong[0]
    assert "yaml-alias" in read(tmp_path, "applicants: [&a {name: Bo}, *a]\n", name="r.yml").wrong[0]
    assert "bad-encoding" in read(tmp_path, "applicants: [{name: Núñez}]\n".encode("cp1252"), name="r.yml").wrong[0]
