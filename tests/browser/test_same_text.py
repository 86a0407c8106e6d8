"""A reader's answers make of a persona's page what `guidegen handbooks --to html` makes of the same answers."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError
from generator.model.profile import Persona
from tests.browser.conftest import GUIDE, SHIPPED, Visitor
from tests.browser.same_text import FITTED, answer, answers_file, differing, leading, lines_of, link_fragment
from tests.campaigns import show_table
from tests.engine.readers import random_readers
from tests.projects import ROOT, guidegen

DAY = dt.date(2026, 12, 5)
"""After the newest review: before it the page counts from that."""

ROUNDS, READERS = (1, 2), 10
"""In the campaign so many readers of each shipped guide, by each of these seeds."""


@dataclass(frozen=True, slots=True)
class Both:
    """A persona's pages, and those of readers by their ids."""

    persona: Path
    own: dict[str, Path]


def readers_of(opened: Opened, persona: str, count: int, seed: int) -> Iterator[Persona]:
    """Random readers for whom a persona's guide is made, and who can have a guide on the day."""
    known = opened.project.personas[persona].answers
    found = 0
    for one in random_readers(opened, 40 * count, seed, persona=persona):
        if found == count or not known.items() <= one.profile.answers.items():
            continue
        ticks = {name: min(day or DAY, DAY) for name, day in one.profile.ticks.items()}
        profile = replace(one.profile, ticks=ticks)
        try:
            opened.choose(profile)
        except ProfileError:
            continue
        found += 1
        yield profile


def own_pages(root: Path, persona: Path, readers: Sequence[Persona], folder: Path) -> Both:
    """Make the readers' own pages as an office does, from answers files."""
    files = [word for one in readers for word in ("--answers", answers_file(one, folder))]
    ran = guidegen(
        "handbooks", "-C", root, *files, "--to", "html", "-o", folder / "own", "--as-of", DAY.isoformat(), "-q"
    )
    assert ran.code == 0, ran.err
    with (folder / "own/index.csv").open(encoding="utf-8-sig") as stream:
        own = {row["name"]: folder / "own" / row["id"] / "pages" for row in csv.DictReader(stream)}
    return Both(persona, own)


def compared(
    both: Both, reader: Persona, visitor: Visitor, known: Iterable[str], *, clicks: bool, only: Collection[str] = ()
) -> list[str]:
    """How pages of both differ once the reader has answered, by clicks or by a link."""
    page = visitor.context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(FITTED)
    page.clock.set_fixed_time(dt.datetime.combine(DAY, dt.time(12)))
    more = {name: one for name, one in reader.answers.items() if name not in known}
    home = (both.persona / "index.html").as_uri()
    page.goto(home)
    more = answer(page, replace(reader, answers=more)) if clicks else more
    page.goto(f"{home}?#{link_fragment(more, reader.ticks)}")
    own = both.own[reader.id]
    theirs, published = ({one.name for one in folder.glob("*.html")} for folder in (own, both.persona))
    found = [(name, "only the reader's own") for name in sorted(theirs - published)]
    # A page of the persona for which the answers leave nothing is still there, but nothing leads to it.
    for name in sorted((theirs & published).intersection(only or theirs)):
        found += [(name, line) for line in _differing(page, own / name, both.persona / name)]
        found += [(name, f"leads to {one}, which is none of the reader's") for one in sorted(leading(page) - theirs)]
    found += [("search", line) for line in _sought_apart(page, own / "search.js", both.persona / "search.js")]
    return [f"{reader.id} {name} {line}" for name, line in found]


def _sought_apart(page: Page, own: Path, persona: Path) -> list[str]:
    """How what the search of the page that is open looks through differs from that of a reader's own pages."""
    script = own.read_text("utf-8")
    wanted: list[list[str]] = json.loads(script[script.index("[") : script.index("]\n]") + 3])
    page.evaluate("load(one('.find').dataset.found)")
    page.add_script_tag(url=persona.as_uri())
    found: list[list[str]] = page.evaluate("readersTexts(window.guidegenSearch)")
    # Once somebody has answered, the page finds no rows that are not for them.
    own_, page_ = (sorted(_sought(one) for one in some if one[3] != "not for you.") for some in (wanted, found))
    return list(differing(own_, page_))


def _sought(entry: list[str]) -> str:
    """What is compared: of sections and rows where they are, of tasks their names, of all else what is said of it."""
    address, title, place, said = entry
    if place == "Lists":
        return f"{address} {said.split('.')[0]}"
    return f"{address} {title}" if place == "Checklist" or place not in KINDS else f"{address} {title}: {said}"


KINDS = ("Path", "Budget", "Timeline", "Documents", "Terms")


def _differing(page: Page, own: Path, persona: Path) -> list[str]:
    page.goto(own.as_uri())
    wanted = lines_of(page, own.name)
    page.goto(persona.as_uri())
    page.wait_for_function("window.isFitted")
    return list(differing(wanted, lines_of(page, persona.name)))


def test_a_few_readers_of_a_small_guide(site: Path, visitor: Visitor, tmp_path: Path) -> None:
    opened = open_project(site.parent, DAY, Stopwatch())
    persona = GUIDE.rpartition("/")[2]
    readers = list(readers_of(opened, persona, 2, 3))
    both = own_pages(site.parent, site / GUIDE, readers, tmp_path)
    known = opened.project.personas[persona].answers
    for number, reader in enumerate(readers):
        only = ("index.html", "whole.html") if number else ()
        assert compared(both, reader, visitor, known, clicks=number == 0, only=only) == []
    nobody = replace(readers[0], answers=known, ticks={})
    wrong = compared(both, nobody, visitor, known, clicks=False, only=("papers.html",))
    assert any(re.search(r"papers\.html [-+]", line) for line in wrong), "without answers the comparison fails"
    own = both.own[readers[0].id]
    (own / "papers.html").rename(own / "other.html")
    wrong = compared(both, readers[0], visitor, known, clicks=False, only=("index.html",))
    assert f"{readers[0].id} other.html only the reader's own" in wrong
    assert f"{readers[0].id} index.html leads to papers.html, which is none of the reader's" in wrong


def test_a_reader_of_the_shipped_guide(shipped_site: Path, visitor: Visitor, tmp_path: Path) -> None:
    _, readers, wrong = shipped(
        shipped_site, visitor, SHIPPED[0], 1, 5, tmp_path, ("index.html", "path.html", "whole.html")
    )
    assert readers == 1
    assert wrong == []


def test_what_one_answer_takes_back_or_leaves_out(shipped_site: Path, visitor: Visitor) -> None:
    folder = shipped_site / "guides" / SHIPPED[0]
    page = visitor.context().new_page()
    page.clock.set_fixed_time(dt.datetime.combine(DAY, dt.time(12)))
    page.goto(f"{(folder / 'eligibility.html').as_uri()}?#mine=1&a.ecfmg=none")
    behind = page.locator(".task:has(> [data-task=myintealth])")
    behind.locator(".due", has_text="new day").wait_for()
    assert not behind.locator("input").is_disabled(), "behind the persona, ahead of who says so"
    page.goto(f"{(folder / 'without.html').as_uri()}?#mine=1&a.match_year=2026")
    page.locator(".eyebrow", has_text="Chapter 1").wait_for()
    shown = page.locator(".turn a:visible")
    assert [one.get_attribute("href") for one in shown.all()] == ["eligibility.html"]
    page.evaluate("showChapters([{ id: 'why', number: 1, words: 1 }, { id: 'without', number: 2, words: 1 }])")
    assert [one.get_attribute("href") for one in shown.all()] == ["why.html", "checklist.html"]


@pytest.mark.campaign
@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize("persona", SHIPPED)
def test_readers_of_the_shipped_guide(
    shipped_site: Path, visitor: Visitor, tmp_path: Path, capsys: pytest.CaptureFixture[str], persona: str, seed: int
) -> None:
    pages, readers, wrong = shipped(shipped_site, visitor, persona, READERS // 2, seed, tmp_path)
    rows = [("readers", readers), ("pages", pages), ("lines that differ", len(wrong)), ("seed", seed)]
    show_table(f"Pages of {persona} after answers, and readers' own", rows, capsys)
    assert wrong == []


def shipped(
    site: Path, visitor: Visitor, persona: str, count: int, seed: int, folder: Path, only: Collection[str] = ()
) -> tuple[int, int, list[str]]:
    """So many readers of a shipped guide: how many pages, readers, and how these differ."""
    opened = open_project(ROOT, DAY, Stopwatch())
    readers = list(readers_of(opened, persona, count, seed))
    both = own_pages(ROOT, site / "guides" / persona, readers, folder)
    known = opened.project.personas[persona].answers
    wrong = [line for reader in readers for line in compared(both, reader, visitor, known, clicks=True, only=only)]
    return sum(len(list(one.glob("*.html"))) for one in both.own.values()), len(readers), wrong
