"""Random fully answered readers of a project: their roster, and the print HTML of their handbooks.

    python -P -m bench.readers PROJECT COUNT FOLDER

writes FOLDER/roster.csv, FOLDER/html/NUMBER.html and next to them the theme's files that they name.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.app.applicants import PeopleSource, find_people
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Span
from generator.errors import ProfileError
from generator.logic.seal import Seal
from generator.model.profile import Answer, Applicant
from generator.render.book_fonts import book_fonts
from generator.render.files import FileRenderer
from generator.write.secret import project_secret

DAY = dt.date(2026, 11, 22)
DISTINCT = 1000
"""After so many readers, their answers come again with other names."""
ROUNDS = 2
"""How often an answer that breaks a constraint is drawn again before the question stays open."""


def answers(opened: Opened, chance: random.Random) -> dict[str, Answer]:
    """An answer to every question, as far as they can be together."""
    taken: dict[str, Answer] = {}
    for _ in range(ROUNDS):
        for name, facet in opened.project.facets.items():
            if name in taken or facet.derived is not None:
                continue
            drawn: Answer
            if facet.type == "choice":
                drawn = chance.choice(list(facet.values))
            elif facet.type == "choices":
                drawn = frozenset(chance.sample(list(facet.values), min(len(facet.values), chance.randint(1, 2))))
            elif facet.type == "integer":
                drawn = chance.randint(facet.min or 0, facet.max or 0)
            else:
                drawn = DAY + dt.timedelta(days=chance.randint(0, 900))
            if _holds(opened, {**taken, name: drawn}):
                taken[name] = drawn
    return taken


def _holds(opened: Opened, given: dict[str, Answer]) -> bool:
    try:
        opened.narrow(Applicant(id="reader", name="R", email="r@example.org", answers=given, span=Span("bench")))
    except ProfileError:
        return False
    return True


def cell(answer: Answer) -> str:
    """An answer as a roster has it."""
    return "; ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)


def write_roster(opened: Opened, count: int, file: Path) -> None:
    """A roster of so many readers."""
    facets = [name for name, facet in opened.project.facets.items() if facet.derived is None]
    chance = random.Random(7)
    drawn: list[dict[str, Answer]] = []
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "name", "email", *facets])
        for number in range(count):
            if len(drawn) < DISTINCT:
                drawn.append(answers(opened, chance))
            given = drawn[number % len(drawn)]
            cells = [cell(given[name]) if name in given else "" for name in facets]
            writer.writerow([f"b-{number}", f"Ada {chance.randint(10**6, 10**7)}", f"b{number}@example.org", *cells])


def write_sources(opened: Opened, roster: Path, folder: Path) -> None:
    """The print HTML of everybody in a roster, and the theme's files."""
    folder.mkdir(parents=True)
    theme, settings = opened.theme(), opened.project.settings.handbook
    fonts = book_fonts(theme, settings.fonts if settings else ())
    for name, content in fonts.assets.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / "print.css").write_text("".join(fonts.sheets), "utf-8")
    for number, html in enumerate(_html(opened, roster)):
        (folder / f"{number:05}.html").write_text(html, "utf-8")


def _html(opened: Opened, roster: Path) -> Iterator[str]:
    seal = Seal(project_secret(opened.root))
    renderer = FileRenderer(
        opened.project, opened.theme(), opened.fragments, seal, {"pdf"}, str, today=DAY, histories=lambda _: {}
    )
    people = find_people(opened, PeopleSource(roster))
    if people.wrong:
        raise RuntimeError(f"readers that cannot be: {people.wrong}")
    for one in people.applicants:
        _, source = renderer.render(opened.choose(replace(one)).guide)
        assert source is not None
        yield source.html


def main() -> None:
    """Write what the command line asks for."""
    project, count, folder = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    opened = open_project(project.resolve(), DAY, Stopwatch())
    write_roster(opened, count, folder / "roster.csv")
    if len(sys.argv) < 5:
        write_sources(opened, folder / "roster.csv", folder / "html")


if __name__ == "__main__":
    main()
