"""Hostile names: literal text on the cover, in the page's HTML and in the title, or a plain refusal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.load.applicants import read_applicants
from generator.logic.seal import Seal
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from tests.pages import tags_of, text_of
from tests.projects import SMALL, TODAY, Files, guidegen, write_project
from tests.readers import open_world

NAMES = {
    "html": "<script>alert(1)</script><img src=x onerror=y> </title><h1>",
    "markdown": "**Bold** [x](javascript:y) # `code` <https://example.org> ![p](q)",
    "jinja": "{{ 7 * 7 }}{% raw %}{# c #}{{ project.title }}",
    "marks": "[[fact:VSL-03]] {{ plan.goal }} ::: when {visa: j1}",
    "quotes": 'O\'Neill "Ada" & <b> &lt;i&gt; &amp; \\u003c',
    "css": "}</style> * {display:none} url(file:///etc/passwd) /* @page",
    "long": "Adalbertina-" * 25,
    "one-word": "A" * 300,
    "vietnamese": "Đặng Ngọc Ánh",
    "path": "../../../etc/passwd",
}
REFUSED = {"override": "Ada \u202eelpmaxE", "bell": "Ada\x07", "nul": "Ada\x00", "isolate": "\u2066Ada"}


def files() -> Files:
    base = str(SMALL["profiles/applicants/demo-ada.yaml"])
    outline = "parts:\n  - {id: p, title: P, chapters: [{id: c, title: C, contents: [count-others]}]}\n"
    made: dict[str, str | bytes | None] = {path: None for path in SMALL if path.startswith("content/modules/")}
    made |= {
        "content/outline.yaml": outline,
        "content/modules/count-others.md": "---\ntitle: Words\nreviewed: 2026-11-22\n---\nText.\n",
        "profiles/applicants/demo-ada.yaml": None,
    }
    for name, words in {**NAMES, **REFUSED}.items():
        escaped = "".join(f"\\U{ord(letter):08x}" for letter in words)
        made[f"profiles/applicants/{name}.yaml"] = base.replace("name: Ada Example", f'name: "{escaped}"').replace(
            "ada@", f"{name}@"
        )
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = write_project(tmp_path_factory.mktemp("names"), files())
    ran = guidegen("handbooks", "-C", root, "--to", "pdf", "--as-of", TODAY)
    assert ran.code == 1, "some are refused"
    return root, ran.err


def bare(words: str) -> str:
    """Without white space, hyphens of line ends, and the shape of quotes, which a page may change."""
    return re.sub(r"[\s\u00a0\u00ad\u200b-]+", "", words).translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))


@pytest.mark.parametrize("name", NAMES)
def test_it_stands_on_the_cover_as_it_was_given(built: tuple[Path, str], name: str) -> None:
    reader = PdfReader(built[0] / "handbooks" / name / "handbook.pdf")
    assert bare(NAMES[name]) in bare(reader.pages[0].extract_text())
    for page in reader.pages:
        for annotation in page.get("/Annots") or []:
            assert "javascript" not in str(annotation.get_object().get("/A", ""))


@pytest.mark.parametrize("name", NAMES)
def test_its_html_has_no_tag_of_its_own(built: tuple[Path, str], name: str) -> None:
    opened = open_world(built[0]).opened
    applicants, _ = read_applicants(built[0], opened.project, opened.subjects)
    renderer = HandbookRenderer(opened.project, opened.theme(), FragmentMaker(), Seal(b"secret"))
    html = {one: renderer.source(opened.choose(applicants[one]).guide).html for one in (name, "vietnamese")}
    assert tags_of(html[name]) == tags_of(html["vietnamese"])
    assert bare(NAMES[name]) in bare(text_of(html[name]))
    if name == "jinja":
        assert "49" not in text_of(html[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_seen_is_refused(built: tuple[Path, str], name: str) -> None:
    said = built[1].split(f"failed: {name}\n")[1].split("failed:")[0]
    assert re.search(rf"profiles/applicants/{name}\.yaml:1:7: error\[(bad-person|control-character)\]", said)
    assert not (built[0] / "handbooks" / name).exists()


def test_no_name_is_said(built: tuple[Path, str]) -> None:
    for words in (*NAMES.values(), *REFUSED.values()):
        assert words not in built[1]
    assert "Ada" not in built[1]


def test_a_name_the_fonts_cannot_draw_is_refused_with_advice(tmp_path: Path) -> None:
    base = str(SMALL["profiles/applicants/demo-ada.yaml"])
    people = {
        **files(),
        **{f"profiles/applicants/{name}.yaml": None for name in (*NAMES, *REFUSED)},
        "profiles/applicants/hebrew.yaml": base.replace("Ada Example", "עדה לדוגמה").replace("ada@", "other@"),
        "profiles/applicants/latin.yaml": base,
    }
    root = write_project(tmp_path, people)
    ran = guidegen("handbooks", "-C", root, "--to", "pdf", "--as-of", TODAY)
    assert ran.code == 1
    assert ran.err.count("failed: ") == 1
    assert "failed: hebrew" in ran.err
    assert "font" in ran.err
    assert "עדה" not in ran.err
    assert (root / "handbooks/latin/handbook.pdf").is_file()
