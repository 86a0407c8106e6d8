"""Lists in the browser: filtered and sorted without a server, and the reader's own list feeds the checklist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import REFUSED, Visitor
from tests.hosts import STUDENT, WITH_HOSTS
from tests.projects import SMALL, TODAY, guidegen, write_project


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide of a student who has hosts to choose among."""
    root = write_project(tmp_path_factory.mktemp("hosts"), WITH_HOSTS, SMALL)
    ran = guidegen("build", "-C", root, "-p", STUDENT, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return root / "site/guides" / STUDENT


def test_rows_are_filtered_and_sorted(guide: Path, visitor: Visitor) -> None:
    page = visitor.open(guide / "list-hosts.html", viewport={"width": 1200, "height": 900})
    shown = page.locator("table.catalog tbody tr:visible .name")
    assert shown.all_inner_texts() == ["North Hospital", "South School", "Old Hospital"]
    page.locator("select[name=kind]").select_option("elective")
    assert shown.all_inner_texts() == ["South School"]
    page.locator("select[name=kind]").select_option("?")
    assert shown.all_inner_texts() == ["Old Hospital"]
    assert page.locator("h2", has_text="For you").is_hidden()
    page.locator("select[name=kind]").select_option("")
    page.locator("select[name=sort]").select_option("name")
    assert shown.all_inner_texts() == ["North Hospital", "South School", "Old Hospital"], "groups stay"
    page.get_by_label("Find").fill("hospital")
    assert shown.all_inner_texts() == ["North Hospital", "Old Hospital"]
    assert page.get_by_role("status").inner_text() == "2 of 3 shown"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_tick_puts_a_row_on_the_checklist(guide: Path, visitor: Visitor, keeps: bool) -> None:
    context = visitor.context(viewport={"width": 390, "height": 800})
    if not keeps:
        context.add_init_script(REFUSED)
    page = context.new_page()
    page.goto((guide / "list-hosts.html").as_uri())
    page.get_by_label("On my list: South School").check()
    page.locator(".filter summary").click()
    page.get_by_label("my list only").check()
    assert page.locator("table.catalog tbody tr:visible .name").all_inner_texts() == ["South School"]
    if not keeps:
        return
    page.goto((guide / "checklist.html").as_uri())
    mine = page.locator(".my-list .task:visible")
    assert mine.count() == 1
    assert "South School: ask for a waiver" in mine.inner_text()
    before = page.locator(".progress span").inner_text()
    mine.locator("input").check()
    assert page.locator(".progress span").inner_text() != before
    page.goto((guide / "list-hosts.html").as_uri())
    page.get_by_label("On my list: South School").uncheck()
    page.goto((guide / "checklist.html").as_uri())
    assert page.locator(".my-list").is_hidden()


def test_without_a_script_everything_can_be_read(guide: Path, visitor: Visitor) -> None:
    page = visitor.open(guide / "list-hosts.html", java_script_enabled=False, viewport={"width": 320, "height": 800})
    assert page.locator("table.catalog tbody tr:visible").count() == 3
    assert page.locator(".filter, .pick input, .pick label").locator("visible=true").count() == 0
    page.locator("details.closed summary").click()
    assert page.get_by_text("West <Clinic>").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light")])
def test_no_barrier_and_nothing_sticks_out(guide: Path, visitor: Visitor, width: int, scheme: str) -> None:
    page = visitor.open(guide / "list-hosts.html", color_scheme=scheme, viewport={"width": width, "height": 900})
    for name in ("list-hosts", "lists", "checklist"):
        page.goto((guide / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == [], name


def test_a_list_is_the_readers_after_answers(visitor: Visitor, tmp_path: Path) -> None:
    """The page of who said nothing becomes, answer by answer, that of who said all of it."""
    same = {"specialty": "psychiatry", "visa": "j1", "status": "graduate", "rotations": 1}
    root = write_project(tmp_path, {
        **WITH_HOSTS,
        "profiles/personas.yaml": f"""
            personas:
              - {{id: anybody, title: Anybody, answers: {{specialty: psychiatry}}}}
              - {{id: other, title: Other, answers: {json.dumps(same)}}}
        """,
    }, SMALL)  # fmt: skip
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    words = "(main) => [...main.querySelectorAll('.muted, .rows, .closed, .controls label')]"
    words += ".map((one) => one.textContent.replace(/\\s+/g, '')).filter((one) => one)"
    said = []
    for guide, link in (("anybody", "#mine=1&a.visa=j1&a.status=graduate&a.rotations=1"), ("other", "#mine=1")):
        page = visitor.open(f"{(root / 'site/guides' / guide / 'index.html').as_uri()}{link}")
        page.goto((root / "site/guides" / guide / "list-hosts.html").as_uri())
        if guide == "anybody":
            page.locator(".closed h3").wait_for(state="attached")
        page.locator(".closed").evaluate("(fold) => { fold.open = true }")
        page.locator("tr:visible details summary").first.click()
        said.append(page.locator("main").evaluate(words))
    assert said[0] == said[1]
    assert any("West<Clinic>" in one for one in said[0]), "it was not on the page before"


def test_an_answer_takes_out_what_is_not_for_the_reader(guide: Path, visitor: Visitor, tmp_path: Path) -> None:
    root = write_project(tmp_path, {
        **WITH_HOSTS,
        "profiles/personas.yaml": """
            personas:
              - {id: anybody, title: Anybody, answers: {specialty: psychiatry, visa: j1}}
        """,
    }, SMALL)  # fmt: skip
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    page = visitor.open(root / "site/guides/anybody/index.html", viewport={"width": 1200, "height": 900})
    page.locator(".mine summary").click()
    page.locator("#answer-status").select_option("student")
    page.goto((root / "site/guides/anybody/list-hosts.html").as_uri())
    assert "West <Clinic>" not in page.locator("table.catalog tbody tr:visible .name").all_inner_texts()
    assert page.locator("table.catalog tbody tr:visible").count() == 3


@pytest.mark.parametrize("width", [320, 1440])
def test_the_names_of_lists_are_as_wide_as_the_page(guide: Path, visitor: Visitor, width: int) -> None:
    page = visitor.open(guide / "lists.html", viewport={"width": width, "height": 844})
    wide = page.locator("ol.chapters").evaluate("(list) => list.clientWidth")
    parts = page.locator("ol.chapters a, ol.chapters p")
    assert set(parts.evaluate_all("(some) => some.map((one) => one.clientWidth)")) == {wide}
