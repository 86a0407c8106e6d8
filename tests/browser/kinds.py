"""The kinds of pages that a site has, read from where its pages are: a new kind is looked at without being named."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import yaml

from generator.render.catalogs import catalog_page
from generator.render.whole import WHOLE
from generator.render.words import PAGES
from tests.projects import ROOT, TODAY, guidegen

GUIDES = "guides"
CHAPTER = "chapter"
FORM = "form:\n  publish: yes\n"


def site_of_every_kind(folder: Path, *guides: str) -> Path:
    """The site of guides of the shipped project with what is next to them; the form is published too."""
    for name in ("content", "profiles"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "guidegen.yaml").read_text("utf-8")
    (folder / "guidegen.yaml").write_text(f"{settings}{FORM}", "utf-8")
    example = yaml.safe_load((ROOT / "profiles/personas.yaml").read_text("utf-8"))["examples"][0]["id"]
    chosen = [option for name in (*guides, example) for option in ("-p", name)]
    ran = guidegen("build", "-C", folder, *chosen, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return folder / "site"


def kinds(site: Path, guide: str) -> dict[str, str]:
    """A page of each kind by its name: of a guide those of `guide`, where its list with the most rows and its longest
    chapter stand for the others.
    """
    return {kind: pages[-1] for kind, pages in _by_kind(site, guide).items()}


def extremes(site: Path, guide: str) -> dict[str, str]:
    """The same, and of each kind with several pages the shortest too: a chapter of one section, a list without rows."""
    found = {}
    for kind, pages in _by_kind(site, guide).items():
        found[kind] = pages[-1]
        if len(pages) > 1:
            found[f"short {kind}"] = pages[0]
    return found


def follows_answers(kind: str) -> bool:
    """Whether pages of a kind show what a reader has answered."""
    return kind.removeprefix("short ") not in ("404", "compare", "examples", "form")


def _by_kind(site: Path, guide: str) -> dict[str, list[str]]:
    """The pages of each kind, from the shortest to the longest."""
    found: dict[str, list[str]] = {}
    for page in sorted(site.rglob("*.html"), key=lambda page: (page.stat().st_size, page)):
        path = PurePosixPath(page.relative_to(site))
        if path.parts[0] != GUIDES or path.parent.name == guide:
            found.setdefault(kind_of(path), []).append(path.as_posix())
    return dict(sorted(found.items()))


def kind_of(path: PurePosixPath) -> str:
    """What kind of page is at a path of a site."""
    folder, name = path.parts[0], path.stem
    if folder != GUIDES:
        return name if folder == path.name else folder
    if name in PAGES:
        return f"guide {name}"
    if name == WHOLE:
        return name
    return "list" if name.startswith(catalog_page("")) else CHAPTER
