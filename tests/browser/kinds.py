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


def site_of_every_kind(folder: Path, guide: str) -> Path:
    """The site of one guide of the shipped project with what is next to it; the form is published too."""
    for name in ("content", "profiles"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "guidegen.yaml").read_text("utf-8")
    (folder / "guidegen.yaml").write_text(f"{settings}{FORM}", "utf-8")
    example = yaml.safe_load((ROOT / "profiles/personas.yaml").read_text("utf-8"))["examples"][0]["id"]
    ran = guidegen("build", "-C", folder, "-p", guide, "-p", example, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return folder / "site"


def kinds(site: Path, guide: str) -> dict[str, str]:
    """A page of each kind by its name: of a guide those of `guide`, where its list with the most rows and its longest
    chapter stand for the others.
    """
    found: dict[str, Path] = {}
    for page in sorted(site.rglob("*.html"), key=lambda page: (-page.stat().st_size, page)):
        path = PurePosixPath(page.relative_to(site))
        if path.parts[0] != GUIDES or path.parent.name == guide:
            found.setdefault(kind_of(path), page)
    return {kind: page.relative_to(site).as_posix() for kind, page in sorted(found.items())}


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
