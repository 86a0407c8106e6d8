"""Reading a folder of what people handed in: answers files and filled-in tables, each person once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.errors import ProjectError, UsageError
from generator.load.answers_file import ENDINGS, is_answers_file, label_of
from generator.load.answers_people import Asked, read_person
from generator.load.claims import Claim, settle
from generator.load.roster import read_roster
from generator.model.profile import Applicant
from generator.model.roster import ReadRoster, RosterRow

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".yaml", ".yml", ".json", ".txt")
LOOKED_AT = 1 << 16
"""Bytes of a text file that are looked at to tell what it is."""

NOT_PEOPLES = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What systems and spreadsheet programs put into a folder by themselves."""

_ANSWERS = re.compile(rb'^[\s{]*"?(version|answers)"?\s*:', re.MULTILINE)
_PEOPLE = re.compile(rb"^applicants\s*:", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
KINDS = f"take files called NAME{ENDINGS[0]}, or CSV, XLSX and YAML tables, and put others elsewhere"


@dataclass(slots=True)
class Inbox:
    """Everybody of a folder by id; what is wrong by a key (an id, or a file's or row's own), and whose id each key is.

    `rosters` are its tables.
    """

    applicants: dict[str, Applicant] = field(default_factory=dict)
    wrong: dict[str, list[Diagnostic]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    rosters: list[ReadRoster] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    def fail(self, key: str, found: list[Diagnostic], owner: str | None = None) -> str:
        """Note what is wrong under a key, or one like it where it is taken; gives the key."""
        free = next(one for one in (key, *(f"{key}-{number}" for number in range(2, 1 << 20))) if one not in self.wrong)
        self.wrong[free], self.owners[free] = found, owner or free
        return free


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that people put there, by name.

    Raises UsageError where it cannot be read.
    """
    try:
        names = sorted(one.name for one in folder.iterdir())
    except OSError as error:
        raise UsageError(f"the folder {folder} cannot be read: {error.strerror}") from None
    return [folder / name for name in names if not NOT_PEOPLES.fullmatch(name)]


def read_inbox(folder: Path, asked: Asked, encoding: str | None, handbooks: Path) -> Inbox:
    """Everybody in the answers files and tables of a folder. A file that cannot be used costs only its people.

    Raises UsageError where the folder cannot be read.
    """
    inbox = Inbox()
    claims: list[Claim] = []
    keys: dict[Span, str] = {}
    for file in files_in(folder):
        diagnostics = Diagnostics()
        kind = _kind(file, diagnostics)
        if kind == "answers":
            claim = read_person(file, file.as_posix(), asked, diagnostics)
            if claim is None or diagnostics.has_errors:
                inbox.fail(label_of(file), list(diagnostics))
                continue
            claims.append(claim)
            keys[claim.place] = label_of(file)
        elif kind == "table":
            claims.extend(_read_table(file, asked, encoding, handbooks, inbox, keys))
        elif diagnostics.has_errors:
            inbox.fail(f"file-{len(inbox.wrong) + 1}", list(diagnostics))
            continue
        inbox.warnings.extend(diagnostics)
    settled = settle(claims)
    inbox.applicants = {name: one.applicant for name, one in settled.claims.items()}
    inbox.warnings += settled.warnings
    names = {one.place: one.applicant.id for one in claims}
    wrong = {place: inbox.fail(keys[place], found, names[place]) for place, found in settled.wrong.items()}
    for read in inbox.rosters:
        for name, applicant in read.roster.applicants.items():
            if applicant.span in wrong:
                read.rows[wrong[applicant.span]] = read.roster.rows[name]
            elif settled.claims[name].place == applicant.span:
                read.rows[name] = read.roster.rows[name]
    return inbox


def _read_table(
    file: Path, asked: Asked, encoding: str | None, handbooks: Path, inbox: Inbox, keys: dict[Span, str]
) -> Iterator[Claim]:
    """The people of one table, each of whom others may claim to be; what is wrong with it goes into the inbox."""
    try:
        is_csv = file.suffix.casefold() in (".csv", ".tsv")
        roster = read_roster(file, asked.project, asked.secret, encoding if is_csv else None, handbooks)
    except ProjectError as error:
        inbox.fail(label_of(file), list(error.diagnostics))
        return
    inbox.warnings.extend(roster.warnings)
    rows: dict[str, RosterRow] = {}
    for name, failed in roster.failed.items():
        key = name if failed.identity == name else f"{label_of(file)}-{name}"
        rows[inbox.fail(key, failed.found, failed.identity)] = failed.row
    for name, applicant in roster.applicants.items():
        keys[applicant.span] = f"{label_of(file)}-{roster.rows[name].label}"
        yield Claim(applicant, roster.times.get(name, ""))
    inbox.rosters.append(ReadRoster(roster, rows))


def _kind(file: Path, diagnostics: Diagnostics) -> str | None:
    """What a file is: "answers", "table", or None with a word about it."""
    name = "".join(letter if letter.isprintable() else "\ufffd" for letter in file.as_posix())
    place = Span(name)
    if name != file.as_posix():
        diagnostics.error("bad-name", "the name of this file has signs that cannot be shown", place, "rename it")
        return None
    if file.is_symlink() or not file.is_file():
        what = "a link" if file.is_symlink() else "not a file"
        diagnostics.warning("not-taken", f"this is {what}; nothing in it is taken", place, KINDS)
        return None
    suffix = file.suffix.casefold()
    if suffix in TABLES:
        return "table"
    if is_answers_file(file):
        return "answers"
    found = _kind_of_text(file) if suffix in TEXTS else None
    if found is None:
        diagnostics.warning("not-taken", "this is neither an answers file nor a table of people", place, KINDS)
    return found


def _kind_of_text(file: Path) -> str | None:
    """A text may be a block that was copied from the form, or a download that a browser gave another name."""
    try:
        with file.open("rb") as stream:
            beginning = stream.read(LOOKED_AT)
    except OSError:
        return "answers"  # reading it says what is wrong
    if _PEOPLE.search(beginning):
        return "table"
    return "answers" if _ANSWERS.search(beginning) or beginning.startswith(_UTF16) else None
