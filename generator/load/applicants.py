"""Reading applicants: private people, one file each in `profiles/applicants/`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from pydantic import Field

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.load.answers import read_answers
from generator.load.answers_file import check_person
from generator.load.conditions import ConditionReader
from generator.load.done import mark_spans, read_lists, read_ticks
from generator.load.mailboxes import ADVICE, Holder, sharing_message, wrongly_shared
from generator.load.person import id_problem
from generator.load.schema import build
from generator.load.source import project_path, read_source
from generator.load.yaml import read_yaml
from generator.logic.subject import Subjects
from generator.model.located import Entry, Map
from generator.model.profile import Applicant
from generator.model.project import Project


class _ApplicantFile(Entry):
    id: str | None = None
    name: str
    email: str
    fictional: bool = False
    shared_mailbox: bool = False
    answers: dict[str, object]
    ticks: dict[str, object] = Field(default_factory=dict)
    lists: dict[str, object] = Field(default_factory=dict)


def read_applicants(
    root: Path, project: Project, subjects: Subjects, lost: AbstractSet[tuple[str, str]] = frozenset()
) -> tuple[dict[str, Applicant], dict[str, list[Diagnostic]]]:
    """Every applicant of `profiles/applicants/` by id, and for each wrong file its diagnostics.

    Of people who have one address without saying that they share it, everybody is wrong. `lost` is what could not be
    read of the project, so that nobody is blamed for it.
    """
    applicants: dict[str, Applicant] = {}
    wrong: dict[str, list[Diagnostic]] = {}
    for file in sorted((root / "profiles" / "applicants").glob("*.y*ml")):
        if file.name.startswith("."):
            continue
        diagnostics = Diagnostics(lost=set(lost))
        applicant = _read_applicant(root, file, project, subjects, diagnostics)
        if applicant is None or diagnostics.has_errors:
            wrong[file.stem] = list(diagnostics)
        else:
            applicants[applicant.id] = applicant
    doubtful = people_with_one_address(applicants.values())
    for name, one in list(applicants.items()):
        if one.span.path in doubtful:
            wrong[name] = doubtful[one.span.path]
            del applicants[name]
    return applicants, wrong


def people_with_one_address(applicants: Iterable[Applicant]) -> dict[str, list[Diagnostic]]:
    """What to tell of each applicant whose address is also another's, without the consent of all of them.

    It is found by the path of the applicant's file.
    """
    holders = [Holder(one.span.path, one.email, (one.id, one.name), one.shared_mailbox) for one in applicants]
    return {
        holder.place: [Diagnostic("error", "two-people", sharing_message(holder, group), Span(holder.place), ADVICE)]
        for group in wrongly_shared(holders)
        for holder in group
    }


def _read_applicant(
    root: Path, file: Path, project: Project, subjects: Subjects, diagnostics: Diagnostics
) -> Applicant | None:
    place = Span(project_path(root, file))
    if file.suffix != ".yaml":
        diagnostics.error("bad-id", "an applicant's file ends with .yaml", place, f"name it {file.stem}.yaml")
        return None
    if (owner := project.owner_of(file.stem)) is not None:
        diagnostics.error("bad-id", f"'{file.stem}' is the id of {owner}", place, "give the file another name")
    if id_problem(file.stem) is not None:
        advice = "name the file with lower-case letters, digits and hyphens"
        diagnostics.error("bad-id", "the file's name is not a valid applicant id", place, advice)
    source = read_source(root, file, diagnostics)
    raw = None if source is None else read_yaml(source, place.path, diagnostics)
    if raw is None:
        return None
    read = build(_ApplicantFile, raw, ConditionReader(dict(subjects), diagnostics), diagnostics)
    answers = read_answers(raw.get("answers"), project.facets, diagnostics)
    ticks, lists = read_ticks(raw, project, diagnostics), read_lists(raw, project, diagnostics)
    check_person(raw, project, diagnostics)
    if isinstance(raw.get("id"), str) and raw["id"] != file.stem:
        diagnostics.error("bad-id", "'id' differs from the file's name", raw.spans["id"], "leave it out")
    if read is None:
        return None
    return Applicant(
        id=file.stem,
        name=read.name,
        email=read.email,
        fictional=read.fictional,
        shared_mailbox=read.shared_mailbox,
        answers=answers,
        ticks=ticks,
        lists=lists,
        span=place,
        spans={**(raw["answers"].spans if isinstance(raw.get("answers"), Map) else {}), **mark_spans(raw)},
    )
