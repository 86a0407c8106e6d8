"""`index.csv` in the folder of handbooks: who is who, for the office. Columns that the office adds are kept."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import OutputError
from generator.model.roster import FORMULA_STARTS
from generator.write.rows import inert

NAME = "index.csv"
COLUMNS = ("id", "name", "address", "file", "state", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person: the handbook's path in the folder, what became of it and on which day.

    `notes` are cells of columns that are not ours, by header.
    """

    id: str
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    file: str = ""
    state: str = ""
    date: str = ""
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_people(folder: Path) -> dict[str, Listed]:
    """Everybody in the list by id; nobody where there is none. A list that is damaged says what it still can.

    Raises OutputError where it cannot be read.
    """
    file = folder / NAME
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise OutputError(f"{file} cannot be read: {error.strerror}") from error
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    found: dict[str, Listed] = {}
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
        cells = {str(name): _plain(cell) for name, cell in row.items() if name and isinstance(cell, str)}
        if cells.get("id"):
            notes = {name: cell for name, cell in cells.items() if name not in COLUMNS}
            found[cells["id"]] = Listed(**{name: cells.get(name, "") for name in COLUMNS}, notes=notes)
    return found


def write_people(folder: Path, people: Iterable[Listed]) -> None:
    """Write the list, readable by its owner alone; nothing where it says the same already.

    Raises OutputError where the disk fails.
    """
    _put(folder / NAME, people_csv(people))


def people_csv(people: Iterable[Listed]) -> bytes:
    """The list in the order of names. No spreadsheet program runs any of its cells."""
    listed = sorted(people, key=lambda one: (one.name.casefold(), one.id))
    own = list(dict.fromkeys(header for one in listed for header in one.notes))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*COLUMNS, *map(inert, own)])
    for one in listed:
        cells = [one.id, one.name, one.address, one.file, one.state, one.date]
        writer.writerow([inert(cell) for cell in [*cells, *(one.notes.get(header, "") for header in own)]])
    return stream.getvalue().encode("utf-8-sig")


def _put(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        if file.exists() and file.read_bytes() == content:
            return
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
        draft.replace(file)
    except OSError as error:
        raise OutputError(f"{file} could not be written: {error.strerror}") from error


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheet programs from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell
