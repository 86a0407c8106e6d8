"""Examples: one public page each, with plan, path and story; no guide, and in no list of guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.projects import SMALL, TODAY, Files, MakeProject, guidegen, write_project
from tests.site.test_links import dead_links
from tests.site.test_parts import build, settings

STORY = "content/modules/examples/late-start.md"
PERSONAS = str(SMALL["profiles/personas.yaml"])
FILES: Files = {
    **settings("site:\n  url: https://example.org/tour\n"),
    "profiles/personas.yaml": f"""{PERSONAS}
examples:
  - id: late
    title: A late start
    as_of: 2026-03-01
    story: late-start
    answers: {{specialty: radiology, visa: j1, status: student, rotations: 1}}
""",
    STORY: """---
title: Everything at once
reviewed: 2026-11-22
---
He planned {{ plan.rotations }}.[[source:VSL-03]] A letter came late.
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("examples"), FILES)
    build(root)
    return root


def page(project: Path, name: str) -> str:
    return (project / "site" / name).read_text("utf-8").replace("\u00a0", " ")


def test_its_page_has_answers_plan_story_and_sources(project: Path) -> None:
    html = page(project, "examples/late.html")
    for words in ("A worked example, as of March 1, 2026", "Rotations you can arrange", "Everything at once"):
        assert words in html
    assert "He planned one rotation." in html
    assert "because one is what you can arrange" in html
    assert '<a class="cite" href="#source-VSL-03">' in html
    assert 'id="source-VSL-03"' in html
    assert re.search(r'href="\.\./guides/radiology--j1--student/index\.html">The guide for readers like this', html)
    assert dead_links(project / "site") == set()


def test_the_front_page_leads_to_it_and_finder_guides_and_search_do_not(project: Path) -> None:
    front = page(project, "index.html")
    before, _, after = front.partition("Worked examples")
    assert "examples/" not in before
    assert '<a href="examples/late.html">A late start</a>' in after
    assert not (project / "site/guides/late").exists()
    assert "letter came late" not in page(project, "search.js")
    assert "https://example.org/tour/examples/late.html</loc><lastmod>2" in page(project, "sitemap.xml")


def test_a_guide_test_may_name_it(project: Path) -> None:
    file = project / "tests/guides/late.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("profile: late\nmust_say: [A letter came late.]\nmust_not_say: [Ask each site]\n", "utf-8")
    ran = guidegen("test", "-C", project, "--as-of", TODAY)
    assert ran.code == 0, ran.out + ran.err
    file.write_text("profile: late\nas_of: 2026-04-01\nmust_say: [A letter came late.]\n", "utf-8")
    ran = guidegen("test", "-C", project, "--as-of", TODAY)
    assert ran.code == 1
    assert "'late' is an example, which has a day of its own" in ran.err
    file.unlink()


def test_explain_and_list_know_it(project: Path) -> None:
    ran = guidegen("explain", "-C", project, "-p", "late", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    assert "late-start" in ran.out
    assert "example" in guidegen("list", "profiles", "-C", project, "--as-of", TODAY).out


def test_one_can_be_built_alone_and_stays_where_others_are(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(FILES)

    def some(*names: str) -> Path:
        options = [option for name in names for option in ("-p", name)]
        ran = guidegen("build", "-C", root, *options, "-o", tmp_path / "site", "--to", "html", "--as-of", TODAY)
        assert ran.code == 0, ran.err
        return tmp_path / "site"

    example = some("late") / "examples/late.html"
    assert example.exists()
    assert "guides/" not in example.read_text("utf-8"), "no guide like it is there yet"
    some("radiology--j1--student")
    assert "examples/late.html" in (tmp_path / "site/index.html").read_text("utf-8"), "it stays"
    some("late")
    assert "../guides/radiology--j1--student/index.html" in example.read_text("utf-8")
    assert dead_links(tmp_path / "site") == set()


def test_one_that_fails_costs_only_its_page(make_project: MakeProject) -> None:
    root = make_project(FILES)
    site = build(root)
    there = (site / "examples/late.html").read_bytes()
    story = root / STORY
    story.write_text(str(FILES[STORY]) + "On {{ profile.rotation_start }} nothing was ready.\n", "utf-8")
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 1
    assert "failed: late" in ran.err
    assert "give this reader the answer, or tell it without" in ran.err
    assert (site / "examples/late.html").read_bytes() == there
    assert "examples/late.html" in (site / "index.html").read_text("utf-8")
    story.write_text(str(FILES[STORY]).replace("reviewed", "draft: true\nreviewed"), "utf-8")
    build(root)
    assert not (site / "examples/late.html").exists(), "a draft takes its example with it"
