"""`guidegen catalog import`: a table that was exported and edited, back into its catalog."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from generator.app.catalog_export import CatalogFile, catalog_file
from generator.app.list_catalog import named_catalog
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.check.catalogs import check_catalogs
from generator.diagnostics import Diagnostics
from generator.errors import OutputError, ProjectError, RefusedError, UsageError
from generator.load.catalog_changes import CatalogChanges, Since, changes_between, since_export
from generator.load.catalog_edit import edited_csv, edited_yaml
from generator.load.catalog_sheet import CatalogTable, marks_of, read_table, rows_of
from generator.load.catalogs import typed_rows
from generator.load.conditions import ConditionReader
from generator.model.data_files import CATALOGS
from generator.model.located import Map

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class CatalogImport:
    """What an import changes, and the file of the project as it is and as it would be."""

    catalog: str
    path: str
    changes: CatalogChanges
    file: Path
    before: bytes
    after: bytes


def read_import(file: Path, root: Path, today: dt.date, encoding: str | None) -> CatalogImport:
    """Read a table, and everything it changes. Nothing is written.

    Raises ProjectError with every cell that is wrong, RefusedError where the catalog changed since the export or its
    file cannot be edited, and UsageError where the table is of no catalog of the project.
    """
    opened = open_project(root, today, Stopwatch())
    diagnostics = Diagnostics()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OutputError(f"{file} could not be read: {error.strerror}") from error
    table = read_table(file.name, data, encoding, diagnostics)
    if table is None or len(diagnostics):
        # What other tables are only warned of, such as merged cells, would take out what the catalog says.
        raise ProjectError(dataclasses.replace(one, severity="error") for one in diagnostics)
    if table.catalog is None:
        raise UsageError(
            f"{file.name} is not an export of a catalog: no row says so in its last column", "export it again"
        )
    now = catalog_file(opened, named_catalog(opened.project.catalogs, table.catalog))
    since = since_export(marks_of(now.catalog), table.marks)
    if since is not None and not _is_there(table, now):
        raise RefusedError(_old_export(file.name, since))
    wanted = _wanted(opened, table, now, today, diagnostics)
    path = f"{CATALOGS}/{now.catalog.head.file or f'{now.catalog.name}.yaml'}"
    changes = changes_between(now.rows, wanted, now.catalog.head)
    before = (root / path).read_bytes()
    after = before if changes.is_nothing else _edited(before, path, now, wanted)
    return CatalogImport(now.catalog.name, path, changes, root / path, before, after)


def _is_there(table: CatalogTable, now: CatalogFile) -> bool:
    """Whether the catalog says all that a table does: then it was imported before, and is old for nobody."""
    diagnostics = Diagnostics()
    given = rows_of(table, now.rows, now.catalog.head, diagnostics)
    is_read = given is not None and not diagnostics.has_errors
    return is_read and given is not None and changes_between(now.rows, given, now.catalog.head).is_nothing


def _old_export(name: str, since: Since) -> str:
    parts = (
        ("changed since", since.changed),
        ("added since, or taken out of this file", since.added),
        ("removed since", since.removed),
    )
    rows = "; ".join(f"{what}: {', '.join(ids)}" for what, ids in parts if ids)
    return f"{name} is an old export: {rows or 'its rows are of several exports'}. Export again, and edit that file"


def _wanted(opened: Opened, table: CatalogTable, now: CatalogFile, today: dt.date, diagnostics: Diagnostics) -> Map:
    """The rows of the table in the order of the file, new ones last, checked as those of the project are.

    Raises ProjectError.
    """
    catalog = now.catalog
    given = rows_of(table, now.rows, catalog.head, diagnostics)
    if given is None:
        raise ProjectError(diagnostics)
    wanted = Map(given.span)
    for name in (*(one for one in now.rows if one in given), *(one for one in given if one not in now.rows)):
        wanted[name], wanted.spans[name], wanted.key_spans[name] = (
            given[name],
            given.spans[name],
            given.key_spans[name],
        )
    rows = typed_rows(wanted, catalog.head, ConditionReader(dict(opened.subjects), diagnostics))
    if not diagnostics.has_errors:
        changed = dataclasses.replace(catalog, rows=rows)
        project = dataclasses.replace(opened.project, catalogs={**opened.project.catalogs, catalog.name: changed})
        check_catalogs(project, today, diagnostics)
    if diagnostics.has_errors:
        raise ProjectError(one for one in diagnostics if one.severity == "error")
    return wanted


def _edited(before: bytes, path: str, now: CatalogFile, wanted: Map) -> bytes:
    """The bytes of the changed file, with the line ends and the mark of the old one.

    Raises RefusedError.
    """
    text = before.decode("utf-8")
    start = BOM if text.startswith(BOM) else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(BOM).replace("\r\n", "\n")
    if plain.replace("\n", ending) != text.removeprefix(BOM) or "\r" in plain:
        raise RefusedError(f"{path} has line ends of several kinds, which an import would change; save it with one")
    if now.catalog.head.file is not None:
        after: str | None = edited_csv(plain, now.rows, wanted, now.catalog.head)
    else:
        after = edited_yaml(plain, now.raw, wanted, now.catalog.head)
    if after is None:
        raise RefusedError(f"the rows of {path} are not all in lines of their own, so they cannot be edited for you")
    return f"{start}{after.replace(chr(10), ending)}".encode()


def write_import(change: CatalogImport) -> None:
    """Put the changed rows into the project.

    Raises RefusedError where the file is not as it was when it was read, OutputError where the disk fails.
    """
    draft = change.file.with_name(f".{change.file.name}-{os.getpid()}")
    try:
        if change.file.read_bytes() != change.before:
            raise RefusedError(f"{change.path} was changed in the meantime; import again")
        draft.write_bytes(change.after)
        draft.chmod(change.file.stat().st_mode & 0o777)
        draft.replace(change.file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(f"{change.file} could not be written: {error.strerror}") from error
