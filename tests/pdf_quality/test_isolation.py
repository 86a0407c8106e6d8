"""One handbook that hangs, breaks or eats memory costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.render.handbook import HandbookSource
from generator.render.pdf import Book
from generator.render.pool import lay_out_all
from generator.render.surroundings import Typesetting
from tests.projects import ROOT, TODAY, MakeProject, guidegen
from tests.rich import RICH

TYPESETTING = Typesetting((str(ROOT / "templates"),))
PAGE = '<html lang="en"><head><title>T</title></head><body>{}</body></html>'
GOOD = PAGE.format("<h1>Good</h1><p>Words.</p>")
HANGS = PAGE.format('<table><tr><td colspan="100000">x</td></tr></table>' * 4)
BREAKS = PAGE.format("<div>" * 3000 + "x" + "</div>" * 3000)
EATS = PAGE.format("word " * 4_000_000)
"""One paragraph, so that all of it is wanted at once: the limit is met in two seconds of work."""


def outcomes(
    pages: dict[str, str], *, jobs: int = 2, timeout: float = 20, memory: int = 2 << 30
) -> dict[str, Book | str]:
    sources = (HandbookSource(name, html, name) for name, html in pages.items())
    done = lay_out_all(sources, TYPESETTING, jobs, timeout=timeout, memory=memory)
    return {source.profile: outcome for source, outcome in done}


BAD = {"hangs": HANGS, "breaks": BREAKS, "eats": EATS}
SAID = {
    "breaks": {"the PDF engine fails on this handbook (RecursionError: "},
    "eats": {"the handbook needs more memory than one may take", "the PDF engine failed: ProcessExpired"},
}


@pytest.mark.parametrize(
    ("bad", "timeout"),
    [
        (("hangs",), 3),
        (("breaks", "eats"), 40),
        pytest.param(("hangs", "breaks", "eats"), 40, marks=pytest.mark.campaign),
    ],
)
def test_each_of_them_costs_only_itself(bad: tuple[str, ...], timeout: int) -> None:
    pages = {"one": GOOD, "two": GOOD}
    for name in bad:
        pages |= {name: BAD[name], f"after {name}": GOOD}
    got = outcomes(pages, timeout=timeout, memory=500 << 20)
    assert {name for name, outcome in got.items() if isinstance(outcome, Book)} == pages.keys() - set(bad)
    assert len({got[name] for name in pages.keys() - set(bad)}) == 1
    said = {**SAID, "hangs": {f"the handbook was not laid out within {timeout} seconds of processor time"}}
    for name in bad:
        assert str(got[name]).startswith(tuple(said[name]))


def test_nothing_is_taken_before_there_is_room_for_it() -> None:
    taken: list[int] = []

    def sources() -> object:
        for number in range(40):
            taken.append(number)
            yield HandbookSource(str(number), GOOD, str(number))

    done = lay_out_all(sources(), TYPESETTING, 2)  # type: ignore[arg-type]
    next(done)
    assert len(taken) <= 8
    assert len(list(done)) == 39


def test_where_no_worker_can_start_it_is_said_in_a_line(tmp_path: Path) -> None:
    """A program read from standard input cannot be read again by its workers."""
    program = (
        "from tests.pdf_quality.test_isolation import GOOD, outcomes\n"
        "from generator.errors import OutputError\n"
        "try: outcomes({'one': GOOD})\n"
        "except OutputError as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable],
        input=program,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "no worker process can be started; see the error above\n"


def test_no_source_starts_no_worker() -> None:
    assert outcomes({}) == {}


ADDRESSES = {
    "file:///etc/passwd": "asks for an address outside the theme",
    "https://example.org/x.png": "asks for an address outside the theme",
    "http://assets.invalid/../../etc/passwd": "asks for an address outside the theme",
    "data:text/css;base64,AAAA": "asks for an address outside the theme",
    "data:image/png;base64,AAAA": "the PDF engine warns",  # a picture in the text itself: nothing is fetched
}


def test_nothing_is_fetched_but_the_theme() -> None:
    got = outcomes({one: PAGE.format(f'<p>x</p><img alt="x" src="{one}">') for one in ADDRESSES})
    assert {one: message in str(got[one]) for one, message in ADDRESSES.items()} == dict.fromkeys(ADDRESSES, True)
    assert not [one for one in got.values() if isinstance(one, Book)]


def test_an_interrupted_run_keeps_what_was_done(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"p{number},P {number},p{number}@example.org,radiology,student\n" for number in range(4))
    root = make_project({"people.csv": f"id,name,email,specialty,status\n{rows}"}, base=RICH)
    real = lay_out_all

    def stopped(*arguments: object, **options: object) -> object:
        for number, one in enumerate(real(*arguments, **options)):  # type: ignore[arg-type]
            if number == 2:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr("generator.render.pool.lay_out_all", stopped)
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY, "--to", "pdf")
    assert ran.code == 130
    done = {file.parent.name for file in (root / "handbooks").rglob("handbook.pdf")}
    assert len(done) == 2
    monkeypatch.setattr("generator.render.pool.lay_out_all", real)
    ran = guidegen(
        "handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY, "--to", "pdf", "--resume"
    )
    assert ran.code == 0, ran.err
    assert "2 made, 2 still right" in ran.out
    assert not list(root.glob(".handbooks*"))


def test_a_name_nobody_can_draw_costs_its_person_and_names_no_one(make_project: MakeProject) -> None:
    rows = "ok,Ana Núñez,a@example.org,radiology,student\nxiao,王小明 Xiao,x@example.org,radiology,student\n"
    root = make_project({"people.csv": f"id,name,email,specialty,status\n{rows}"}, base=RICH)
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY)
    assert ran.code == 1
    assert (root / "handbooks/ok/handbook.pdf").is_file()
    assert not (root / "handbooks/xiao").exists()
    assert "failed: xiao" in ran.err
    assert "the fonts have no glyph for U+5C0F (cjk unified ideograph-5c0f)" in ran.err
    assert "guidegen.yaml under 'handbook:', 'fonts:'" in ran.err
    assert "Xiao" not in ran.err + ran.out
    assert "王" not in ran.err + ran.out


DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not DEJAVU.is_file(), reason="needs the DejaVu fonts to play the project's own")
def test_a_projects_own_font_draws_it(make_project: MakeProject) -> None:
    settings = str(RICH["guidegen.yaml"]).replace("handbook: {", "handbook: {fonts: [fonts/own.ttf], ")
    root = make_project(
        {
            "guidegen.yaml": settings,
            "templates/handbook/fonts/own.ttf": DEJAVU.read_bytes(),
            "people.csv": "id,name,email,specialty,status\nm,محمد علي,m@example.org,radiology,student\n",
        },
        base=RICH,
    )
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY, "--to", "pdf")
    assert ran.code == 0, ran.err
    (root / "templates/handbook/fonts/own.ttf").unlink()
    (root / "templates/handbook/fonts").rmdir()
    ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY, "--to", "pdf")
    assert ran.code == 1
    assert "there is no font templates/handbook/fonts/own.ttf" in ran.err
