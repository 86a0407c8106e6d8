"""Time HTML builds of the shipped guide against Hugo's of the same pages; prints ratios of medians.

make bench                          # or: .venv/bin/python -P bench/html.py --pairs 7
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from importlib.metadata import distribution, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("guidegen.yaml", "content", "profiles")
LAYOUT = Path(__file__).with_name("hugo-layout.html")
HUGO_SETTINGS = {
    "baseURL": "/",
    "uglyURLs": True,
    "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"],
    "security": {"allowContent": [".*"]},  # HTML as content: Hugo need not even convert Markdown
}
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost, its children included."""

    wall: float
    cpu: float
    peak: float


def timed(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{command} ended with {child.returncode}\n{said.read().decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def export(site: Path, target: Path) -> int:
    """Write a built site as a Hugo project: same paths, same `<main>`, same assets; return how many pages.

    What is around `<main>` is drawn by a layout of the same size, navigation included.
    """
    layouts = target / "layouts/_default"
    layouts.mkdir(parents=True)
    for kind in ("single", "list"):
        shutil.copy(LAYOUT, layouts / f"{kind}.html")
    (target / "hugo.json").write_text(json.dumps(HUGO_SETTINGS), "utf-8")
    shutil.copytree(site, target / "static", ignore=shutil.ignore_patterns("*.html", ".*"))
    pages = html_files(site)
    for weight, page in enumerate(pages, 1):
        text = page.read_text("utf-8")
        main, title, heading = MAIN.search(text), TITLE.search(text), HEADING.search(text)
        if main is None or title is None or heading is None:
            raise RuntimeError(f"{page} lacks its <main>, <title> or <h1>")
        place = target / "content" / page.relative_to(site)
        if place.name == "index.html":
            place = place.with_name("_index.html")
        place.parent.mkdir(parents=True, exist_ok=True)
        front = json.dumps(
            {"title": unescape(title[1]), "linkTitle": unescape(TAG.sub("", heading[1])), "weight": weight}, indent=1
        )
        place.write_text(f"{front}\n\n{main[0]}\n", "utf-8")
    for folder in (path for path in (target / "content").rglob("*") if path.is_dir()):
        if not (folder / "_index.html").exists():  # a folder of ours without a page is none of Hugo's either
            (folder / "_index.html").write_text('{"build": {"render": "never"}}\n', "utf-8")
    return len(pages)


def html_files(site: Path) -> list[Path]:
    """The pages of a built site; the page for wrong addresses is not counted."""
    return sorted(page for page in site.rglob("*.html") if page.name != "404.html")


def hugo_binary() -> Path:
    """The Hugo program itself, not the Python script in front of it, which would cost Hugo its start-up."""
    files = distribution("hugo").files or []
    for file in files:
        path = Path(str(file.locate()))
        if "binaries" in file.parts and os.access(path, os.X_OK) and path.is_file():
            return path
    raise RuntimeError("the package hugo has no program for this machine")


def measure(work: Path, pairs: int) -> tuple[dict[str, list[Run]], dict[str, int]]:
    """Build in turns, `pairs` times each; return the runs by kind, and the number of pages and bytes."""
    project, hugo = work / "project", work / "hugo"
    project.mkdir()
    for name in PROJECT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, project / name)
    ours = [str(Path(sys.executable).with_name("guidegen")), "build", "--to", "html", "-o", "out", "-q"]
    theirs = [str(hugo_binary()), "--quiet", "--destination", "out"]
    timed(ours, project)
    sizes = {"pages": export(project / "out", hugo)}

    def clean_ours() -> Run:
        for left in ("out", ".guidegen"):
            shutil.rmtree(project / left, ignore_errors=True)
        return timed(ours, project)

    def clean_hugo() -> Run:
        shutil.rmtree(hugo / "out", ignore_errors=True)
        return timed([*theirs, "--ignoreCache"], hugo)

    jobs: dict[str, Callable[[], Run]] = {
        "full ours": clean_ours,
        "full hugo": clean_hugo,
        "idle ours": lambda: timed(ours, project),
        "idle hugo": lambda: timed(theirs, hugo),
    }
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for turn in range(-1, pairs):
        for name, job in jobs.items():
            run = job()
            if turn >= 0:  # the first turn warms the file cache
                runs[name].append(run)
    for name, folder in (("ours", project), ("hugo", hugo)):
        built = html_files(folder / "out")
        if len(built) != sizes["pages"]:
            raise RuntimeError(f"{name} built {len(built)} pages of {sizes['pages']}")
        sizes[name] = sum(page.stat().st_size for page in built)
    return runs, sizes


def report(runs: dict[str, list[Run]], sizes: dict[str, int], pairs: int) -> None:
    """Print medians, and ratios of medians with the range of the pairs' own ratios."""
    ours, hugo = sizes["ours"] / 1e6, sizes["hugo"] / 1e6
    print(f"{sizes['pages']} pages, {pairs} pairs; HTML {ours:.1f} MB ours, {hugo:.1f} MB Hugo's")
    print(f"guidegen {version('guidegen')}, Hugo {version('hugo')}, Python {sys.version.split()[0]}")
    print()
    print("| build | measure | ours | Hugo | ours / Hugo | pairs from | to |")
    print("|---|---|---|---|---|---|---|")
    for build, words in (("full", "full, clean, no cache"), ("idle", "nothing changed")):
        for field, unit in (("wall", "s"), ("cpu", "s"), ("peak", "MiB")):
            mine, other = ([getattr(run, field) for run in runs[f"{build} {who}"]] for who in ("ours", "hugo"))
            ratios = [a / b for a, b in zip(mine, other, strict=True)]
            left, right = statistics.median(mine), statistics.median(other)
            digits = 0 if unit == "MiB" else 2
            print(
                f"| {words} | {field}, {unit} | {left:.{digits}f} | {right:.{digits}f} "
                f"| **{left / right:.2f}** | {min(ratios):.2f} | {max(ratios):.2f} |"
            )


def main() -> None:
    """Read the options, measure in a scratch folder, print the table."""
    parser = argparse.ArgumentParser(description="Time HTML builds against Hugo.")
    parser.add_argument("--pairs", type=int, default=7, help="how often each build runs (default: 7)")
    parser.add_argument("--keep", type=Path, help="work in this new folder and leave it there")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True)
        report(*measure(options.keep.resolve(), options.pairs), options.pairs)
        return
    with tempfile.TemporaryDirectory() as work:
        report(*measure(Path(work), options.pairs), options.pairs)


if __name__ == "__main__":
    main()
