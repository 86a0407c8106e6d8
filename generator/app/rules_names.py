"""Names of what all guides of a project follow from: its files but those of modules and readers, and parts of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from generator.model.data_files import CATALOGS, DATA_FILES

RULES = ("guidegen.yaml", "content", "profiles/facets.yaml")
TEXTS = Path("content", "modules")
MEDIA = Path("content", "media")
LISTS = (MEDIA, Path(CATALOGS), *(Path(one.path) for one in DATA_FILES if one.is_list))
"""What no plan, no path and no selection asks anything of: it is read once these are known."""


class RulesNames(NamedTuple):
    """Names for `every` file of a project but modules and readers, for those that plans are made from, and for media.

    From what is `planned` follows the path, too, and which modules are shown.
    """

    every: str
    planned: str
    media: str


def rules_names(root: Path) -> RulesNames:
    """The names of a project's rules as its files are now."""
    every, planned, media = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
    for base in RULES:
        path = root / base
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            name = file.relative_to(root)
            if not name.is_relative_to(TEXTS):
                content = file.read_bytes()
                is_list = any(map(name.is_relative_to, LISTS))
                more = media if name.is_relative_to(MEDIA) else None if is_list else planned
                for found in (every,) if more is None else (every, more):
                    found.update(f"{name.as_posix()}\0{len(content)}\0".encode())
                    found.update(content)
    return RulesNames(every.hexdigest(), planned.hexdigest(), media.hexdigest())
