"""What the sheets of an XLSX file hold besides values: rows that are hidden, and cells that show an error.

python-calamine gives neither: a hidden row is a row to it, and an error an empty cell.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CHUNK = 1 << 20
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


class UnsafeMarkup(Exception):
    """XML that declares a document type, which no spreadsheet program writes. Caught by `xlsx_table`."""


@dataclass(slots=True)
class Marks:
    """The numbers of a sheet's hidden rows, and its errors by row and column, each counted from 1."""

    hidden: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read_marks(archive: zipfile.ZipFile, sheet: str) -> Marks:
    """The marks of one sheet by its name; none where the archive does not lead to the sheet.

    Raises UnsafeMarkup, or expat's error for what is not XML.
    """
    part = _part_of(archive, sheet)
    reader = _SheetReader()
    if part is not None and part in archive.namelist():
        _parse(archive, part, reader)
    return reader.marks


def column_number(letters: str) -> int:
    """The number of a column that a spreadsheet calls "A" or "AB", from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of the archive that holds a sheet."""
    sheets, relations = _Collector("sheet"), _Collector("Relationship")
    for part, collector in ((WORKBOOK, sheets), (RELATIONS, relations)):
        if part not in archive.namelist():
            return None
        _parse(archive, part, collector)
    identity = next((one.get("id") for one in sheets.found if one.get("name") == sheet), None)
    target = next((one.get("Target", "") for one in relations.found if one.get("Id") == identity), None)
    if target is None:
        return None
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


class _Collector:
    """Gathers the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.name:
            self.found.append(attributes)

    def end(self, name: str) -> None:
        """Nothing: what counts is in the attributes."""

    def text(self, words: str) -> None:
        """Nothing, as for `end`."""


class _SheetReader:
    """Notes hidden rows and errors. Rows and cells may leave out their number: then they follow the one before."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.row = self.column = 0
        self.words: list[str] | None = None
        self.is_error = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            self.row = int(given) if given.isascii() and given.isdigit() else self.row + 1
            self.column = 0
            if attributes.get("hidden") in _TRUE:
                self.marks.hidden.add(self.row)
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self.column = self.column + 1 if place is None else column_number(place.group(1))
            self.is_error = attributes.get("t") == "e"
        elif name == "v" and self.is_error:
            self.words = []

    def end(self, name: str) -> None:
        if name == "v" and self.words is not None:
            self.marks.errors[self.row, self.column] = "".join(self.words)
            self.words = None

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)


def _parse(archive: zipfile.ZipFile, part: str, reader: _Collector | _SheetReader) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: reader.start(_local(name), _locals(attributes))
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _locals(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without their prefixes; `r:id` and `id` never meet in the elements that are read."""
    return {_local(name): value for name, value in attributes.items()} if ":" in "".join(attributes) else attributes


def _refuse(*_: object) -> NoReturn:
    raise UnsafeMarkup
