"""Letters that cannot be printed are found by `check`, once, at their place, before anybody is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Span
from generator.load.letters import letters_in
from generator.render.letters import check_letters
from tests.projects import SMALL, TODAY, guidegen, write_project

REVIEWED = "reviewed: 2026-11-22\n"
KNOWN = frozenset(range(0x20, 0x250))


@pytest.mark.parametrize(
    ("written", "letter", "line", "column"),
    [
        ("name: אב", "א", 1, 7),
        ("name: 'ab א'", "א", 1, 11),
        ('name: "ab \\u05d0"', "א", 1, 7),
        ("a: b\nlist: [x, y, א]", "א", 2, 14),
        ("text: |\n  one\n  two א", "א", 3, 7),
        ("א: name", "א", 1, 1),
    ],
)
def test_the_place_of_a_letter_in_yaml(tmp_path: Path, written: str, letter: str, line: int, column: int) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/x.yaml").write_text(f"{written}  # an א in a comment is not printed\n", "utf-8")
    (tmp_path / "content/points.yaml").write_text("a: א is for authors\n", "utf-8")
    expected = [] if "|" in written else [(letter, Span("content/x.yaml", line, column))]
    found = [one for one in letters_in(tmp_path, private=False) if one[0] == letter]
    assert found[:1] == (expected or [(letter, Span("content/x.yaml", line, column))])
    assert len(found) == 1


def test_the_place_of_a_letter_in_a_table_of_rows(tmp_path: Path) -> None:
    (tmp_path / "content/data/catalogs").mkdir(parents=True)
    (tmp_path / "content/data/catalogs/rows.csv").write_text("\ufeffid,name\na,Ab\nb,x א\n", "utf-8")
    (tmp_path / "content/media").mkdir()
    (tmp_path / "content/media/file.csv").write_text("א is for download\n", "utf-8")
    assert list(letters_in(tmp_path, private=False)) == [("א", Span("content/data/catalogs/rows.csv", 3, 5))]


def test_one_finding_for_a_line_however_many_letters() -> None:
    letters = [
        ("א", Span("a.md", 3, 7)),
        ("ב", Span("a.md", 3, 8)),
        ("\x0b", Span("a.md", 3, 9)),
        ("é", Span("a.md", 4, 1)),
        ("\u202e", Span("a.md", 5, 1)),
        ("\ufeff", Span("a.md", 6, 1)),
        ("\u00ad", Span("a.md", 7, 1)),
    ]
    found = check_letters([*letters, ("א", Span("a.md", 9, 2)), ("\u200d", Span("a.md", 9, 3))], KNOWN)
    assert [(one.code, one.span.line, one.span.column) for one in found] == [
        ("no-glyph", 3, 7),
        ("control-character", 3, 9),
        ("control-character", 5, 1),
        ("control-character", 6, 1),
        ("no-glyph", 9, 2),
    ]
    assert "U+05D0 (hebrew letter alef) and U+05D1 (hebrew letter bet)" in found[0].message


def test_check_names_each_place_once(tmp_path: Path) -> None:
    module = "content/modules/arrange/letters.md"
    person = str(SMALL["profiles/applicants/demo-ada.yaml"]).replace("Ada Example", "עדה")
    files = {
        module: f"---\ntitle: Letters ★\n{REVIEWED}---\nAsk for them.\x0b\n\n| a | b |\n|---|---|\n| x | 漢 |\n",
        "profiles/applicants/demo-ada.yaml": person,
    }
    ran = guidegen("check", "-C", write_project(tmp_path, files), "--as-of", TODAY)
    assert ran.code == 1
    for place in (
        f"{module}:2:16: error[no-glyph]",
        f"{module}:5:14: error[control-character]",
        f"{module}:9:7: error[no-glyph]",
    ):
        assert ran.err.count(place) + ran.out.count(place) == 1, ran.err
    assert "profiles/applicants/demo-ada.yaml:1:7: error[no-glyph]" in ran.err + ran.out
    assert "עדה" not in ran.err.split("demo-ada.yaml", 1)[0]


def test_without_handbooks_any_letter_may_be_used(tmp_path: Path) -> None:
    files = {path: None for path in SMALL if path.startswith("profiles/applicants/")} | {
        "guidegen.yaml": f"{SMALL['guidegen.yaml']!s}\noutputs: [html]\n",
        "content/modules/arrange/letters.md": "---\ntitle: Letters\nreviewed: 2026-11-22\n---\nAsk 漢.\n",
    }
    assert guidegen("check", "-C", write_project(tmp_path, files), "--as-of", TODAY).code == 0
