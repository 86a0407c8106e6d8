"""Reading a roster: every row on its own, the good ones kept, the wrong ones named with row and column."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.errors import ProjectError
from generator.load import csv_table, xlsx_table
from generator.load.cells import BadCell, read_cell, read_moment, shown
from generator.load.columns import HeaderNames, find_columns, folded, header_names
from generator.load.person import address_problem, id_problem, name_problem
from generator.load.yaml_table import read_yaml_table
from generator.model.profile import Answer, Applicant
from generator.model.project import Project
from generator.model.roster import FORMULA_STARTS, Roster, Row, Table
from generator.model.settings import DateOrder

ID_LENGTH = 10
_MADE = "p-"


def read_roster(file: Path, project: Project, secret: bytes, encoding: str | None = None) -> Roster:
    """Everybody a roster names, by id.

    An id is the row's own where it has one, else made of the mail address and `secret`, so that it stays the same
    over later rosters and tells nothing. Of rows of the same person the newest holds.

    Raises ProjectError where the file as a whole cannot be read.
    """
    diagnostics = Diagnostics()
    names = header_names(project)
    table = _read_table(file, project, names, encoding, diagnostics)
    columns = None if table is None else find_columns(table, project, names, diagnostics)
    if table is None or columns is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    settings = project.settings.roster
    own = {
        facet: {folded(words): value for words, value in answers.items()}
        for facet, answers in (settings.answers if settings else {}).items()
    }
    dates: DateOrder = settings.dates if settings else "year-month-day"
    reader = _RowReader(project, table, columns, own, dates, secret)
    times = None if "answered" not in columns else reader.header("answered")
    return _Sorter(table, times, list(diagnostics)).roster([reader.read(row) for row in table.rows])


def _read_table(
    file: Path, project: Project, names: HeaderNames, encoding: str | None, diagnostics: Diagnostics
) -> Table | None:
    path = file.as_posix()
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= max(csv_table.MOST_BYTES, xlsx_table.MOST_BYTES) else None
    except OSError as error:
        diagnostics.error("unreadable-file", f"the roster cannot be read: {error.strerror}", Span(path))
        return None
    if data is None:
        diagnostics.error("file-too-large", f"the roster has {size} bytes", Span(path))
        return None
    settings = project.settings.roster
    if data.startswith(xlsx_table.SIGNATURE):
        return xlsx_table.read_xlsx(path, data, settings.sheet if settings else None, diagnostics)
    if data.startswith(xlsx_table.OLD_SIGNATURE):
        diagnostics.error(
            "bad-workbook", "this is an old or a protected workbook", Span(path), "save it as .xlsx without a password"
        )
        return None
    if file.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods"):
        diagnostics.error(
            "bad-workbook", "this is not an XLSX file", Span(path), "save it again as .xlsx, or as CSV UTF-8"
        )
        return None
    if file.suffix.casefold() in (".yaml", ".yml"):
        return read_yaml_table(path, data, diagnostics)
    return csv_table.read_csv(path, data, encoding, names.count, diagnostics)


@dataclass(frozen=True, slots=True)
class _Read:
    """One row, read. `applicant` is None where it is wrong, `identity` None where nobody can say whose it is."""

    row: Row
    identity: str | None
    name: str
    answered: str
    applicant: Applicant | None
    found: list[Diagnostic]


@dataclass(frozen=True, slots=True)
class _RowReader:
    project: Project
    table: Table
    columns: Mapping[str, int]
    own: Mapping[str, Mapping[str, str | None]]
    dates: DateOrder
    secret: bytes

    def read(self, row: Row) -> _Read:
        diagnostics = Diagnostics()
        if row.problem is not None:
            diagnostics.error("bad-row", row.problem, Span(self.table.path, row.number))
            return _Read(row, None, "", "", None, list(diagnostics))
        name, email = self.person(row, diagnostics)
        identity = self.identity(row, email, diagnostics)
        answers = self.answers(row, diagnostics)
        applicant = None
        if identity is not None and not diagnostics.has_errors:
            applicant = Applicant(
                id=identity,
                name=name,
                email=email,
                answers=answers,
                pass_phrase=self.cell(row, "pass_phrase") or None,
                span=Span(self.table.path, row.number),
                spans={facet: self.place(row, facet) for facet in answers},
            )
        answered = read_moment(self.cell(row, "answered"), self.dates)
        return _Read(row, identity, folded(name), answered, applicant, list(diagnostics))

    def cell(self, row: Row, field_name: str) -> str:
        """A cell's text; the apostrophe that keeps spreadsheets from running it is taken off again."""
        index = self.columns.get(field_name)
        cell = "" if index is None else row.cells[index]
        return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell

    def place(self, row: Row, field_name: str) -> Span:
        return Span(self.table.path, row.number, self.columns.get(field_name, 0) + 1)

    def person(self, row: Row, diagnostics: Diagnostics) -> tuple[str, str]:
        parts = [self.cell(row, part) for part in ("first_name", "last_name")]
        name = unicodedata.normalize("NFC", self.cell(row, "name") or " ".join(part for part in parts if part))
        email = self.cell(row, "email")
        column = "name" if "name" in self.columns else "first_name"
        formula = "the cell holds a formula, not its result"
        for field_name, words, problem in (
            (column, name, name_problem(name)),
            ("email", email, address_problem(email)),
        ):
            if words.startswith("=") or problem is not None:
                wrong = formula if words.startswith("=") else problem
                message = f"column '{self.header(field_name)}': {wrong}"
                diagnostics.error("bad-person", message, self.place(row, field_name))
        return name, email

    def identity(self, row: Row, email: str, diagnostics: Diagnostics) -> str | None:
        own = self.cell(row, "id")
        if not own:
            return None if address_problem(email) else made_id(email, self.secret)
        problem = id_problem(own)
        if problem is None and own in self.project.personas:
            problem = f"'{own}' is the id of a persona"
        if problem is not None:
            diagnostics.error("bad-id", f"column '{self.header('id')}': {problem}", self.place(row, "id"))
            return None
        return own

    def answers(self, row: Row, diagnostics: Diagnostics) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for name, facet in self.project.facets.items():
            cell = self.cell(row, name)
            if not cell:
                continue
            try:
                if cell.startswith("="):
                    raise BadCell("the cell holds a formula, not its result")
                answer = read_cell(cell, facet, self.own.get(name, {}), self.dates)
            except BadCell as bad:
                message = f"column '{self.header(name)}': {bad}"
                diagnostics.error("bad-answer", message, self.place(row, name), bad.suggestion)
                continue
            if answer is not None:
                answers[name] = answer
        return answers

    def header(self, field_name: str) -> str:
        index = self.columns.get(field_name)
        return field_name if index is None else shown(self.table.headers[index])


@dataclass(slots=True)
class _Sorter:
    """Compares the rows of each person: the newest counts, the others are named. `times` is what heads their times."""

    table: Table
    times: str | None
    warnings: list[Diagnostic]
    applicants: dict[str, Applicant] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    failed: dict[str, tuple[Row, list[Diagnostic]]] = field(default_factory=dict)

    def roster(self, read: list[_Read]) -> Roster:
        headers = tuple(map(folded, self.table.headers))
        groups: dict[str, list[_Read]] = {}
        for one in read:
            if tuple(map(folded, one.row.cells)) == headers:
                self.warn("repeated-header", "the header is repeated here; the row is left out", one.row)
            else:
                groups.setdefault(one.identity or one.row.label, []).append(one)
        for name, several in groups.items():
            self.sort(name, several)
        return Roster(
            table=self.table,
            applicants=dict(sorted(self.applicants.items())),
            rows=self.rows,
            failed=dict(sorted(self.failed.items(), key=lambda item: item[1][0].number)),
            warnings=tuple(self.warnings),
        )

    def sort(self, name: str, several: list[_Read]) -> None:
        dated = all(one.answered for one in several)
        *older, newest = sorted(several, key=lambda one: (one.answered if dated else "", one.row.number))
        for one in older:
            if one.name == newest.name:
                message = f"row {newest.row.number} is a newer answer of the same person, so this row is not used"
                if self.times is not None and not dated:
                    message += (
                        f"; the later row is taken as the newer, since column '{self.times}' does not give every time"
                    )
                self.warn("older-answer", message, one.row)
            else:
                place = Span(self.table.path, one.row.number)
                message = f"row {newest.row.number} has the same address or id, but another name"
                advice = "give each person an id of their own in a column 'id'"
                self.failed[one.row.label] = (one.row, [Diagnostic("error", "two-people", message, place, advice)])
        if newest.applicant is None:
            self.failed[name] = (newest.row, newest.found)
        else:
            self.applicants[name] = newest.applicant
            self.rows[name] = newest.row

    def warn(self, code: str, message: str, row: Row) -> None:
        self.warnings.append(Diagnostic("warning", code, message, Span(self.table.path, row.number)))


def is_made(identity: str) -> bool:
    """Whether an id looks like one made from an address."""
    return len(identity) == len(_MADE) + ID_LENGTH and identity.startswith(_MADE)


def made_id(email: str, secret: bytes) -> str:
    """The id of a person without an own one: the same for the same address, and without the secret no hint at it."""
    digest = hmac.new(secret, email.casefold().encode(), hashlib.sha256).digest()
    return f"{_MADE}{base64.b32encode(digest).decode().lower()[:ID_LENGTH]}"
