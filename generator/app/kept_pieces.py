"""Where pieces of handbooks are kept from one run to the next: made for personas, read for everybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.cache import cache_folder
from generator.render.surroundings import Typesetting

FOLDER = "pieces"


def keeping(typesetting: Typesetting, root: Path, *, reuse: bool) -> Typesetting:
    """What personas' handbooks are laid out with: they are public, so their pieces are kept for later runs."""
    return replace(typesetting, stock=_stock(root), keeps=True) if reuse else typesetting


def reading(typesetting: Typesetting, root: Path, *, reuse: bool) -> Typesetting:
    """What people's handbooks are laid out with: pieces made for personas serve them, theirs are never kept."""
    return replace(typesetting, stock=_stock(root), keeps=False) if reuse else typesetting


def _stock(root: Path) -> str:
    return str(cache_folder(root) / FOLDER)
