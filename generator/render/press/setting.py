"""What pieces are laid out with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """What WeasyPrint is given with every document: parsed style sheets, fonts, and where files come from.

    `own` is the project's own style sheet, which is among the `styles`. `families` are the theme's. `listening`
    gathers WeasyPrint's warnings; `check` raises where a font has no glyph or is not the theme's. `digest` names the
    theme's files; `stock` is where pieces are kept on disk, if they are, and `keeps` says that new ones go there;
    `commons` is where the processes of one run share theirs.
    """

    styles: tuple[Any, ...]
    own: str
    fonts: Any
    families: frozenset[str]
    base: str
    fetcher: Any
    listening: Callable[[], AbstractContextManager[list[str]]]
    check: Callable[[Any], None]
    digest: str = ""
    stock: Path | None = None
    keeps: bool = False
    commons: str | None = None
