"""The budget for another number: the page's sums are the engine's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.assemble.budget import budget
from generator.model.budget import Budget
from generator.model.profile import Persona
from tests.browser.conftest import GUIDE, SHIPPED, Visitor
from tests.projects import ROOT, TODAY

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


def test_the_words_above_follow_the_slider_and_the_answers(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "budget.html")
    said = page.locator(".standfirst")
    assert said.inner_text().startswith(f"Usually about {SUMS[3][1]}, from {SUMS[3][0]} ")
    assert page.locator(".also").is_visible()
    page.locator("#count-slider").fill("1")
    assert said.inner_text().startswith(f"Usually about {SUMS[1][1]}, from {SUMS[1][0]} ")
    page.goto((site / GUIDE / "index.html").as_uri())
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    page.locator("#answer-budget").select_option("tight")
    page.goto((site / GUIDE / "budget.html").as_uri())
    assert said.inner_text().startswith("Usually about $1,716, from $748 ")
    assert page.locator(".also").is_hidden()


@pytest.mark.parametrize("guide", SHIPPED)
def test_the_page_counts_as_the_engine_does(shipped_site: Path, visitor: Visitor, guide: str) -> None:
    """For every number on the slider: also lines that only some numbers have."""
    opened = open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch())
    persona = opened.project.personas[guide]
    number = opened.choose(persona).guide.budget.number
    assert number is not None
    page = visitor.open(shipped_site / "guides" / guide / "budget.html")
    sums: set[str] = set()
    for other in range(number.most + 1):
        costs = counted(opened, persona, number.name, other)
        page.locator("#count-slider").fill(str(other))
        shown = [words.rstrip("+") for words in page.locator("tr.total td").all_inner_texts()]
        assert shown == [f"${amount:,}" for amount in (costs.total.low, costs.total.typical, costs.total.high)]
        lines = {line.id for group in costs.groups for line in group.lines if not line.is_comparison}
        assert {row.get_attribute("id") for row in page.locator("tr[data-sum]:visible").all()} >= lines
        sums.update(shown)
    assert len(sums) == 3 * (number.most + 1)


def counted(opened: Opened, persona: Persona, name: str, number: int) -> Budget:
    """The engine's budget for another number than the plan's."""

    def with_number(project: Any, plan: Any, beside: Any) -> Budget:
        answers = {**beside.answers, f"plan.{name}": frozenset({number})}
        return budget(project, {**plan, name: replace(plan[name], value=number)}, replace(beside, answers=answers))

    with mock.patch("generator.assemble.gathered.budget", with_number):
        return opened.choose(persona).guide.budget
