"""What pages print, line by line: a persona's page with a reader's answers, and the reader's own pages."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

from generator.model.profile import Answer, Profile


@dataclass(frozen=True, slots=True)
class Apart:
    """What is not compared on pages of a name: elements by their selector, and why."""

    pages: str
    parts: str
    why: str


ONE_SIDED = (
    Apart("*", ".mine, .arrived, .page-note, .fitted, .answered, .change", "only who has not answered is asked"),
    Apart("*", ".others, .downloads, [data-print]", "other guides and other files"),
    Apart("*", ".reader, .answers, .renewal", "only a person's pages know the person"),
    Apart("*", ".progress, .reset, .all-done, .copy, .find, .scripted", "what scripts alone offer"),
    Apart("*", ".report", "a person's pages have no address to report"),
    Apart("checklist.html", ".rest", "what is ticked stays where it can be taken back"),
)
"""What one of the two prints and the other cannot."""

SAID = """(hidden) => {
  for (const fold of document.querySelectorAll("main details")) fold.open = true
  for (const part of document.querySelectorAll(hidden)) part.style.display = "none"
  return document.querySelector("main").innerText
}"""

FITTED = "addEventListener('fitted', () => { window.isFitted = true })"
"""Before any script of a page: notes that it is the reader's."""


def lines_of(page: Page, name: str) -> list[str]:
    """What the page that is open prints, a line for each block; `name` is that of its file."""
    parts = [one.parts for one in ONE_SIDED if fnmatch(name, one.pages)]
    hidden = ", ".join(f"main :is({one})" for one in parts)
    said: str = page.evaluate(SAID, hidden)
    return [words for line in said.split("\n") if (words := " ".join(line.split()))]


LEADING = """() => [...document.querySelectorAll("a[href]")].filter((link) => link.getClientRects().length)
  .map((link) => link.getAttribute("href").split(/[?#]/)[0]).filter((name) => /^[\\w-]+\\.html$/.test(name))"""


def leading(page: Page) -> set[str]:
    """The pages next to it to which the page that is open leads, by what is shown of it."""
    return set(page.evaluate(LEADING))


def differing(own: list[str], fitted: list[str]) -> Iterator[str]:
    """The lines of a reader's own page ("-") and those of the persona's page ("+") that are not in both."""
    for line in difflib.unified_diff(own, fitted, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def answer(page: Page, profile: Profile) -> dict[str, Answer]:
    """Give a reader's answers by the questions on the plan, where one may bring up others; those that are not asked."""
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    left = dict(profile.answers)
    while asked := [name for name in left if page.locator(ASKED.format(name=name)).count()]:
        for name in asked:
            field = page.locator(ASKED.format(name=name))
            if field.count():
                _answer(field, left.pop(name))
    return left


ASKED = "[data-facet='{name}']:visible:not([data-settled])"


def _answer(field: Locator, answer: Answer) -> None:
    if isinstance(answer, frozenset):
        for value in sorted(answer) or [""]:
            field.locator(f"[value='{value}']").check()
    elif field.get_attribute("data-type") == "date":
        field.fill(str(answer))
        field.dispatch_event("change")
    else:
        field.select_option(str(answer))


def link_fragment(answers: Mapping[str, Answer], ticks: Mapping[str, dt.date | None]) -> str:
    """Answers and ticks as a link carries them."""
    pairs = [("mine", "1")]
    for name, answer in answers.items():
        pairs.append((f"a.{name}", "." + ".".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)))
    for name, day in ticks.items():
        pairs += [] if day is None else [(f"t.{name}", str((day - dt.date(1970, 1, 1)).days))]
    return urlencode(pairs)


def answers_file(profile: Profile, folder: Path) -> Path:
    """The same as an answers file of a person of that name."""
    file = folder / f"{profile.id}.answers.json"
    answers = {
        name: sorted(answer) if isinstance(answer, frozenset) else answer for name, answer in profile.answers.items()
    }
    content = {
        "version": 1,
        "name": profile.id,
        "email": f"{profile.id}@example.org",
        "answers": answers,
        "ticks": profile.ticks,
    }
    file.write_text(json.dumps(content, default=str), "utf-8")
    return file
