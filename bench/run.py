"""`make bench`: every part or those named, each against others in turns; writes RESULTS.md and results.svg.

make bench                                      # all parts, under half an hour on two cores
make bench BENCH_ARGS='books --books 100'       # one part; the results of the others stay
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import os
import platform
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench import answers, books, grid, html
from bench.report import TITLES, drawing, page, table
from bench.turns import Row

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results.json"
BOOKS = ("weasyprint", "pydyf", "typst")
COMPARED = {"html": ("hugo",), "more": BOOKS, "books": BOOKS, "grid": (), "answers": ()}


def versions(part: str) -> dict[str, str]:
    """What ran."""
    found = {"guidegen": version("guidegen"), "Python": platform.python_version()}
    for name in COMPARED[part]:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is not installed; 'make bench' installs it") from None
    return found


def measured(part: str, work: Path, options: argparse.Namespace) -> tuple[str, list[Row]]:
    """Run one part in a folder of its own."""
    if part == "html":
        return html.measure(work, options.turns)
    if part == "more":
        return books.measure_more(work, min(options.turns, 3), min(options.books, 4))
    if part == "books":
        return books.measure(work, min(options.turns, 3), options.books)
    if part == "answers":
        return answers.measure(work, min(options.turns, 3))
    return grid.measure(work, min(options.turns, 3), options.modules)


def main() -> None:
    """Read the options, run the parts, write what came out."""
    parser = argparse.ArgumentParser(description="Time guidegen against other programs.")
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *TITLES], help="which parts (default: all)")
    parser.add_argument("--turns", type=int, default=5, help="how often each runs (default: 5, else 3 at most)")
    parser.add_argument("--books", type=int, default=24, help="books of the batch (default: 24)")
    parser.add_argument("--modules", type=int, default=800, help="most modules of the grid (default: 800)")
    parser.add_argument("--dry", action="store_true", help="print only; keep the results as they are")
    options = parser.parse_args()
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    for part in options.parts or TITLES:
        found = {
            "date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d"),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "versions": versions(part),
        }
        with tempfile.TemporaryDirectory() as work:
            words, rows = measured(part, Path(work), options)
        print(f"\n## {TITLES[part]}\n{table(words, rows)}", flush=True)
        kept[part] = {**found, "words": words, "rows": [dataclasses.asdict(row) for row in rows]}
        if not options.dry:
            ordered = {name: kept[name] for name in TITLES if name in kept}
            KEPT.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8")
            (HERE / "RESULTS.md").write_text(page(ordered), "utf-8")
            (HERE / "results.svg").write_text(drawing(ordered), "utf-8")


if __name__ == "__main__":
    main()
