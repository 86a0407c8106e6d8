"""An answers file, `*.answers.yaml`: what a reader answered, ticked and chose, as site, form and office hand it on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.load.answers import read_answers
from generator.load.conditions import ConditionReader
from generator.load.days import DateStyle, read_moment
from generator.load.done import mark_spans, read_lists, read_ticks
from generator.load.person import (
    DOMAIN_ADVICE,
    address_problem,
    domain_problem,
    domain_severity,
    name_problem,
)
from generator.load.schema import build
from generator.load.source import read_text
from generator.load.yaml import read_yaml
from generator.logic.subject import Subjects
from generator.model.located import Entry, Map
from generator.model.profile import Profile
from generator.model.project import Project

ENDINGS = (".answers.yaml", ".answers.yml", ".answers.json")
VERSION = "1"
_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


class _AnswersFile(Entry):
    version: Literal["1"]
    answered: str | None = None
    name: str | None = None
    email: str | None = None
    shared_mailbox: bool = False
    answers: dict[str, object]
    ticks: dict[str, object] = Field(default_factory=dict)
    lists: dict[str, object] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersFile:
    """What an answers file holds: a reader, and who they are where it says so.

    `answered` is when, as text that sorts by time; empty where the file does not say it.
    """

    profile: Profile
    name: str | None
    email: str | None
    shared_mailbox: bool
    answered: str
    spans: Mapping[str, Span]


def is_answers_file(file: Path) -> bool:
    """Whether a file is called as answers files are."""
    return file.name.casefold().endswith(ENDINGS)


def label_of(file: Path) -> str:
    """What a reader is called who has no id: the file's name without its ending."""
    name = file.name
    ending = next((one for one in ENDINGS if name.casefold().endswith(one)), file.suffix)
    return name.removesuffix(name[len(name) - len(ending) :]) if ending else name


def read_answers_file(
    file: Path, path: str, project: Project, subjects: Subjects, diagnostics: Diagnostics
) -> AnswersFile | None:
    """The reader of one file; None (and diagnostics) where it is not an answers file.

    Answers, ticks and lists that do not fit are reported and left out. `path` is how diagnostics name the file.
    """
    source = read_text(file, path, diagnostics)
    raw = None if source is None else read_yaml(_as_yaml(source), path, diagnostics)
    if raw is None or _lies_bare(raw, project, diagnostics):
        return None
    read = build(_AnswersFile, raw, ConditionReader(dict(subjects), diagnostics), diagnostics)
    given = raw.get("answers")
    answers = read_answers(given, project.facets, diagnostics)
    ticks, lists = read_ticks(raw, project, diagnostics), read_lists(raw, project, diagnostics)
    check_person(raw, project, diagnostics)
    answered = _moment(raw, diagnostics)
    if read is None:
        return None
    return AnswersFile(
        profile=Profile(
            id=label_of(file),
            answers=answers,
            ticks=ticks,
            lists=lists,
            span=Span(path),
            spans={**(given.spans if isinstance(given, Map) else {}), **mark_spans(raw)},
        ),
        name=read.name,
        email=read.email,
        shared_mailbox=read.shared_mailbox,
        answered=answered,
        spans=raw.spans,
    )


def _lies_bare(raw: Map, project: Project, diagnostics: Diagnostics) -> bool:
    """Report answers that are not below `answers`, as in a file written by hand."""
    bare = next((name for name in raw if name in project.facets), None)
    if bare is None or "answers" in raw:
        return False
    advice = "write 'version: 1', then 'answers:', and the answers indented below it"
    diagnostics.error("bad-answers-file", f"'{bare}' is not below 'answers'", raw.key_spans[bare], advice)
    return True


def _moment(raw: Map, diagnostics: Diagnostics) -> str:
    """When the file was answered: of two files of one person the newer counts."""
    words = raw.get("answered")
    if not isinstance(words, str):
        return ""
    moment = read_moment(words, DateStyle())
    if not moment:
        advice = "write day and time, such as 2027-06-30 14:05, or leave it out"
        diagnostics.error("bad-value", "'answered' is not a time", raw.spans["answered"], advice)
    return moment


def check_person(raw: Map, project: Project, diagnostics: Diagnostics) -> None:
    """What a schema cannot say of a person's name and address, in a file that has them."""
    name, email = raw.get("name"), raw.get("email")
    wrong = name_problem(name) if isinstance(name, str) else None
    if wrong is not None:
        diagnostics.error("bad-person", wrong, raw.spans["name"])
    if not isinstance(email, str):
        return
    wrong = address_problem(email)
    if wrong is not None:
        diagnostics.error("bad-person", wrong, raw.spans["email"])
        return
    slip = domain_problem(email, project)
    if slip is not None:
        severity = domain_severity(project)
        diagnostics.extend([Diagnostic(severity, "likely-typo", slip, raw.spans["email"], DOMAIN_ADVICE)])


def _as_yaml(source: str) -> str:
    """JSON is YAML but for characters beyond U+FFFF that are written as two escapes."""
    if not source.lstrip().startswith("{"):
        return source
    return _SURROGATES.sub(lambda match: match.group(1) + _character(match.group(2), match.group(3)), source)


def _character(high: str, low: str) -> str:
    return (bytes.fromhex(high) + bytes.fromhex(low)).decode("utf-16-be")
