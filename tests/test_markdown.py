"""Ways in which people write Markdown: each is printed whole, or an error with its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from generator.logic.seal import Seal
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting
from tests.pdf_quality.lost import lost_words
from tests.pdf_quality.printed import Printed
from tests.projects import ROOT, SMALL, TODAY, guidegen, write_project
from tests.readers import open_world
from tests.rich import RICH

FILE = "content/modules/cases/case-{:03}.md"
HEAD = "---\ntitle: Case {:03}\nreviewed: 2026-11-22\n---\n"
READER = "{specialty: radiology, visa: h1b, status: student, rotations: 2}"

HIDDEN = re.compile("[\u00ad\u200b\u200d\u2060]|&(?:shy|zwj);")
"""What separates letters and is not seen."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its kind, and the errors of `check`, each with line, column and code."""

    kind: str
    text: str
    wrong: list[str] = field(default_factory=list)


CASES = [Case(**one) for one in yaml.safe_load((ROOT / "tests/markdown-cases.yaml").read_text("utf-8"))]


def project(folder: Path, cases: dict[int, Case]) -> Path:
    """The small project with one module for each case, a chapter for each kind."""
    outline = yaml.safe_load(str(RICH.get("content/outline.yaml") or SMALL["content/outline.yaml"]))
    chapters: dict[str, list[str]] = {}
    files: dict[str, str | bytes | None] = {}
    for number, case in cases.items():
        chapters.setdefault(case.kind, []).append(f"case-{number:03}")
        files[FILE.format(number)] = f"{HEAD.format(number)}{case.text}\n".encode()
    outline["parts"].append(
        {
            "id": "cases",
            "title": "Cases",
            "chapters": [
                {"id": f"k-{kind}", "title": kind, "summary": "Cases.", "contents": names}
                for kind, names in chapters.items()
            ],
        }
    )
    return write_project(folder, {**files, "content/outline.yaml": yaml.safe_dump(outline, sort_keys=False)}, RICH)


def test_what_check_says_of_each(tmp_path: Path) -> None:
    root = project(tmp_path / "project", dict(enumerate(CASES)))
    said: dict[str, list[str]] = {}
    for one in json.loads(guidegen("check", "-C", root, "--json", "--as-of", TODAY).out)["diagnostics"]:
        if one["severity"] == "error":
            said.setdefault(one["path"], []).append(f"{one['line']}:{one['column']} {one['code']}")
    for number, case in enumerate(CASES):
        assert said.pop(FILE.format(number), []) == case.wrong, case.text
    assert said == {}


@pytest.mark.campaign
def test_what_is_accepted_is_printed_whole(tmp_path: Path) -> None:
    root = project(tmp_path / "project", {number: case for number, case in enumerate(CASES) if not case.wrong})
    world = open_world(root)
    made = HandbookRenderer(world.opened.project, world.opened.theme(), FragmentMaker(), Seal(b"secret"))
    page = made.source(world.choose(READER).guide).html
    book = tmp_path / "book.pdf"
    book.write_bytes(lay_out(page, (), Typesetting((str(ROOT / "templates"),))))
    lost = lost_words(HIDDEN.sub("", page).replace('<span class="footnote"', ' <span class="footnote"'), Printed(book))
    lost.pop("Internationalization", None)  # broken over lines in the narrow cells of the widest table
    assert lost == {}
