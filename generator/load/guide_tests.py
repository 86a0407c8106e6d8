"""Reading the guide tests of a project: `tests/guides/*.yaml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.diagnostics import Diagnostics, Span, nearest, nearest_or_all
from generator.load.answers import read_answers
from generator.load.answers_file import is_answers_file, read_answers_file
from generator.load.conditions import ConditionReader
from generator.load.schema import build
from generator.load.source import project_path, read_source
from generator.load.yaml import read_yaml
from generator.logic.comparison import PATH
from generator.logic.path_field import known_field, known_step
from generator.logic.subject import Subjects
from generator.model.dates import parse_day
from generator.model.located import Date, Entry, Map
from generator.model.profile import Profile
from generator.model.project import Project

FOLDER = Path("tests") / "guides"


Words = Annotated[str, Field(pattern=r"\w")]
"""A text without a letter or a digit says nothing that could be missed."""

Most = Annotated[int, Field(ge=1)]


class ExpectedPath(Entry):
    """What the path of a reader must be: verdicts exactly, days and numbers `within` so many.

    `days` are fields of steps (`certificate.finish`, `certificate.best.finish`), `todo` steps still before the reader,
    `without` steps that they do not have.
    """

    verdicts: dict[str, str] = Field(default_factory=dict)
    days: dict[str, str] = Field(default_factory=dict)
    within: Annotated[int, Field(ge=0, le=60)] = 0
    todo: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class _File(Entry):
    profile: str | None = None
    answers: dict[str, object] | None = None
    answers_file: str | None = None
    as_of: Date | None = None
    must_say: tuple[Words, ...] = ()
    must_not_say: tuple[Words, ...] = ()
    plan: dict[str, str] = Field(default_factory=dict)
    path: ExpectedPath | None = None
    modules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    most_words: Most | None = None
    most_pages: Most | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideTest:
    """What one reader's guide must and must not be."""

    name: str
    profile: str | Profile
    as_of: dt.date | None
    must_say: tuple[str, ...]
    must_not_say: tuple[str, ...]
    plan: Mapping[str, str]
    path: ExpectedPath | None
    modules: tuple[str, ...]
    absent: tuple[str, ...]
    most_words: int | None
    most_pages: int | None
    span: Span


def read_guide_tests(root: Path, project: Project, subjects: Subjects, diagnostics: Diagnostics) -> list[GuideTest]:
    """Every guide test in the order of file names; what does not fit is reported and left out."""
    tests: list[GuideTest] = []
    for file in sorted((root / FOLDER).rglob("*.y*ml")):
        if is_answers_file(file):
            continue  # a guide test may name it
        if file.parent != root / FOLDER or file.suffix != ".yaml":
            message, advice = "this guide test is not read", f"put it at {FOLDER.as_posix()}/{file.stem}.yaml"
            diagnostics.error("unread-file", message, Span(project_path(root, file)), advice)
            continue
        one = _read(root, file, project, subjects, diagnostics)
        if one is not None:
            tests.append(one)
    return tests


def _read(root: Path, file: Path, project: Project, subjects: Subjects, diagnostics: Diagnostics) -> GuideTest | None:
    place = Span(project_path(root, file))
    source = read_source(root, file, diagnostics)
    raw = None if source is None else read_yaml(source, place.path, diagnostics)
    read = None if raw is None else build(_File, raw, ConditionReader(dict(subjects), diagnostics), diagnostics)
    if raw is None or read is None:
        return None
    if [read.profile, read.answers, read.answers_file].count(None) != 2:
        message = "a guide test has one of these: 'profile', 'answers' or 'answers_file'"
        diagnostics.error("bad-guide-test", message, place)
        return None
    if read.as_of is not None and read.profile in project.examples:
        message = f"'{read.profile}' is an example, which has a day of its own"
        diagnostics.error("bad-guide-test", message, read.place("as_of"), "leave 'as_of' out")
    for key, known in (("modules", project.modules), ("absent", project.modules), ("plan", project.tables)):
        for name in getattr(read, key):
            if name not in known:
                kind = "plan value" if key == "plan" else "module"
                code = f"unknown-{kind.replace(' ', '-')}"
                diagnostics.error(code, f"there is no {kind} '{name}'", read.place(key), nearest(name, known))
    if read.path is not None:
        _check_path(read.path, project, diagnostics)
    profile: str | Profile | None = read.profile
    if read.answers_file is not None:
        profile = _named_file(root, read, project, subjects, diagnostics)
    elif profile is None:
        given = raw["answers"]
        answers = read_answers(given, project.facets, diagnostics)
        spans = given.spans if isinstance(given, Map) else {}
        profile = Profile(id=file.stem, answers=answers, span=place, spans=spans)
    if profile is None:
        return None
    return GuideTest(
        name=file.stem,
        profile=profile,
        as_of=read.as_of,
        must_say=read.must_say,
        must_not_say=read.must_not_say,
        plan=read.plan,
        path=read.path,
        modules=read.modules,
        absent=read.absent,
        most_words=read.most_words,
        most_pages=read.most_pages,
        span=place,
    )


def _check_path(path: ExpectedPath, project: Project, diagnostics: Diagnostics) -> None:
    """Report what a guide test expects of steps, fields and verdicts that are not there."""
    for key in ("todo", "without"):
        for number, name in enumerate(getattr(path, key)):
            known_step(name, project.steps, path.place(key, number), diagnostics)
    verdicts = {name: table for name, table in project.tables.items() if table.verdict}
    for name, value in path.verdicts.items():
        place = path.place("verdicts")
        if name not in verdicts:
            advice = nearest_or_all(name, verdicts)
            diagnostics.error("unknown-verdict", f"there is no verdict '{name}'", place, advice)
        elif value not in (known := [str(row.value) for row in verdicts[name].every_row]):
            message = f"the verdict '{name}' is never '{value}'"
            diagnostics.error("unknown-value", message, place, nearest_or_all(value, known))
    for name, value in path.days.items():
        field = known_field(PATH + name, project.steps, path.place("days"), diagnostics)
        try:
            if field is not None:
                assert parse_day(value) if field.is_day else int(value) is not None
        except ValueError:
            what = "a day, such as 2027-06-30" if field is not None and field.is_day else "a whole number"
            diagnostics.error("bad-value", f"'{name}' cannot be '{value}'", path.place("days"), f"write {what}")


def _named_file(
    root: Path, read: _File, project: Project, subjects: Subjects, diagnostics: Diagnostics
) -> Profile | None:
    """The reader of the answers file that a guide test names, by its path below the project."""
    assert read.answers_file is not None
    file = (root / read.answers_file).resolve()
    if not file.is_relative_to(root.resolve()) or not file.is_file():
        advice = f"write its path below the project, such as {FOLDER.as_posix()}/answers/ana.answers.yaml"
        message = f"there is no file '{read.answers_file}'"
        diagnostics.error("missing-file", message, read.place("answers_file"), advice)
        return None
    found = read_answers_file(file, project_path(root.resolve(), file), project, subjects, diagnostics)
    return None if found is None else found.profile
