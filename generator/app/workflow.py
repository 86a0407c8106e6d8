"""`guidegen publish --workflow`: the GitHub Actions workflow into the repository."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError, RefusedError, UsageError
from generator.publish.git import branch_of, top_of
from generator.publish.workflow import LOCK, PATH, workflow

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._][A-Za-z0-9._/-]*")
_IS_GUIDEGEN = re.compile(r'(?m)^name = "guidegen"$')
# A revision has a name that nobody can give to something else; a name of an index could be anybody's.
_REVISION = re.compile(r"git\+(https|ssh)://[^\s@]+(@[^\s@/]+/[^\s@]+)?@[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class WrittenWorkflow:
    """The workflow's file, whether it changed, the branch it builds and where guidegen comes from."""

    file: Path
    has_changed: bool
    branch: str
    install: str


def write_workflow(root: Path, branch: str | None, install: str | None, *, overwrite: bool) -> WrittenWorkflow:
    """Write the workflow to the top of the repository, for a branch, or the one that is checked out.

    Raises UsageError where a name cannot be used in a workflow, RefusedError where another workflow is there,
    OutputError where it cannot be written.
    """
    top = top_of(root) or root
    file = top / PATH
    folder = root.relative_to(top).as_posix()
    branch = branch or branch_of(top) or "main"
    for what, name in (("branch", branch), ("folder", folder)):
        if not _PLAIN_NAME.fullmatch(name):
            raise UsageError(f"the {what} '{name}' cannot be used in a workflow: only letters, digits and . _ / - can")
    install = _source(root, top, install)
    content = workflow(
        branch=branch,
        folder=folder,
        install=shlex.quote(install),
        is_locked=(root / LOCK).is_file(),
    )
    if file.is_file() and file.read_text("utf-8") == content:
        return WrittenWorkflow(file, False, branch, install)
    if file.exists() and not overwrite:
        raise RefusedError(f"{file} is there and says something else; replace it with --overwrite")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from error
    return WrittenWorkflow(file, True, branch, install)


def _source(root: Path, top: Path, named: str | None) -> str:
    """What pip installs: the repository itself where it is guidegen's, a folder of it, or a revision of another.

    Raises UsageError for anything else: guidegen is in no index, so its name there could be anybody's.
    """
    advice = (
        "say a folder of the repository (./tool), or a revision: git+https://HOST/OWNER/REPOSITORY@COMMIT, 40 digits"
    )
    if named is None:
        if _is_guidegen(root):
            return "."
        raise UsageError(f"--workflow needs --install, where guidegen comes from; {advice}")
    place = (top / named).resolve()
    if _REVISION.fullmatch(named) or (named.startswith(".") and place.is_relative_to(top) and _is_guidegen(place)):
        return named
    raise UsageError(
        f"--install '{''.join(one for one in named if one.isprintable())}' is not a source of guidegen; {advice}"
    )


def _is_guidegen(folder: Path) -> bool:
    project = folder / "pyproject.toml"
    return project.is_file() and _IS_GUIDEGEN.search(project.read_text("utf-8")) is not None
