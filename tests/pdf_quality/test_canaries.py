"""A batch of people never mixes: each one's word is in their own files and in no other, wherever one may look."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.pdf import contents_of
from tests.campaigns import show_table
from tests.pdf_quality.printed import Printed
from tests.projects import ROOT, TODAY, guidegen, write_project
from tests.rich import RICH

ANSWERS = (
    "radiology,h1b,student", "radiology,j1,graduate", "psychiatry,undecided,student", "psychiatry,not-needed,graduate",
)  # fmt: skip


def canary(number: int) -> str:
    """A word of letters that no other person's word contains."""
    letters = "".join("bcdfghjklm"[int(digit)] for digit in f"{number:04}")
    return f"Zq{letters}xv"


def project_of(root: Path, people: int) -> Path:
    rows = "".join(
        f"person-{number},{canary(number)} Example,mail{number}@example.org,{ANSWERS[number % len(ANSWERS)]}\n"
        for number in range(people)
    )
    settings = str(RICH["guidegen.yaml"]).replace("handbook: {", "handbook: {attach: [ics, xlsx], ")
    files = {"guidegen.yaml": settings, "people.csv": f"id,name,email,specialty,visa,status\n{rows}"}
    return write_project(root, files, RICH)


def everything_in(folder: Path) -> str:
    """All one can read of a person's files: names, text, metadata, bookmarks, attachments, sheets."""
    found = [file.name for file in folder.iterdir()]
    pdf = (folder / "handbook.pdf").read_bytes()
    found += contents_of(pdf).texts
    found.append(Printed(folder / "handbook.pdf").text)
    with pikepdf.open(folder / "handbook.pdf") as document:
        found += [f"{key} {value}" for key, value in document.docinfo.items()]
        found.append(document.Root.Metadata.read_bytes().decode())
        with document.open_outline() as outline:
            found += [item.title for item in outline.root]
    attached = dict(contents_of(pdf).files)
    for name, content in {**attached, **{file.name: file.read_bytes() for file in folder.iterdir()}}.items():
        if name.endswith(".xlsx"):
            (folder / "unpacked").mkdir(exist_ok=True)
            (folder / "unpacked" / "x.xlsx").write_bytes(content)
            with zipfile.ZipFile(folder / "unpacked" / "x.xlsx") as archive:
                found += [archive.read(one).decode("utf-8", "replace") for one in archive.namelist()]
        elif name.endswith(".ics"):
            found.append(content.decode().replace("\r\n ", ""))
    return "\n".join(found)


def check_canaries(root: Path, people: int) -> None:
    words = [canary(number) for number in range(people)]
    for number in range(people):
        text = everything_in(root / "handbooks" / f"person-{number}")
        assert [word for word in words if word in text] == [words[number]]
        assert text.count(words[number]) >= 3, "on the cover, on the plan, in the workbook"
    shared = (root / "handbooks/.guidegen.json").read_text()
    assert not any(word in shared for word in words)
    assert "example.org" not in shared


@pytest.mark.usefixtures("own_pieces")
def test_four_people(tmp_path: Path) -> None:
    root, people = project_of(tmp_path / "project", len(ANSWERS)), len(ANSWERS)
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    check_canaries(root, people)
    assert not any(canary(number) in ran.out + ran.err for number in range(people))
    assert not (root / ".guidegen/pieces").exists(), "no piece of a person's handbook is kept"
    for file in (root / ".guidegen").rglob("*"):
        assert not file.is_file() or not any(canary(number).encode() in file.read_bytes() for number in range(people))


def peak(root: Path, jobs: str) -> int:
    """The most memory the main process took, in kilobytes; its workers do not count."""
    program = (
        "import resource, runpy, sys; sys.argv = ['guidegen', *sys.argv[1:]]\n"
        "try: runpy.run_module('generator', run_name='__main__')\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    options = ["handbooks", "-C", str(root), "--roster", str(root / "people.csv"), "--as-of", TODAY, "-j", jobs, "-q"]
    ran = subprocess.run(
        [sys.executable, "-c", program, *options], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return int(ran.stderr.splitlines()[-1])


@pytest.mark.campaign
def test_two_hundred_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few, many, again = (
        project_of(tmp_path / name, people) for name, people in (("few", 25), ("many", 200), ("again", 200))
    )
    memory = {"25 people": peak(few, "2"), "200 people": peak(many, "8")}
    check_canaries(many, 200)
    (again / "profiles/applicants/.secret").write_bytes((many / "profiles/applicants/.secret").read_bytes())
    peak(again, "1")
    files = sorted((many / "handbooks").glob("person-*/*.*"))
    assert len(files) == 600
    differing = [file for file in files if (again / file.relative_to(many)).read_bytes() != file.read_bytes()]
    assert differing == []
    assert memory["200 people"] < memory["25 people"] * 1.25
    show_table(
        "200 applicants, one canary each",
        [
            ("canaries in their own files and in no other", 200),
            ("files that differ between one and eight workers", len(differing)),
            *((f"memory of the main process, {name}", f"{kilobytes // 1024} MB") for name, kilobytes in memory.items()),
        ],
        capsys,
    )
