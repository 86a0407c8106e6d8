"""The front page brings a reader to their guide."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.projects import SMALL, TODAY, files_of, guidegen, write_project


def test_three_answers_lead_to_the_guide(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    heading = page.locator(".finder h2")
    assert heading.inner_text() == "Which specialty?"
    page.get_by_role("button", name="Psychiatry").click()
    assert heading.inner_text() == "Which visa?"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.get_by_role("button", name="H-1B", exact=True).click()
    page.locator(".choices").get_by_role("link", name="Graduate").click()
    assert page.url.endswith("guides/psychiatry--h1b--graduate/index.html")
    assert page.locator("h1").inner_text() == "Your plan"
    assert "Psychiatry · H-1B · Graduate" in page.locator(".situation").inner_text()


def test_answers_stand_in_the_address_and_back_takes_one_away(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    page.get_by_role("button", name="Radiology").click()
    page.get_by_role("button", name="J-1", exact=True).click()
    assert unquote(page.url).endswith("#Specialty=Radiology&Visa=J-1")
    shared = visitor.open(page.url)
    assert shared.locator(".finder h2").inner_text() == "Student or graduate?"
    page.go_back()
    assert page.locator(".finder h2").inner_text() == "Which visa?"
    page.get_by_role("button", name="Change Specialty").click()
    assert page.locator(".finder h2").inner_text() == "Which specialty?"


def test_every_allowed_answer_reaches_a_page(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    reached: set[str] = set()

    def walk() -> None:
        for link in page.locator(".choices a").all():
            reached.add(link.get_attribute("href") or "")
        for number in range(page.locator(".choices button").count()):
            page.locator(".choices button").nth(number).click()
            assert page.locator(".choices li").count() > 1
            walk()
            page.go_back()

    walk()
    assert len(reached) == 2 * 4 * 2
    assert all(Path(unquote(address.removeprefix("file://"))).is_file() for address in reached)


def test_the_guide_read_last_is_offered(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "guides/radiology--j1--student/index.html")
    page.goto((site / "index.html").as_uri())
    assert page.locator(".continue a").inner_text() == "Radiology: J-1 · Student"
    page.locator(".continue a").click()
    assert page.url.endswith("guides/radiology--j1--student/index.html")


def test_another_answer_keeps_those_after_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open((site / "index.html").as_uri() + "#Specialty=Psychiatry&Visa=J-1")
    assert page.locator(".finder h2").inner_text() == "Student or graduate?"
    page.get_by_role("button", name="Change Specialty").click()
    assert page.locator(".finder h2").inner_text() == "Which specialty?"
    page.get_by_role("button", name="Radiology", exact=True).click()
    assert page.locator(".finder h2").inner_text() == "Student or graduate?"
    assert page.locator(".answers li").all_inner_texts() == ["Specialty: Radiology\nChange", "Visa: J-1\nChange"]


@pytest.mark.parametrize("address", ["#Visa=nonsense", "#%", "#Specialty", "#<b>=<i>&Visa=<img src=x>", "#a=1&a=2"])
def test_an_address_that_means_nothing_breaks_nothing(site: Path, visitor: Visitor, address: str) -> None:
    page = visitor.open((site / "index.html").as_uri() + address)
    heading = page.locator(".finder h2").inner_text()
    assert heading == "Which specialty?"
    assert page.locator(".choices li").count() == 3


def test_each_step_has_a_title_and_a_way_to_start_again(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    assert page.locator(".step").inner_text() == "Question 1 of 3"
    assert page.locator(".again").is_hidden()
    page.get_by_role("button", name="Psychiatry").click()
    assert page.title() == "Which visa? (2 of 3) · A guide to look at"
    assert page.locator(".step").inner_text() == "Question 2 of 3"
    page.get_by_role("button", name="Start again").click()
    assert page.locator(".finder h2").inner_text() == "Which specialty?"
    assert page.title() == "A guide to look at"


def test_an_answer_without_words_is_none(site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(site / 'index.html').as_uri()}#Specialty=")
    assert page.locator(".finder .note").is_hidden()
    assert page.locator(".finder .choices li").count() > 1
    assert page.locator(".finder .again").is_hidden()


def test_who_does_not_know_yet_gets_on(site: Path, visitor: Visitor) -> None:
    page = visitor.open((site / "index.html").as_uri() + "#Specialty=Psychiatry")
    page.get_by_role("button", name="I do not know yet").click()
    assert page.locator(".answers li").nth(1).inner_text() == "Visa: J-1 or H-1B\nChange"
    page.get_by_role("button", name="I do not know yet").click()
    assert page.locator(".finder h2").inner_text() == "Guides that may be yours"
    assert page.locator(".choices a").all_inner_texts() == [
        "Psychiatry: J-1 or H-1B · Student",
        "Psychiatry: J-1 or H-1B · Graduate",
    ]
    assert "(Status)" in page.locator(".note").inner_text()
    assert violations(page) == []


def test_an_answer_that_is_not_listed_leads_to_the_nearest_guide(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open((shipped_site / "index.html").as_uri() + "#Specialty=Cardiology")
    said = page.locator(".note").inner_text()
    assert said == "There is no guide for “Cardiology”. Choose what comes nearest."
    page.locator("[data-question=Specialty]").evaluate("(line) => { line.dataset.unlisted = 'Medical genetics' }")
    page.evaluate("location.hash = '#Specialty=Neurology'")
    page.wait_for_function("document.querySelector('.note').textContent.includes('Neurology')")
    said = page.locator(".note").inner_text()
    assert said == "There is no guide for “Neurology”. The nearest is the one for “Medical genetics”."
    assert page.locator(".choices a").all_inner_texts()


PERSONAS = """
personas:
  - {id: any, title: "Any visa, it's early", answers: {specialty: psychiatry}}
  - {id: sure, title: J-1 student, answers: {specialty: psychiatry, visa: j1, status: student}}
  - {id: done, title: J-1 graduate, answers: {specialty: psychiatry, visa: j1, status: graduate}}
  - {id: twin, title: Also a graduate, answers: {specialty: psychiatry, visa: j1, status: graduate}}
"""


def test_guides_that_leave_a_question_open_are_found_too(tmp_path: Path, visitor: Visitor) -> None:
    facets = (Path(__file__).with_name("guide") / "profiles/facets.yaml").read_text("utf-8")
    asked = "question: Which visa?"
    facets = facets.replace(asked, f'{asked}\n    help: Ask "your" dean')
    changes = {"profiles/personas.yaml": PERSONAS, "profiles/facets.yaml": facets}
    root = write_project(tmp_path, {**files_of(Path(__file__).with_name("guide")), **changes}, SMALL)
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    page = visitor.open(root / "site/index.html")
    assert page.locator(".finder h2").inner_text() == "Which visa?"
    assert page.locator(".finder .help").inner_text() == "Ask “your” dean"
    assert page.locator(".choices li").all_inner_texts() == ["J-1", "None of these\nI do not know yet"]
    assert page.locator(".choices a").get_attribute("href") == (root / "site/guides/any/index.html").as_uri()
    page.get_by_role("button", name="J-1").click()
    assert page.locator(".finder .help").is_hidden()
    assert page.locator(".choices a").all_inner_texts() == ["Student"]
    page.get_by_role("button", name="Graduate").click()
    assert page.locator(".choices a").all_inner_texts() == [
        "J-1 graduate: Psychiatry: J-1 · Graduate",
        "Also a graduate: Psychiatry: J-1 · Graduate",
    ]
