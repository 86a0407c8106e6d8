"""Handbooks against the WeasyPrint command line and Typst on the same words: a first book, a further one, a batch.

Everybody lays out the same readers' books. guidegen's first book and its batch are end to end: from the project to the
file, planning and rendering included; the others begin with finished sources. A further book is layout alone for all.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.html import copy_project
from bench.lay_out import pages_and_words, with_typst
from bench.readers import DAY
from bench.turns import GUIDEGEN, Row, Run, compared, take_turns, timed
from bench.typst_source import typst_source
from generator import text

PYTHON = [sys.executable, "-P", "-m"]
SIZES = (7.0, 12.0)
"""Between these sizes of letters, in points, Typst's book is made as long as ours."""


class Books:
    """The sources of the same books for all, in a folder."""

    def __init__(self, work: Path, count: int) -> None:
        self.work, self.count = work, count
        self.project = copy_project(work / "project")
        timed([*PYTHON, "bench.readers", self.project, str(count), work], work)
        self.html = sorted((work / "html").glob("*.html"))
        self.typst: list[Path] = []

    def fit_typst(self, pages: int) -> tuple[float, tuple[int, int]]:
        """Write Typst's sources in letters of the size at which the first book has about as many pages as ours.

        Returns the size in points, and the pages and words of that book.
        """
        lay, first = with_typst(self.work), self.html[0].read_text("utf-8")
        low, high = SIZES
        size, found = low, (0, 0)
        for _ in range(6):
            size = round((low + high) / 2, 2)
            found = pages_and_words(lay(typst_source(first, size)))
            low, high = (size, high) if found[0] < pages else (low, size)
        folder = self.work / "typst"
        folder.mkdir()
        for html in self.html:
            file = folder / f"{html.stem}.typ"
            file.write_text(typst_source(html.read_text("utf-8"), size), "utf-8")
            self.typst.append(file)
        return size, found

    def ours(self, people: int, how: str) -> Run:
        """`guidegen handbooks` for so many, from nothing."""
        for left in ("out", ".guidegen"):
            shutil.rmtree(self.project / left, ignore_errors=True)
        rows = (self.work / "roster.csv").read_text("utf-8").splitlines(keepends=True)
        roster = self.work / f"first-{people}.csv"
        roster.write_text("".join(rows[: people + 1]), "utf-8")
        options: list[str | Path] = [
            "--roster",
            roster,
            "--to",
            "pdf",
            "-o",
            "out",
            "-q",
            "--as-of",
            DAY.isoformat(),
            f"--{how}",
        ]
        command: list[str | Path] = [*GUIDEGEN, "handbooks", *options]
        return timed(command, self.project)

    def weasyprint(self, people: int) -> Run:
        """The WeasyPrint command line, two at a time; tagged as ours are."""
        command = "weasyprint -q --pdf-variant pdf/ua-1 -s html/print.css"
        return self.two_at_a_time(
            [f"{command} {one.relative_to(self.work)} {one.stem}.pdf" for one in self.html[:people]]
        )

    def two_at_a_time(self, commands: Sequence[str]) -> Run:
        """Shell commands, two at a time."""
        script = self.work / "commands"
        script.write_text("".join(f"{one}\n" for one in commands), "utf-8")
        shell = 'export PATH="$1:$PATH"; xargs -P2 -I{} sh -c "{}" < commands'
        return timed(["sh", "-c", shell, "sh", str(Path(sys.executable).parent)], self.work)

    def typst_batch(self, people: int) -> Run:
        """Typst from Python, tagged as it is by default: a process for each of two halves."""
        files = [str(one.relative_to(self.work)) for one in self.typst[:people]]
        halves = [half for half in (files[::2], files[1::2]) if half]
        python = f"{sys.executable} -P -m bench.lay_out typst . . 1"
        return self.two_at_a_time([f"{python} {' '.join(half)}" for half in halves])

    def layout(self, how: str, files: Sequence[Path], times: int) -> dict[str, list[list[float]] | list[int]]:
        """What each of some books costs one process, layout alone."""
        command: list[str | Path] = [*PYTHON, "bench.lay_out", how, self.work, self.project, str(times), *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.work)
        if done.returncode:
            raise RuntimeError(done.stderr)
        found: dict[str, list[list[float]] | list[int]] = json.loads(done.stdout)
        return found


def measure(work: Path, turns: int, count: int) -> tuple[str, list[Row]]:
    """Make whole books in turns, from nothing; what was made, in words, and the rows."""
    books = Books(work, count)
    few = min(count, 2)
    first = [books.ours(1, "pieces")]
    ours = pages_and_words(next(books.project.glob("out/*/handbook.pdf")).read_bytes())
    size, theirs = books.fit_typst(ours[0])
    jobs: dict[str, Callable[[], Run]] = {
        "first typst": lambda: books.typst_batch(1),
        "first weasyprint": lambda: books.weasyprint(1),
        "first ours": lambda: first.pop() if first else books.ours(1, "pieces"),
        "all typst": lambda: books.typst_batch(count).per(count),
        "all ours": lambda: books.ours(count, "pieces").per(count),
        "some weasyprint": lambda: books.weasyprint(few).per(few),
    }
    runs = take_turns(jobs, turns, warm=False)
    rows: list[Row] = []
    for what, which in (("first book, end to end", "first"), (f"each of {count} books, end to end", "all")):
        rows += compared(what, runs[f"{which} ours"], runs[f"{which} typst"], "Typst, layout")
        others = runs["first weasyprint" if which == "first" else "some weasyprint"]
        rows += compared(what, runs[f"{which} ours"], others, "WeasyPrint's command line")
    return _words(count, _lengths(ours, theirs, size), turns), rows


def _words(count: int, lengths: str, turns: int) -> str:
    readers = text.counted(count, "random reader", "random readers")
    return f"{readers}; {lengths}; {text.counted(turns, 'turn', 'turns')}"


def _lengths(ours: tuple[int, int], theirs: tuple[int, int], size: float) -> str:
    return (
        f"the first book has {ours[0]} pages and {ours[1]} words of ours, "
        f"{theirs[0]} and {theirs[1]} of Typst's in letters of {size} points"
    )


def measure_more(work: Path, turns: int, count: int) -> tuple[str, list[Row]]:
    """One more book in a process that has made others: layout alone, from finished sources."""
    books = Books(work, max(2, count))
    html = books.html[:count]
    known: list[Run] = []
    new: list[Run] = []
    whole: list[Run] = []
    typst: list[Run] = []
    lengths = ""
    for _ in range(turns):
        pieces = books.layout("pieces", html, 2)
        first, second = _cpu(pieces)
        if not lengths:
            ours = int(str(pieces["pages"][0])), int(str(pieces["words"][0]))
            size, theirs = books.fit_typst(ours[0])
            lengths = _lengths(ours, theirs, size)
        known.append(_median(second))
        new.append(_median(first[1:] or first))
        whole.append(_median(_cpu(books.layout("whole", html, 1))[0]))
        # Typst keeps what it has laid out: the same book again would cost it nothing, and nobody needs it.
        typst.append(_median(_cpu(books.layout("typst", books.typst, 1))[0][1:]))
    rows: list[Row] = []
    readers = "one more book of another reader" if count > 1 else "the first book in a process"
    for what, mine in (("one more book, its pieces known", known), (readers, new)):
        for others, rival in ((whole, "the whole layout"), (typst, "Typst")):
            rows += [one for one in compared(f"{what}, layout alone", mine, others, rival) if one.measure == "cpu"]
    return _words(count, lengths, turns), rows


def _cpu(found: dict[str, list[list[float]] | list[int]]) -> list[list[float]]:
    return [[float(str(one)) for one in spent] for spent in found["cpu"] if isinstance(spent, list)]


def _median(spent: Sequence[float]) -> Run:
    middle = statistics.median(spent)
    return Run(middle, middle, 1)
