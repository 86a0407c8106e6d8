"""Names of what all guides of a project follow from: its files but those of modules and readers, and parts of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.logic.fingerprint import digest, written
from generator.model.data_files import CATALOGS, DATA_FILES
from generator.model.project import Project

RULES = ("guidegen.yaml", "content", "profiles/facets.yaml")
TEXTS = Path("content", "modules")
LISTS = tuple(map(Path, ("content/media", CATALOGS, *(one.path for one in DATA_FILES if one.is_list))))
"""What no plan, no path and no selection asks anything of: it is read once these are known."""


class RulesNames(NamedTuple):
    """Names for `every` file of a project but its modules and readers, and for those that plans are made from.

    From the latter follows the path, too, and which modules are shown.
    """

    every: str
    planned: str


def rules_names(root: Path) -> RulesNames:
    """The names of a project's rules as its files are now."""
    every, planned = hashlib.sha256(), hashlib.sha256()
    for base in RULES:
        path = root / base
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            name = file.relative_to(root)
            if not name.is_relative_to(TEXTS):
                content = file.read_bytes()
                for found in (every,) if any(map(name.is_relative_to, LISTS)) else (every, planned):
                    found.update(f"{name.as_posix()}\0{len(content)}\0".encode())
                    found.update(content)
    return RulesNames(every.hexdigest(), planned.hexdigest())


def leads_digest(project: Project) -> str:
    """A name for all that can go wrong of the lists of a guide: whom their entries are for, and under which leads."""
    return digest(*_leads(project))


def _leads(project: Project) -> Iterator[str]:
    for name, cost in project.costs.items():
        yield written((name, cost.when, cost.lead, cost.step))
    for name, document in project.documents.items():
        yield written((name, document.when, document.lead, document.step))
    for catalog in project.catalogs.values():
        notes = tuple((note.when, note.lead) for note in catalog.head.notes)
        yield written((catalog.head.when, bool(catalog.rows), notes))
