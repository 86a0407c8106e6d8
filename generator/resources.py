"""The files that ship with guidegen, wherever it runs from: an installed wheel or a checkout.

The theme exists once, as `templates/` at the root of the repository. The wheel carries it as
`generator/_theme`; a checkout (also an editable installation) has no such folder. The pages of `docs/` are carried
in the same way, as `generator/_docs`. The starter projects lie in the package in both. Nobody else looks for these
folders.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from generator.errors import OutputError

_PACKAGE = Path(__file__).resolve().parent


def theme_dir() -> Path:
    """The folder of the built-in theme, with `site/`, `handbook/` and `mail/` in it.

    Raises OutputError where neither the wheel's copy nor the checkout's is there.
    """
    return _first_folder(_PACKAGE / "_theme", _PACKAGE.parent / "templates")


def starter_dir(*, empty: bool = False) -> Path:
    """The folder that `guidegen init` copies, with `empty` that without a subject.

    Raises OutputError where it is missing.
    """
    return _first_folder(_PACKAGE / ("starter_empty" if empty else "starter"))


def docs_dir() -> Path:
    """The folder with the pages of the documentation. Raises OutputError where it is missing."""
    return _first_folder(_PACKAGE / "_docs", _PACKAGE.parent / "docs")


@cache
def code_name() -> str:
    """A name for guidegen's own code, which does not change while it runs."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _first_folder(*candidates: Path) -> Path:
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise OutputError(f"guidegen is not installed completely: there is no {candidates[0].name} in {_PACKAGE}")
