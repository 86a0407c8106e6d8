"""HTML builds of the shipped guide against Hugo's of the same pages: full, with nothing changed, one word edited."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from html import unescape
from importlib.metadata import distribution
from pathlib import Path

from bench.turns import GUIDEGEN, Row, Run, compared, take_turns, timed
from generator import text

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("guidegen.yaml", "content", "profiles")
EDITED = "content/modules/letters"
"""A module of this folder is edited: the one that comes first."""
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


def copy_project(target: Path) -> Path:
    """The shipped guide without its people."""
    target.mkdir(parents=True)
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("applicants"))
        else:
            shutil.copy(source, target / name)
    return target


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
    for file in distribution("hugo").files or []:
        path = Path(str(file.locate()))
        if "binaries" in file.parts and os.access(path, os.X_OK) and path.is_file():
            return path
    raise RuntimeError("the package hugo has no program for this machine")


def edit(file: Path, turn: list[int]) -> None:
    """Add a word at the end of a text, another one each time."""
    turn[0] += 1
    text = re.sub(r"\nTurn \d+\.\n$", "\n", file.read_text("utf-8"))
    file.write_text(f"{text.rstrip()}\n\nTurn {turn[0]}.\n", "utf-8")


def measure(work: Path, turns: int) -> tuple[str, list[Row]]:
    """Build in turns; what was built, in words, and the rows."""
    project, hugo = copy_project(work / "project"), work / "hugo"
    ours = [*GUIDEGEN, "build", "--to", "html", "-o", "out", "-q"]
    theirs = [str(hugo_binary()), "--quiet", "--destination", "out"]
    timed(ours, project)
    pages = export(project / "out", hugo)
    module = min((project / EDITED).glob("*.md"))
    page = next(one for one in sorted((hugo / "content").rglob("*.html")) if one.name != "_index.html")
    turn = [0]

    def clean_ours() -> Run:
        for left in ("out", ".guidegen"):
            shutil.rmtree(project / left, ignore_errors=True)
        return timed(ours, project)

    def clean_hugo() -> Run:
        shutil.rmtree(hugo / "out", ignore_errors=True)
        return timed([*theirs, "--ignoreCache"], hugo)

    def edited(file: Path, command: list[str], folder: Path) -> Run:
        edit(file, turn)
        return timed(command, folder)

    jobs: dict[str, Callable[[], Run]] = {
        "full ours": clean_ours,
        "full hugo": clean_hugo,
        "idle ours": lambda: timed(ours, project),
        "idle hugo": lambda: timed(theirs, hugo),
        "edit ours": lambda: edited(module, ours, project),
        "edit hugo": lambda: edited(page, theirs, hugo),
    }
    runs = take_turns(jobs, turns, warm=turns > 1)
    sizes = {}
    for name, folder in (("ours", project), ("hugo", hugo)):
        built = html_files(folder / "out")
        if len(built) != pages:
            raise RuntimeError(f"{name} built {len(built)} pages of {pages}")
        sizes[name] = sum(one.stat().st_size for one in built) / 1e6
    rows = compared("full, clean, no cache", runs["full ours"], runs["full hugo"], "Hugo, full")
    rows += compared("nothing changed", runs["idle ours"], runs["full hugo"], "Hugo, full")
    rows += compared("nothing changed", runs["idle ours"], runs["idle hugo"], "Hugo, nothing changed")
    rows += compared("one word edited", runs["edit ours"], runs["full hugo"], "Hugo, full")
    rows += compared("one word edited", runs["edit ours"], runs["edit hugo"], "Hugo, one page edited")
    words = f"{pages} pages; HTML {sizes['ours']:.1f} MB ours, {sizes['hugo']:.1f} MB Hugo's"
    return f"{words}; {text.counted(turns, 'turn', 'turns')}", rows
