"""The budget for another number: the page's sums are the engine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import GUIDE, Visitor

# Three rotations are planned. Applications 10/50/100 times 1/2/3 each, a flight, a move less than rotations, and 10 %.
SUMS = {
    0: ["$440", "$880", "$1,320"],
    1: ["$451", "$990", "$1,650"],
    3: ["$693", "$1,650", "$2,970"],
    5: ["$935", "$2,310", "$4,290"],
}


@pytest.mark.parametrize("number", SUMS)
def test_the_slider_gives_the_sums(site: Path, visitor: Visitor, number: int) -> None:
    page = visitor.open(site / GUIDE / "budget.html")
    page.locator("#count-slider").fill(str(number))
    assert page.locator("tr.total td").all_inner_texts() == SUMS[number]
    assert page.locator(".bar .sum").all_text_contents() == SUMS[number]
    assert page.locator(".slider output").inner_text() == str(number)


def test_the_page_as_built_has_the_sums_of_the_plan(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "budget.html", java_script_enabled=False)
    assert page.locator("tr.total td").all_inner_texts() == SUMS[3]
    assert page.locator(".slider").is_hidden()


def test_a_line_under_a_lead_counts_once_it_applies(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    page.locator("#answer-budget").select_option("tight")
    page.goto((site / GUIDE / "budget.html").as_uri())
    assert page.locator("tr.total td").all_inner_texts() == ["$748", "$1,716", "$3,047"]
    assert page.locator("#cheap-room .lead").is_hidden()


def test_the_keyboard_moves_the_slider(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "budget.html")
    page.locator("#count-slider").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".slider output").inner_text() == "2"
