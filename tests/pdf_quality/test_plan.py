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
LATE = dt.date(2027, 2, 15)
"""Steps whose day is past say so, which takes more room than any other day needs."""
DAYS = (dt.date(2026, 11, 22), dt.date(2026, 12, 1), LATE, dt.date(2027, 5, 1), dt.date(2027, 9, 10))
LONGEST = re.compile("--undecided--graduate")


@pytest.mark.parametrize("by_pieces", [True, False])
def test_no_step_is_alone_on_the_next_page(tmp_path: Path, *, by_pieces: bool) -> None:
    seen = set()
    for rows in range(25, 33):
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


def test_the_longest_plans_of_the_shipped_guide_are_a_page(tmp_path: Path) -> None:
    assert longer_plans(LATE, LONGEST, tmp_path / "plan.pdf") == []


@pytest.mark.parametrize("month", ["September", "November", "December"])
def test_a_day_set_large_keeps_away_from_its_reason(month: str, tmp_path: Path) -> None:
    row = f'<tr><th scope="row">Sit</th><td class="figure">{month}\u00a028, 2027</td><td>because it is</td></tr>'
    plan = f'<section class="plan" id="plan"><h1>Your plan</h1><table><tbody>{row}</tbody></table></section>'
    printed = laid_out(f"{HEAD}{plan}</body></html>", tmp_path / "plan.pdf", by_pieces=False)
    year, because = (next(word for word in printed.words if word.text == text) for text in ("2027", "because"))
    assert year.bottom > because.top, "on one line"
    assert because.left - year.right > 5


@pytest.mark.campaign
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_plans_of_the_shipped_guide_are_a_page(day: dt.date, tmp_path: Path) -> None:
    assert longer_plans(day, re.compile(""), tmp_path / "plan.pdf") == []


def longer_plans(day: dt.date, wanted: re.Pattern[str], file: Path) -> list[str]:
    """The personas whose plan goes on on a second page, of those with a name like that."""
    opened = open_project(ROOT, day, Stopwatch())
    renderer = HandbookRenderer(opened.project, opened.theme(), FragmentMaker(), Seal(b"secret"))
    longer = []
    for name, persona in opened.project.personas.items():
        if not wanted.search(name):
            continue
        person = Applicant(
            id="one", name="Ada Lovelace-Byron", email="ada@example.org", answers=persona.answers, span=persona.span
        )
        html = renderer.source(opened.choose(person).guide).html
        plan = re.search(r'<section class="plan".*?</section>', html, re.DOTALL)
        assert plan is not None
        alone = re.sub(r' href="#[^"]*"', "", plan.group())
        start = html[: html.index(">", html.index("<body")) + 1]
        printed = laid_out(f"{start}{alone}</body></html>", file, by_pieces=False)
        if len(printed.sizes) > 1:
            longer.append(name)
    return longer


def laid_out(html: str, file: Path, *, by_pieces: bool) -> Printed:
    typesetting = Typesetting((str(ROOT / "templates"),), pieces=by_pieces)
    file.write_bytes(print_book(html, (), typesetting).pdf)
    return Printed(file)
