"""The plan is a page to pin to a wall. Where it does not fit, no step is alone on the next page."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.logic.seal import Seal
from generator.model.profile import Applicant
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import print_book
from generator.render.surroundings import Typesetting
from tests.pdf_quality.printed import Printed
from tests.projects import ROOT

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plan</title>
<style>@page { size: Letter } :root { --accent: #0b5d66 }</style></head><body data-situation="Reader">"""
STEPS = "".join(
    f'<li class="task">step{number} <span class="due">Begin by March 1, 2027.</span>'
    f' <span class="aside-note">{"You need it for what comes next. " * 6}</span></li>'
    for number in range(5)
)
MANY = 3
"""So many of the shipped guide's personas may have a plan that goes on on a second page."""


@pytest.mark.parametrize("by_pieces", [True, False])
def test_no_step_is_alone_on_the_next_page(tmp_path: Path, *, by_pieces: bool) -> None:
    seen = set()
    for rows in range(23, 28):
        table = "".join(
            f'<tr><th scope="row">Value {row}</th><td colspan="2"><p>Text</p></td></tr>' for row in range(rows)
        )
        plan = (
            f'<section class="plan" id="plan"><h1>Your plan</h1><table><tbody>{table}</tbody></table>'
            f'<h2 class="first-steps">First steps</h2><ul>{STEPS}</ul></section>'
        )
        printed = laid_out(HEAD + plan + "</body></html>", tmp_path / "plan.pdf", by_pieces=by_pieces)
        over = [word.text for word in printed.words if word.page > 1 and word.text.startswith("step")]
        seen.add(len(over))
    assert {0, 2} <= seen
    assert 1 not in seen


@pytest.mark.campaign
def test_the_plans_of_the_shipped_guide_are_a_page(tmp_path: Path) -> None:
    opened = open_project(ROOT, dt.date(2026, 11, 22), Stopwatch())
    renderer = HandbookRenderer(opened.project, opened.theme(), FragmentMaker(), Seal(b"secret"))
    longer = []
    for name, persona in opened.project.personas.items():
        person = Applicant(
            id="one", name="Ada Lovelace-Byron", email="ada@example.org", answers=persona.answers, span=persona.span
        )
        html = renderer.source(opened.choose(person).guide).html
        plan = re.search(r'<section class="plan".*?</section>', html, re.DOTALL)
        assert plan is not None
        alone = re.sub(r' href="#[^"]*"', "", plan.group())
        start = html[: html.index(">", html.index("<body")) + 1]
        printed = laid_out(f"{start}{alone}</body></html>", tmp_path / "plan.pdf", by_pieces=False)
        if len(printed.sizes) > 1:
            longer.append(name)
    assert len(longer) <= MANY, longer


def laid_out(html: str, file: Path, *, by_pieces: bool) -> Printed:
    typesetting = Typesetting((str(ROOT / "templates"),), pieces=by_pieces)
    file.write_bytes(print_book(html, (), typesetting).pdf)
    return Printed(file)
