"""Reading one row of a roster: whose it is, and what they answered."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.load.answers import BadAnswer, shown
from generator.load.cells import CellReader, folded, not_a_value
from generator.load.days import DateStyle, read_moment
from generator.load.options import BadTick, OptionReader
from generator.load.person import (
    DOMAIN_ADVICE,
    address_problem,
    domain_problem,
    domain_severity,
    id_problem,
    name_problem,
)
from generator.model.mailbox import comparable
from generator.model.pass_phrase import WEAK_ADVICE, weakness
from generator.model.profile import Answer, Applicant
from generator.model.project import Project
from generator.model.roster import FORMULA_STARTS, RosterRow, RosterTable

ID_LENGTH = 10
_MADE = "p-"
_YES, _NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row, read. `applicant` is None where it is wrong, `identity` None where nobody can say whose it is.

    `name` is folded; `answered` is when, as text that sorts.
    """

    row: RosterRow
    identity: str | None
    name: str = ""
    email: str = ""
    consents: bool = False
    answered: str = ""
    applicant: Applicant | None = None
    found: list[Diagnostic] = field(default_factory=list)


class CellPlaces(Mapping[str, Span]):
    """Where each answer of a row is: made when somebody asks, since there are as many as a long table has cells."""

    __slots__ = ("columns", "row")

    def __init__(self, row: Span, columns: Mapping[str, int]) -> None:
        self.row, self.columns = row, columns

    def __getitem__(self, name: str) -> Span:
        return Span(self.row.path, self.row.line, self.columns[name] + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table. `columns` are the indexes of fields and facets, `readers` those of facets."""

    project: Project
    table: RosterTable
    columns: Mapping[str, int]
    readers: Mapping[str, CellReader | OptionReader]
    times: DateStyle
    secret: bytes

    def read(self, row: RosterRow) -> ReadRow:
        """Everything one row says, and everything wrong with it."""
        diagnostics = Diagnostics()
        if row.problem is not None:
            diagnostics.error("bad-row", row.problem, self.at(row))
            return ReadRow(row, None, found=list(diagnostics))
        name, email = self.person(row, diagnostics)
        consents = self.consents(row, diagnostics)
        identity = self.identity(row, email, name if consents else "", diagnostics)
        answers = self.answers(row, diagnostics)
        pass_phrase = self.pass_phrase(row, name, email, diagnostics)
        applicant = None
        if identity is not None and not diagnostics.has_errors:
            applicant = Applicant(
                id=identity,
                name=name,
                email=email,
                answers=answers,
                shared_mailbox=consents,
                pass_phrase=pass_phrase,
                span=self.at(row),
                spans=CellPlaces(self.at(row), self.columns),
            )
        answered = read_moment(self.cell(row, "answered"), self.times)
        return ReadRow(row, identity, folded(name), email, consents, answered, applicant, list(diagnostics))

    def cell(self, row: RosterRow, name: str) -> str:
        """A cell's text; the apostrophe that keeps spreadsheets from running it is taken off again."""
        index = self.columns.get(name)
        cell = "" if index is None else row.cells[index]
        return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell

    def place(self, row: RosterRow, name: str) -> Span:
        """Where a row's cell for a field or facet is."""
        return self.at(row, self.columns.get(name, 0))

    def at(self, row: RosterRow, index: int = 0) -> Span:
        """Where a row's cell is: in the roster, or in the list in which the row was corrected."""
        place = row.at or Span(self.table.path, row.number)
        return Span(place.path, place.line, index + 1)

    def header(self, name: str) -> str:
        """What heads a field's column, as messages name it."""
        index = self.columns.get(name)
        return name if index is None else shown(self.table.headers[index])

    def person(self, row: RosterRow, diagnostics: Diagnostics) -> tuple[str, str]:
        """A row's name and address."""
        parts = [self.cell(row, part) for part in ("first_name", "last_name")]
        name = unicodedata.normalize("NFC", self.cell(row, "name") or " ".join(part for part in parts if part))
        email = self.cell(row, "email")
        column = "name" if "name" in self.columns else "first_name"
        for field_name, words, problem in (
            (column, name, name_problem(name)),
            ("email", email, address_problem(email)),
        ):
            wrong = not_a_value(words) or problem
            if wrong is not None:
                message = f"column '{self.header(field_name)}': {wrong}"
                diagnostics.error("bad-person", message, self.place(row, field_name))
        slip = None if address_problem(email) else domain_problem(email, self.project)
        if slip is not None:
            severity, place = domain_severity(self.project), self.place(row, "email")
            message = f"column '{self.header('email')}': {slip}"
            diagnostics.extend([Diagnostic(severity, "likely-typo", message, place, DOMAIN_ADVICE)])
        return name, email

    def pass_phrase(self, row: RosterRow, name: str, email: str, diagnostics: Diagnostics) -> str | None:
        """What protects a person's handbook, where their row says it."""
        pass_phrase = self.cell(row, "pass_phrase")
        weak = weakness(pass_phrase, name, email) if pass_phrase else None
        if weak is not None:
            message = f"column '{self.header('pass_phrase')}': {weak}"
            diagnostics.error("weak-pass-phrase", message, self.place(row, "pass_phrase"), WEAK_ADVICE)
        return pass_phrase or None

    def consents(self, row: RosterRow, diagnostics: Diagnostics) -> bool:
        """Whether a person says that they share their mailbox."""
        given = self.cell(row, "shared_mailbox").strip().casefold()
        if given not in _YES + _NO:
            message = f"column '{self.header('shared_mailbox')}': '{shown(given)}' is neither yes nor no"
            diagnostics.error("bad-person", message, self.place(row, "shared_mailbox"))
        return given in _YES

    def identity(self, row: RosterRow, email: str, name: str, diagnostics: Diagnostics) -> str | None:
        """A row's own id, or the one made from the address (and the name, where several have the address)."""
        own = self.cell(row, "id")
        if not own:
            return None if address_problem(email) else made_id(email, self.secret, name)
        problem = id_problem(own)
        if problem is None and (owner := self.project.owner_of(own)) is not None:
            problem = f"'{own}' is the id of {owner}"
        if problem is not None:
            diagnostics.error("bad-id", f"column '{self.header('id')}': {problem}", self.place(row, "id"))
            return None
        return own

    def answers(self, row: RosterRow, diagnostics: Diagnostics) -> dict[str, Answer]:
        """A row's answers; each that is not one is reported at its cell."""
        answers: dict[str, Answer] = {}
        for name, reader in self.readers.items():
            try:
                if isinstance(reader, OptionReader):
                    answer = reader.read({index: row.cells[index] for index in reader.values})
                else:
                    cell = self.cell(row, name)
                    answer = reader.read(cell) if cell else None
            except BadAnswer as bad:
                self.report(row, name, bad, diagnostics)
                continue
            if answer is not None:
                answers[name] = answer
        return answers

    def report(self, row: RosterRow, name: str, bad: BadAnswer, diagnostics: Diagnostics) -> None:
        """One cell that is not an answer."""
        index = bad.index if isinstance(bad, BadTick) else self.columns[name]
        message = f"column '{shown(self.table.headers[index])}': {bad}"
        diagnostics.error("bad-answer", message, self.at(row, index), bad.suggestion)


def is_made(identity: str) -> bool:
    """Whether an id looks like one made from an address."""
    return len(identity) == len(_MADE) + ID_LENGTH and identity.startswith(_MADE)


def made_id(email: str, secret: bytes, name: str = "") -> str:
    """The id of a person without an own one: the same for the same address, and without the secret no hint at it.

    `name` tells people apart who share a mailbox; it is empty for everybody else.
    """
    person = f"{comparable(email)}\n{folded(name)}" if name else comparable(email)
    digest = hmac.new(secret, person.encode(), hashlib.sha256).digest()
    return f"{_MADE}{base64.b32encode(digest).decode().lower()[:ID_LENGTH]}"
