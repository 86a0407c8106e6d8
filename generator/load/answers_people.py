"""Reading the people of answers files: each file one person, with the id that a roster would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.load.answers_file import AnswersFile, label_of, read_answers_file
from generator.load.applicants import people_with_one_address
from generator.load.person import address_problem, name_problem
from generator.load.rows import made_id
from generator.logic.subject import Subjects
from generator.model.profile import Applicant
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the people of some answers files besides what the files say.

    `name` and `email` are used where a file has none.
    """

    project: Project
    subjects: Subjects
    secret: bytes
    name: str | None = None
    email: str | None = None


def read_answers_people(
    files: Mapping[str, Path], asked: Asked
) -> tuple[dict[str, Applicant], dict[str, list[Diagnostic]], list[Diagnostic]]:
    """Every person by id, what is wrong with each file that cannot be used, and warnings.

    `files` are the answers files by what messages call them. What is wrong is found by the
    file's label.
    """
    found: list[tuple[str, Applicant]] = []
    wrong: dict[str, list[Diagnostic]] = {}
    warnings: list[Diagnostic] = []
    for path, file in files.items():
        diagnostics = Diagnostics()
        read = read_answers_file(file, path, asked.project, asked.subjects, diagnostics)
        applicant = None if read is None else _applicant(read, asked, diagnostics)
        if applicant is None or diagnostics.has_errors:
            wrong[label_of(file)] = list(diagnostics)
        else:
            warnings.extend(diagnostics)
            found.append((label_of(file), applicant))
    doubtful = people_with_one_address(one for _, one in found) | _same_person(one for _, one in found)
    wrong |= {label: doubtful[one.span.path] for label, one in found if one.span.path in doubtful}
    return {one.id: one for _, one in found if one.span.path not in doubtful}, wrong, warnings


def _same_person(applicants: Iterable[Applicant]) -> dict[str, list[Diagnostic]]:
    """What to tell of each file whose person has another one as well, by the file's path: nobody knows which counts."""
    owners: dict[tuple[str, str], list[Applicant]] = {}
    for one in applicants:
        owners.setdefault((one.id, one.name), []).append(one)
    return {
        one.span.path: [Diagnostic("error", "two-files", message, one.span, "name one of the two")]
        for several in owners.values()
        for one in several
        for other in several
        if other is not one
        for message in [f"'{other.span.path}' is of the same person"]
    }


def _applicant(read: AnswersFile, asked: Asked, diagnostics: Diagnostics) -> Applicant | None:
    """The person of a file; None (and a diagnostic) where nobody says who they are."""
    place = read.profile.span
    name, email = read.name or asked.name, read.email or asked.email
    for given, what, option, problem in (
        (name, "name", "--name", name_problem(name or "")),
        (email, "email", "--email", address_problem(email or "")),
    ):
        if given is None:
            diagnostics.error("missing-key", f"'{what}' is missing", place, f"write it in the file, or give {option}")
        elif problem is not None and what not in read.spans:
            diagnostics.error("bad-person", f"{option}: {problem}", Span("command line"))
    if name is None or email is None or diagnostics.has_errors:
        return None
    return Applicant(
        id=made_id(email, asked.secret, name if read.shared_mailbox else ""),
        name=name,
        email=email,
        shared_mailbox=read.shared_mailbox,
        answers=read.profile.answers,
        ticks=read.profile.ticks,
        lists=read.profile.lists,
        span=place,
        spans=read.profile.spans,
    )
