"""`guidegen publish --workflow`: the GitHub Actions workflow into the repository."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import generator
from generator.errors import OutputError, RefusedError, UsageError
from generator.publish.git import top_of
from generator.publish.workflow import LOCK, PATH, workflow

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._][A-Za-z0-9._/-]*")
_IS_GUIDEGEN = re.compile(r'(?m)^name = "guidegen"$')


def write_workflow(root: Path, branch: str, install: str | None, *, overwrite: bool) -> tuple[Path, bool]:
    """Write the workflow to the top of the repository; gives the file, and whether it changed.

    Raises UsageError where a name cannot be used in a workflow, RefusedError where another workflow is there,
    OutputError where it cannot be written.
    """
    top = top_of(root) or root
    file = top / PATH
    folder = root.relative_to(top).as_posix()
    for what, name in (("branch", branch), ("folder", folder)):
        if not _PLAIN_NAME.fullmatch(name):
            raise UsageError(f"the {what} '{name}' cannot be used in a workflow: only letters, digits and . _ / - can")
    if install is not None and not install.isprintable():
        raise UsageError("--install takes one line, such as guidegen or ./tool")
    content = workflow(
        branch=branch,
        folder=folder,
        install=shlex.quote(install or _own_name(root)),
        is_locked=(root / LOCK).is_file(),
    )
    if file.is_file() and file.read_text("utf-8") == content:
        return file, False
    if file.exists() and not overwrite:
        raise RefusedError(f"{file} is there and says something else; replace it with --overwrite")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from error
    return file, True


def _own_name(root: Path) -> str:
    """What pip installs: the repository itself where it is guidegen's, else this version of guidegen."""
    project = root / "pyproject.toml"
    if project.is_file() and _IS_GUIDEGEN.search(project.read_text("utf-8")):
        return "."
    return f"guidegen=={generator.__version__}"
