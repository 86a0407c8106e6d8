"""Files that look like a part of the project, but lie where nobody reads them."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.source import project_path
from generator.model.data_files import CATALOGS, DATA_FILES

FOLDERS = ("content", "profiles")
READ = (
    "content/outline.yaml",
    "content/rules.yaml",
    "content/data/steps.yaml",
    "profiles/facets.yaml",
    "profiles/personas.yaml",
    *(file.path for file in DATA_FILES),
)
SUFFIXES = {".yaml", ".yml", ".md", ".markdown"}


def report_strays(root: Path, diagnostics: Diagnostics) -> None:
    """Warn of every YAML or Markdown file that is not read, and of modules whose name ends wrongly."""
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            path = project_path(root, file)
            if file.suffix.lower() not in SUFFIXES or _is_hidden(path) or not file.is_file():
                continue
            if path in READ or file.stem.lower() == "readme" or path.startswith("profiles/applicants/"):
                continue
            if path.startswith(f"{CATALOGS}/") and path.endswith(".yaml") and path.count("/") == 3:
                continue
            if path.startswith("content/modules/"):
                if file.suffix != ".md":
                    advice = "modules end with .md, in small letters" if file.suffix.lower() != ".yaml" else None
                    _report(path, advice, diagnostics)
            else:
                catalogs = (f"{CATALOGS}/{file.stem}.yaml",) if path.startswith(CATALOGS) else ()
                _report(path, nearest(path, (*READ, *catalogs)), diagnostics)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _report(path: str, advice: str | None, diagnostics: Diagnostics) -> None:
    diagnostics.warning("unread-file", "nobody reads this file", Span(path), advice or "move it away, or rename it")
