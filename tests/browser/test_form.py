"""From the form to the handbook: what a person saves makes the same guide as the same answers in YAML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.projects import TODAY, Ran, guidegen, write_project

FACETS = """
facets:
  sleep:
    label: Nights
    question: Where will you sleep?
    type: choice
    values:
      tent: {label: In a tent, if: you sleep in a tent, if_not: you do not sleep in a tent}
      rooms: {label: In rooms, if: you sleep in rooms, if_not: you do not sleep in rooms}
      undecided: {label: Tent or rooms, means: [tent, rooms]}
  pitch:
    label: Pitch
    question: Where will you pitch it?
    type: choice
    asked_when: {sleep: tent}
    values:
      site: {label: On a site, if: you pitch on a site, if_not: you do not pitch on a site}
      wild: {label: In the wild, if: you pitch in the wild, if_not: you do not pitch in the wild}
  stove:
    label: Stove
    question: Do you take a stove?
    type: choice
    values:
      yes: {label: Yes, if: you take a stove, if_not: you take no stove}
      no: {label: No, if: you take no stove, if_not: you take a stove}
  meals:
    label: Meals
    question: Which meals do you cook?
    help: Coffee counts as breakfast.
    type: choices
    values:
      breakfast: {label: Breakfast, if: you cook breakfast, if_not: you do not cook breakfast}
      dinner: {label: Dinner, if: you cook dinner, if_not: you do not cook dinner}
  days:
    label: Days
    question: How many days can you be away?
    type: integer
    min: 1
    max: 5
    or_more: true
    unit: {one: day, other: days}
    if: you have {range}
  start:
    label: First day
    question: When do you set off?
    type: date
    called: your first day
    if: you set off {range}
  back:
    label: Last day
    question: When are you back?
    type: date
    called: your last day
    not_before: start
    if: you are back {range}
"""
FILES = {
    "guidegen.yaml": "title: A first tour\noffice: {name: The Kitchen, contact: kitchen@example.org}\n",
    "profiles/facets.yaml": FACETS,
    "profiles/personas.yaml": "personas: [{id: tent, title: Tent, answers: {sleep: tent}}]\n",
    "content/rules.yaml": """
constraints:
  - id: rooms-have-kitchens
    if: {sleep: rooms}
    then: {stove: no}
    because: rooms have a kitchen
  - id: cooking-takes-days
    if: {stove: yes}
    then: {days: {min: 2}}
    because: for one day a stove is too heavy
plan: {}
""",
    "content/outline.yaml": (
        "parts: [{id: part, title: Part, chapters: [{id: ride, title: Ride, contents: [one]}]}]\n"
    ),
    "content/modules/ride/one.md": """
---
title: One
when: {}
points: []
reviewed: 2026-11-01
---
Ride.

::: when {pitch: wild}
Wild.
:::

::: when {meals: dinner}
Dinner.
:::

::: when {start: {min: 2027-06-01}}
Summer.
:::

::: when {days: {min: 5}}
Long.
:::
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose questions are of every type, with its form in `form/`."""
    root = write_project(tmp_path_factory.mktemp("asked"), FILES, {})
    ran = guidegen("form", "-C", root, "--as-of", TODAY)
    assert ran.code == 0, ran.err
    return root


def choose(page: Page, facet: str, value: str) -> None:
    page.locator(f"#ask-{facet} input[value='{value}']").check()


def fill(page: Page) -> None:
    """Everything of one person."""
    page.get_by_label("Your name").fill("José “Pepe” O'Neil: #1")
    page.get_by_label("Your email address").fill("jose@example.org")
    choose(page, "sleep", "tent")
    choose(page, "pitch", "wild")
    choose(page, "stove", "yes")
    choose(page, "meals", "breakfast")
    choose(page, "meals", "dinner")
    page.locator("#answer-days").select_option("5")
    page.locator("#answer-start").fill("2027-06-10")
    page.locator("#ask-back [data-unsure]").check()


YAML = """
version: 1
name: "José “Pepe” O'Neil: #1"
email: jose@example.org
answers: {sleep: tent, pitch: wild, stove: yes, meals: [breakfast, dinner], days: 5, start: 2027-06-10}
"""


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my answers").click()
    folder.mkdir(exist_ok=True)
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def explained(project: Path, file: Path) -> Ran:
    return guidegen("explain", "-C", project, "--answers", file, "--json", "--as-of", TODAY)


def book(project: Path, output: Path, *source: str | Path) -> dict[str, bytes]:
    """Everything that is made for the one person of a source, by path."""
    ran = guidegen("handbooks", "-C", project, "--as-of", TODAY, "-o", output, "-j", "1", *source)
    assert ran.code == 0, ran.err
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.glob("p-*/*")}


def test_from_the_form_to_the_handbook(project: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(project / "form" / "index.html")
    fill(page)
    file = save(page, tmp_path / "inbox")
    assert file.name == "jose-pepe-o-neil-1.answers.yaml"
    assert page.locator(".saved").is_visible()
    same = tmp_path / "same.answers.yaml"
    same.write_text(YAML, "utf-8")
    saved, written = explained(project, file), explained(project, same)
    assert saved.code == 0, saved.err
    assert re.sub("jose-pepe-o-neil-1", "same", saved.out) == written.out
    made = [book(project, tmp_path / "a", "--roster", file.parent), book(project, tmp_path / "b", "--answers", same)]
    assert made[0] == made[1]


def test_what_other_answers_settle_is_not_asked(project: Path, visitor: Visitor) -> None:
    page = visitor.open(project / "form" / "index.html")
    left_out = page.locator(".left-out")
    assert left_out.is_hidden()
    choose(page, "sleep", "rooms")
    assert page.locator("#ask-pitch").is_hidden()
    assert page.locator("#ask-stove").is_hidden()
    assert left_out.locator("li").all_inner_texts() == ["Pitch", "Stove"]
    choose(page, "sleep", "undecided")
    assert left_out.is_hidden()
    choose(page, "sleep", "tent")
    choose(page, "stove", "yes")
    assert page.locator("#answer-days option[value='1']").is_disabled(), "the rule leaves two days and more"


def test_answers_that_cannot_be_together_are_told_and_not_saved(project: Path, visitor: Visitor) -> None:
    page = visitor.open(project / "form" / "index.html")
    page.get_by_role("button", name="Save my answers").click()
    assert page.evaluate("document.activeElement.id") == "your-name"
    assert page.locator("#wrong-sleep").inner_text().startswith("Answer this one"), "every persona answers it"
    assert page.locator("#ask-sleep [data-unsure]").count() == 0
    fill(page)
    page.locator("#answer-back").fill("2027-06-01")
    assert page.locator("#wrong-back").inner_text().startswith("This does not go together with your other answers")
    page.get_by_role("button", name="Save my answers").click()
    assert page.evaluate("document.activeElement.id") == "answer-back"
    page.locator("#answer-back").fill("2027-06-20")
    assert page.locator("#wrong-back").is_hidden()
    choose(page, "stove", "no")
    page.locator("#answer-days").select_option("1")
    choose(page, "stove", "yes")
    assert "for one day a stove is too heavy" in page.locator("#wrong-days").inner_text()


def test_a_saved_file_is_gone_on_with(project: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(project / "form" / "index.html")
    fill(page)
    file = save(page, tmp_path)
    with file.open("a", encoding="utf-8") as stream:
        stream.write("ticks:\n  document--passport: 2027-01-12\n")
    again = visitor.open(project / "form" / "index.html")
    again.locator("#saved-file").set_input_files(file)
    again.get_by_text("Taken over.").wait_for()
    text = again.locator(".save pre").text_content()
    assert text is not None
    assert text.splitlines()[3:] == file.read_text("utf-8").splitlines()[3:]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("- no answers\n", "utf-8")
    again.locator("#saved-file").set_input_files(wrong)
    again.get_by_text("Nothing was taken from it.").wait_for()


def test_no_barrier_and_nothing_stands_out(project: Path, visitor: Visitor) -> None:
    for scheme, width in (("light", 320), ("dark", 1440)):
        page = visitor.open(
            project / "form" / "index.html", color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        lines = page.locator(".asked fieldset label:visible")
        assert lines.evaluate_all("(some) => some.every((one) => one.clientHeight >= 44)"), "a whole line is the target"
        page.get_by_role("button", name="Save my answers").click()
        page.locator(".save summary").click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_it_is_the_list_of_questions(project: Path, visitor: Visitor) -> None:
    page = visitor.open(project / "form" / "index.html", java_script_enabled=False)
    assert page.get_by_text("Which meals do you cook?").is_visible()
    assert page.get_by_text("it asks the same").is_visible()
    assert page.get_by_role("button", name="Save my answers").count() == 0
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex, nofollow"


def test_it_is_published_where_the_project_says_so(tmp_path: Path) -> None:
    settings = FILES["guidegen.yaml"] + "site: {url: 'https://example.org/'}\n"
    root = write_project(tmp_path, FILES | {"guidegen.yaml": settings}, {})
    site = root / "site"
    for more, is_there in (("", False), ("form: {publish: true, deliver: Hand it in at the desk.}\n", True)):
        (root / "guidegen.yaml").write_text(settings + more, "utf-8")
        ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
        assert ran.code == 0, ran.err
        assert (site / "form.html").exists() == (site / "form.xlsx").exists() == is_there
        assert ('href="form.html"' in (site / "index.html").read_text("utf-8")) == is_there
        assert "form" not in (site / "sitemap.xml").read_text("utf-8")
    assert (site / "assets/form.css").exists()
    assert "Hand it in at the desk." in (site / "form.html").read_text("utf-8")


def test_a_new_project_has_a_form(tmp_path: Path) -> None:
    assert guidegen("init", tmp_path / "tour").code == 0
    ran = guidegen("form", "-C", tmp_path / "tour", "--json")
    assert ran.code == 0
    assert ran.json["questions"] == 5
    assert guidegen("form", "-C", tmp_path / "tour", "--json").json["changed"] == [], "the same input, the same bytes"
