"""`guidegen export`: everything that is held about a person, as a folder to be given to them."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import text
from generator.app import words
from generator.app.applicants import PeopleSource, find_people
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.app.traces import EXPORTS, Traces, find_traces
from generator.errors import GuidegenError, OutputError, RefusedError
from generator.load.answers_file import is_answers_file
from generator.load.inbox import files_in
from generator.send.histories import FOLDER as CALENDARS
from generator.send.sending import Sending
from generator.write.rows import inert


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """Whose data, the rosters that may have rows of theirs, and the new folder (`mail/exports/ID`)."""

    root: Path
    handbooks: Path
    profile: str
    rosters: tuple[Path, ...]
    target: Path | None
    today: dt.date


@dataclass(frozen=True, slots=True)
class Exported:
    """The folder, the files in it, and files of the office that name the person and could not be taken apart."""

    folder: Path
    files: tuple[str, ...]
    left: tuple[Path, ...]
    mailbox: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One file of the export, and what it is."""

    path: str
    content: bytes
    what: str


def export(request: ExportRequest) -> Exported:
    """Write everything held about a person into a new folder that its owner alone can read.

    Raises UsageError where there is no trace of them, RefusedError where the folder is not empty, ProjectError where
    the project cannot be read, OutputError where the disk fails.
    """
    folder = request.target or request.root / "mail" / EXPORTS / request.profile
    if folder.is_dir() and any(folder.iterdir()):
        raise RefusedError(f"{folder} is not empty; remove it, or name another folder with -o")
    traces = find_traces(request.root, request.handbooks, request.profile)
    opened = open_project(request.root, request.today, Stopwatch())
    pieces = list(_own(request, traces))
    named = [file for one in request.rosters for file in (files_in(one) if one.is_dir() else [one])]
    left: list[Path] = []
    for file in dict.fromkeys([*(one.absolute() for one in named), *traces.left]):
        found = list(_of_office(opened, file, request))
        pieces += found
        if not found and file in traces.left:
            left.append(file)
    pieces.insert(0, _Piece("README.txt", _readme(pieces, request.today).encode(), ""))
    _write(folder, pieces)
    return Exported(folder, tuple(piece.path for piece in pieces), tuple(left), traces.mailbox)


def _own(request: ExportRequest, traces: Traces) -> Iterator[_Piece]:
    """What is this person's alone: files, and rows of lists and of the ledger."""
    exported = request.root / "mail" / EXPORTS
    for file in traces.files:
        if file in traces.lists:
            taken = _taken_out(file.read_bytes(), traces.lists[file])
            yield _Piece(f"lists/{file.name}", taken, words.LISTS)
        elif not file.is_symlink() and not file.is_relative_to(exported):
            path, what = _place(request, file)
            yield _Piece(path, file.read_bytes(), what)
    if traces.sendings:
        rows = [_plain(one) for one in traces.sendings]
        yield _Piece("sendings.json", json.dumps(rows, indent=2, ensure_ascii=False).encode(), words.SENDINGS)


def _place(request: ExportRequest, file: Path) -> tuple[str, str]:
    """Where a file of a person goes, and what it is."""
    own = request.handbooks / request.profile
    if file.is_relative_to(own):
        return f"handbook/{file.relative_to(own).as_posix()}", words.HANDBOOK
    if file.is_relative_to(request.root / "profiles"):
        return f"answers/{file.name}", words.ANSWERS
    if file.parent == request.root / "mail" / CALENDARS:
        return f"calendar-history/{file.name}", words.CALENDAR
    return f"mails/{file.parent.name}-{file.name}", words.MAILS


def _plain(one: Sending) -> dict[str, object]:
    moment = dt.datetime.fromtimestamp(one.changed, dt.UTC).isoformat(timespec="seconds")
    plain = {each.name: getattr(one, each.name) for each in dataclasses.fields(one)}
    return {**plain, "state": one.state.value, "changed": moment, "files": dict(one.files)}


def _taken_out(before: bytes, after: bytes | None) -> bytes:
    """The rows of a list that only its older text has, below its header."""
    rows, kept = _rows(before), _rows(after or b"")
    return _csv([*rows[:1], *(row for row in rows[1:] if row not in kept)])


def _rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig", "replace")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _of_office(opened: Opened, file: Path, request: ExportRequest) -> Iterator[_Piece]:
    """The person's answers file, or their row of a roster; nothing of anybody else."""
    is_answers = is_answers_file(file)
    source = PeopleSource(answers=(file,)) if is_answers else PeopleSource(file)
    try:
        people = find_people(opened, source, handbooks=request.handbooks)
    except GuidegenError:  # no table of people; it is named to the office
        return
    if is_answers and any(one.id == request.profile for one in people.applicants):
        yield _Piece(f"answers/{file.name}", file.read_bytes(), words.ANSWERS)
    for read in people.rosters:
        row = read.rows.get(request.profile)
        if row is not None:
            rows = [list(read.roster.table.headers), *([list(row.origin.cells)] if row.origin else []), list(row.cells)]
            yield _Piece(f"rosters/{file.stem}.csv", _csv(rows), words.ROSTERS)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([[inert(cell) for cell in row] for row in rows])
    return stream.getvalue().encode("utf-8-sig")


def _readme(pieces: Iterable[_Piece], today: dt.date) -> str:
    """What is in the folder, in the words of the one it is for."""
    kinds = {piece.path.partition("/")[0]: piece.what for piece in pieces}
    width = max(map(len, kinds), default=0)
    entries = [words.ENTRY.format(folder=name.ljust(width), what=what) for name, what in kinds.items()]
    return words.EXPORT.format(day=text.long_date(today), entries="\n".join(entries))


def _write(folder: Path, pieces: Iterable[_Piece]) -> None:
    try:
        for piece in pieces:
            file = folder / piece.path
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(piece.content)
        folder.chmod(0o700)
    except FileExistsError:
        raise RefusedError(f"two files would be called {piece.path}; move one of them away") from None
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
