"""`guidegen new module`: a module's file with its front matter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.diagnostics import nearest
from generator.errors import RefusedError, UsageError
from generator.load.modules import ID
from generator.load.project import load_project

TEMPLATE = """---
title: {title}
when: {{}}
points: []
reviewed: {today}
draft: true
---
Write the advice here, to one reader. `docs/authoring.md` shows every mark.

- [ ] Begin with a verb
"""


def new_module(root: Path, module: str, chapter: str, today: dt.date) -> Path:
    """Write `content/modules/<chapter>/<module>.md` as a draft; gives its path.

    Raises UsageError where an id is none or the outline has no such chapter, RefusedError where a module of this id
    exists.
    """
    for name in (module, chapter):
        if not ID.fullmatch(name):
            raise UsageError(f"'{name}' is not a valid id; write lower-case letters, digits and hyphens")
    folder = root / "content" / "modules"
    existing = next(folder.rglob(f"{module}.md"), None)
    if existing is not None:
        raise RefusedError(f"module '{module}' exists already: {existing.relative_to(root)}")
    file = folder / chapter / f"{module}.md"
    if not file.parent.is_dir():
        _refuse_unknown(root, chapter, folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    title = module.replace("-", " ").capitalize()
    with file.open("x", encoding="utf-8") as stream:
        stream.write(TEMPLATE.format(title=title, today=today))
    return file


def _refuse_unknown(root: Path, chapter: str, folder: Path) -> None:
    """Stop where neither the outline nor a folder has the chapter's name: it is a slip."""
    project, _, _ = load_project(root, drafts=True)
    if project is None:  # while the project cannot be read, any chapter may be meant
        return
    known = [one.id for _, one in project.outline.chapters()]
    if chapter not in known:
        folders = sorted(one.name for one in folder.glob("*/"))
        hint = nearest(chapter, [*known, *folders]) or f"known: {', '.join(known)}"
        raise UsageError(f"content/outline.yaml has no chapter '{chapter}'; {hint}")
