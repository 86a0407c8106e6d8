"""`guidegen diff`: what differs between two readers' guides, and whose guides an edit changes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError, ProjectError, UsageError
from generator.explain.words import normal
from generator.load.applicants import read_applicants
from generator.logic.difference import difference
from generator.model.difference import Difference
from generator.model.guide import Passage
from generator.model.profile import Applicant, Persona
from generator.publish.revision import files_at
from generator.render.plain import PlainWords

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class SectionSentences:
    """The sentences of one changed section that only one of the two guides has."""

    chapter: str
    was: str | None
    becomes: str | None
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideDifference:
    """What differs between two guides, sections with their sentences."""

    difference: Difference
    sections: tuple[SectionSentences, ...]


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """How one reader's guide changes through an edit; `problem` where it cannot be built before or after."""

    profile: str
    difference: GuideDifference | None
    problem: str | None = None


def diff_readers(root: Path, first: str, second: str, today: dt.date) -> GuideDifference:
    """What differs between two readers' guides.

    Raises UsageError, ProjectError or ProfileError.
    """
    opened = open_project(root, today, Stopwatch())
    was, becomes = (opened.choose(opened.profile(name)).guide for name in (first, second))
    return _with_sentences(difference(was, becomes), opened.plain)


def diff_since(root: Path, revision: str, today: dt.date) -> list[ProfileChange]:
    """Whose guides changed since a revision of the project's repository, and how.

    The work tree is not touched. Applicants are those of the work tree, for both. Raises UsageError where there is no
    such revision, ProjectError where the project now is wrong.
    """
    now = open_project(root, today, Stopwatch())
    with tempfile.TemporaryDirectory(prefix="guidegen-diff-") as folder:
        old_root = Path(folder) / "project"
        _check_out(root, revision, old_root)
        try:
            before = open_project(old_root, today, Stopwatch())
        except ProjectError as error:
            raise UsageError(
                f"the project at {revision} has {len(error.diagnostics)} problems, so it cannot be compared; "
                f"the first: {error.diagnostics[0].span}: {error.diagnostics[0].message}"
            ) from None
        return list(_changes(before, now))


def _check_out(root: Path, revision: str, target: Path) -> None:
    for path, content in files_at(root, revision):
        file = target / path
        if not file.resolve().is_relative_to(target.resolve()):
            raise UsageError(f"{revision} holds '{path}', which leads out of the project")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    people = root / "profiles" / "applicants"
    shutil.rmtree(target / "profiles" / "applicants", ignore_errors=True)
    if people.is_dir():
        shutil.copytree(people, target / "profiles" / "applicants")


def _changes(before: Opened, now: Opened) -> Iterator[ProfileChange]:
    people, wrong = read_applicants(now.root, now.project, now.subjects)
    then, wrong_then = read_applicants(before.root, before.project, before.subjects)
    new: dict[str, Persona | Applicant] = {**now.project.personas, **people}
    old: dict[str, Persona | Applicant] = {**before.project.personas, **then}
    plain = now.plain
    for name, several in wrong.items():
        yield ProfileChange(name, None, f"{several[0].span}: {several[0].message}")
    for name, several in wrong_then.items():
        if name in new:
            yield ProfileChange(name, None, f"cannot be read with the questions of then: {several[0].message}")
    for name in dict.fromkeys(one for one in (*new, *old) if one not in {**wrong, **wrong_then}):
        if name not in old or name not in new:
            yield ProfileChange(name, None, "new since then" if name in new else "gone since then")
            continue
        try:
            was, becomes = before.choose(old[name]).guide, now.choose(new[name]).guide
        except ProfileError as error:
            yield ProfileChange(name, None, f"{error.diagnostics[0].span}: {error.diagnostics[0].message}")
            continue
        found = difference(was, becomes)
        if not found.is_empty:
            yield ProfileChange(name, _with_sentences(found, plain))


def _sentences(passage: Passage | None, plain: PlainWords, *, is_same: bool) -> list[str]:
    """What a reader sees of a section: its lead, its title, its sentences, and why that reader has it."""
    if passage is None:
        return []
    line = passage.line
    words = plain(passage.section.decision.body, passage.section.marks)
    about = (line.words("why"), line.words("reviewed")) if is_same else ()
    return [one for one in (line.lead or "", line.label, *_SENTENCE.split(words), *about) if one.strip()]


def _with_sentences(found: Difference, plain: PlainWords) -> GuideDifference:
    sections = []
    is_same = found.was == found.becomes
    for one in found.sections:
        was, becomes = (_sentences(passage, plain, is_same=is_same) for passage in (one.was, one.becomes))
        old, new = {normal(line) for line in was}, {normal(line) for line in becomes}
        sections.append(
            SectionSentences(
                chapter=one.chapter.id,
                was=one.was.section.id if one.was else None,
                becomes=one.becomes.section.id if one.becomes else None,
                gone=tuple(line for line in was if normal(line) not in new),
                new=tuple(line for line in becomes if normal(line) not in old),
            )
        )
    return GuideDifference(found, tuple(sections))
