"""Answers and check marks go to another device in a link, and to the office as a file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.conftest import GUIDE, Visitor
from tests.browser.test_answers import answer


def test_a_link_carries_answers_and_ticks(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    answer(page, site, budget="tight", rotations="1", interest="research", rotation_start="2027-05-01")
    link = page.evaluate("linkTo(location.href)")
    assert len(link.partition("#")[2]) < 2_000
    other = visitor.open(link)
    assert other.locator(".carried").inner_text() == "Taken over from the link."
    assert other.locator(".given").inner_text() == page.locator(".given").inner_text()
    assert other.locator(".value[data-plan='rotations'] .figure").inner_text() == "One rotation"
    assert other.evaluate("JSON.stringify(carried())") == page.evaluate("JSON.stringify(carried())")
    assert "#" not in other.url


def test_a_damaged_link_takes_nothing_it_should_not(site: Path, visitor: Visitor) -> None:
    address = (site / GUIDE / "index.html").as_uri()
    page = visitor.open(f"{address}#mine=1&a.budget=gone&a.nobody=x&t.<b>=1&a.rotations=%00")
    assert "budget, nobody, rotations" in page.locator(".carried").inner_text()
    assert page.evaluate("recallAnswers()") == {}
    page = visitor.open(f"{address}#mine=9&a.budget=tight")
    assert "another version" in page.locator(".carried").inner_text()
    assert page.evaluate("recallAnswers()") == {}


def test_the_file_is_an_answers_file(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    with page.expect_download() as download:
        page.locator("[data-carry=file]").click()
    assert download.value.suggested_filename == "my.answers.json"
    said = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert said["version"] == 1
    assert said["answers"]["budget"] == "tight"
    assert said["answers"]["status"] == "student"
