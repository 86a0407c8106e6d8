"""What a site has depends on what the project has: pages, links and files that are there, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.clock import today
from generator.render.fragments import FragmentMaker
from generator.render.site import SiteRenderer
from tests.projects import TODAY, MakeProject, guidegen

URL = "site:\n  url: https://example.org/tour\n"


def build(root: Path, *options: str) -> Path:
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q", *options)
    assert ran.code == 0, ran.err
    return root / "site"


def settings(more: str) -> dict[str, str]:
    return {"guidegen.yaml": f"title: Small guide\nseason: 2028\n{more}"}


def menu(page: str) -> list[str]:
    return re.findall(r"<li><a href=\"(\w+)\.html\"", page.partition("</nav>")[0])


def test_a_project_without_costs_and_documents_has_no_such_pages(make_project: MakeProject) -> None:
    site = build(make_project())
    guide = site / "guides/psychiatry--j1--student"
    assert menu((guide / "index.html").read_text("utf-8")) == ["index", "timeline", "checklist", "sources"]
    assert not (guide / "budget.html").exists()
    assert not (guide / "documents.html").exists()


def test_without_an_address_there_is_no_map_and_no_card(make_project: MakeProject) -> None:
    site = build(make_project())
    assert not (site / "sitemap.xml").exists()
    page = (site / "guides/psychiatry--j1--student/visa.html").read_text("utf-8")
    for absent in ("canonical", "og:", "Something wrong here?", "compare"):
        assert absent not in page


def test_with_one_there_are(make_project: MakeProject) -> None:
    site = build(make_project(settings(URL)))
    page = (site / "guides/psychiatry--j1--student/visa.html").read_text("utf-8")
    address = "https://example.org/tour/guides/psychiatry--j1--student/visa.html"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f"<loc>{address}</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert '<link rel="stylesheet" href="/tour/assets/site.css">' in (site / "404.html").read_text("utf-8")


def test_a_build_of_one_guide_keeps_the_map_whole(make_project: MakeProject) -> None:
    root = make_project(settings(URL + "  compare: [visa]\n"))
    site = build(root)
    before = (site / "sitemap.xml").read_text("utf-8")
    assert build(root, "-p", "psychiatry--h1b--student") == site
    assert (site / "sitemap.xml").read_text("utf-8") == before


def test_a_build_of_one_guide_renews_its_comparisons_on_both_sides(make_project: MakeProject) -> None:
    root = make_project(settings("site:\n  compare: [visa]\n"))
    site = build(root)
    pairs = sorted(path.relative_to(site).as_posix() for path in (site / "compare").rglob("*.html"))
    assert len(pairs) == 2 * 2 * 6
    page = site / "compare/psychiatry--j1--student/psychiatry--h1b--student.html"
    file = root / "content/modules/arrange/visa-basics.md"
    file.write_text(file.read_text("utf-8").replace("Pass Step 3 first.", "Pass all Steps first."), "utf-8")
    build(root, "-p", "psychiatry--h1b--student")
    assert "Pass all Steps first." in page.read_text("utf-8")


def test_downloads_are_the_files_that_are_there(make_project: MakeProject) -> None:
    opened = open_project(make_project(), today(), Stopwatch())
    guide = opened.choose(opened.project.personas["psychiatry--j1--student"]).guide
    renderer = SiteRenderer(opened.project, opened.theme(), FragmentMaker())
    for files in ([], ["handbook.pdf"], ["calendar.ics", "tracker.xlsx"], ["notes.txt"]):
        pages = {page.path.rpartition("/")[2]: page.content.decode() for page in renderer.guide(guide, files)}
        offered = re.findall(r'<a href="([^"]+)" download>', pages["index.html"])
        assert offered == [name for name in files if name != "notes.txt"]


def test_the_published_calendar_can_be_followed(make_project: MakeProject) -> None:
    address = '"webcal://example.org/tour/guides/psychiatry--j1--student/calendar.ics"'
    for settings_text, is_offered in ((settings(URL), True), (settings(""), False)):
        opened = open_project(make_project(settings_text), today(), Stopwatch())
        guide = opened.choose(opened.project.personas["psychiatry--j1--student"]).guide
        renderer = SiteRenderer(opened.project, opened.theme(), FragmentMaker())
        home = next(page for page in renderer.guide(guide, ["calendar.ics"]) if page.path.endswith("/index.html"))
        assert (address.encode() in home.content) is is_offered


def test_private_pages_ask_engines_to_stay_away(make_project: MakeProject) -> None:
    opened = open_project(make_project(settings(URL)), today(), Stopwatch())
    guide = opened.choose(opened.project.personas["psychiatry--j1--student"]).guide
    renderer = SiteRenderer(opened.project, opened.theme(), FragmentMaker(), private=True)
    pages = [page for page in renderer.guide(guide) if page.path.endswith(".html")]
    assert pages
    assert all(b'<meta name="robots" content="noindex, nofollow">' in page.content for page in pages)


def test_a_task_away_from_its_text_says_for_whom_it_is(make_project: MakeProject) -> None:
    body = """
        ---
        title: Rooms
        reviewed: 2026-11-22
        ---
        ::: when {rotations: {max: 1}}
        - [ ] Rent a room
        ::: else
        - [ ] Rent a flat
        :::
        """
    site = build(make_project({"content/modules/arrange/letters.md": body}))
    page = (site / "guides/psychiatry--j1--student/checklist.html").read_text("utf-8")
    assert re.search(r'<span class="lead">If you can arrange one rotation or fewer:</span> Rent a room', page)
    assert re.search(r'<span class="lead">If you can arrange two rotations or more:</span> Rent a flat', page)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("{status: student}", "You are reading this because you are still a student."),
        ("{not: {visa: h1b}}", "You are reading this because you do not plan on an H-1B visa."),
        ("{}", "Everybody gets this section."),
    ],
)  # fmt: skip
def test_a_section_says_why_it_is_read(make_project: MakeProject, condition: str, reason: str) -> None:
    module = f"---\ntitle: Rooms\nwhen: {condition}\nreviewed: 2026-11-22\n---\nText.\n"
    site = build(make_project({"content/modules/arrange/letters.md": module}))
    said = {
        sentence
        for page in (site / "guides/radiology--j1--student").glob("*.html")
        for sentence in re.findall(r"<p>(.*?) <span class=\"reviewed\">", page.read_text("utf-8"))
    }
    assert reason in said


def test_a_section_of_a_chapter_for_some_is_not_for_everybody(make_project: MakeProject) -> None:
    """The chapter on visas asks for a visa; its module asks nothing."""
    site = build(make_project())
    page = (site / "guides/radiology--j1--student/visa.html").read_text("utf-8")
    assert page.count("You are reading this chapter because you plan on a J-1 visa.") == 1
    assert page.count("What is said at the head of this chapter is also why you are reading this.") == 1
    assert "Everybody gets this section." not in page


def test_a_note_has_one_letter_and_a_way_back_to_each_place(make_project: MakeProject) -> None:
    body = "A[^x] b[^y] c[^x]\n\n[^x]: One.\n[^y]: Two."
    module = f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{body}"
    site = build(make_project({"content/modules/arrange/letters.md": module}))
    page = (site / "guides/radiology--j1--student/papers.html").read_text("utf-8")
    assert re.findall(r"note </span>(\w)", page) == ["a", "b", "a"]
    assert re.findall(r'<li id="[^"]*note-(\w)" value="(\d)">(\w+)', page) == [("a", "1", "One"), ("b", "2", "Two")]
    calls = re.findall(r'id="(letters-note-\w-call[-\d]*)"', page)
    assert len(set(calls)) == 3
    assert sorted(re.findall(r'class="back" href="#([^"]*)"', page)) == sorted(calls)
