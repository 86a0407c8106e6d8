"""Rosters for tests: written to a file, read with the small project, and told as short lines."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from generator.errors import ProjectError
from generator.load.roster import read_roster
from generator.model.project import Project
from generator.model.roster import Roster
from tests.readers import small_world

SECRET = b"secret of the tests"
HEADER = "name,email,specialty,visa,status"


@dataclass(frozen=True, slots=True)
class Read:
    """What a roster came to: `wrong` holds one line for every finding, errors of the whole file too."""

    roster: Roster | None
    wrong: list[str]

    @property
    def people(self) -> dict[str, dict[str, object]]:
        """Everybody's answers by the name they gave."""
        assert self.roster is not None, self.wrong
        return {one.name: dict(one.answers) for one in self.roster.applicants.values()}

    @property
    def failed(self) -> list[int]:
        assert self.roster is not None, self.wrong
        return [failed.row.number for failed in self.roster.failed.values()]


def read(
    folder: Path,
    content: bytes | str,
    *,
    name: str = "roster.csv",
    encoding: str | None = None,
    project: Project | None = None,
) -> Read:
    """Write a roster and read it."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        roster = read_roster(file, project or small_world().opened.project, SECRET, encoding)
    except ProjectError as error:
        return Read(None, [_line(one.span.line, one.span.column, one.code, one.message) for one in error.diagnostics])
    found = [*roster.warnings, *(one for failed in roster.failed.values() for one in failed.found)]
    return Read(roster, [_line(one.span.line, one.span.column, one.code, one.message) for one in found])


def _line(line: int, column: int, code: str, message: str) -> str:
    return f"{line}:{column} {code}: {message}"


def csv_of(*rows: str, header: str = HEADER) -> str:
    """A CSV roster."""
    return "\n".join([header, *rows]) + "\n"


def xlsx_of(rows: Iterable[Sequence[object]], *, sheet: str = "Answers", empty_before: bool = False) -> bytes:
    """A workbook as another program writes it."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    if empty_before:
        page.title = "Notes"
        page = book.create_sheet(sheet)
    else:
        page.title = sheet
    for row in rows:
        page.append([cell.replace(tzinfo=None) if isinstance(cell, dt.datetime) else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
