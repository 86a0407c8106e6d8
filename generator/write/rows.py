"""The rows of a roster that failed, to be corrected and read again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.errors import OutputError
from generator.model.roster import ERROR, FORMULA_STARTS, KEY

NAME = "failed-rows.csv"
STEM = "failed-rows"


def failed_rows(headers: Sequence[str], rows: Iterable[tuple[str, Sequence[str], str]]) -> bytes:
    """A CSV file with the roster's own columns and two more: which row it is, and what is wrong with it.

    `rows` are keys, cells and sentences. No spreadsheet program runs any of the cells: an apostrophe is put before what
    it would take for a formula, and reading takes it off again.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*map(inert, headers), KEY, ERROR])
    for key, cells, why in rows:
        padded = [*cells, *[""] * (len(headers) - len(cells))]
        writer.writerow([*map(inert, padded), key, inert(why)])
    return stream.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def write_rows(file: Path, content: bytes, before: bytes | None) -> bool:
    """Write a list of failed rows; False where the file is not as it was read: somebody is just correcting it.

    Raises OutputError where the disk fails.
    """
    try:
        current = file.read_bytes() if file.exists() else None
        if current == content:
            return True
        if current != before:
            return False
        draft = file.with_name(f".{file.name}-{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
        draft.replace(file)
    except OSError as error:
        raise OutputError(f"{file} could not be written: {error.strerror}") from error
    return True


def without_rows(content: bytes, names: Callable[[bytes], bool]) -> bytes | None:
    """A list of failed rows without those that name somebody; None where none is left."""
    text = content.decode("utf-8-sig", "replace")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    kept = [row for row in rows[1:] if not names("\n".join(row).encode("utf-8", "replace"))]
    if not kept:
        return None
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([*rows[:1], *kept])
    return stream.getvalue().encode("utf-8-sig")
