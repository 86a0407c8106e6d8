"""Reading the people of answers files: each file one person, with the id that a roster would give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.load.answers_file import AnswersFile, label_of, read_answers_file
from generator.load.claims import Claim, settle
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
    claims: list[Claim] = []
    labels: dict[Span, str] = {}
    wrong: dict[str, list[Diagnostic]] = {}
    warnings: list[Diagnostic] = []
    for path, file in files.items():
        diagnostics = Diagnostics()
        claim = read_person(file, path, asked, diagnostics)
        if claim is None or diagnostics.has_errors:
            wrong[label_of(file)] = list(diagnostics)
        else:
            warnings.extend(diagnostics)
            claims.append(claim)
            labels[claim.place] = label_of(file)
    settled = settle(claims)
    wrong |= {labels[place]: found for place, found in settled.wrong.items()}
    return {name: one.applicant for name, one in settled.claims.items()}, wrong, [*warnings, *settled.warnings]


def read_person(file: Path, path: str, asked: Asked, diagnostics: Diagnostics) -> Claim | None:
    """The person of one answers file; None (and diagnostics) where there is none. `path` is how messages name it."""
    read = read_answers_file(file, path, asked.project, asked.subjects, diagnostics)
    applicant = None if read is None else _applicant(read, asked, diagnostics)
    return None if read is None or applicant is None else Claim(applicant, read.answered)


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
