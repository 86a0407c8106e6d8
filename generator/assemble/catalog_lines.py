"""Lines of catalogs: each of them, its notes and its rows as a reader has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator import text
from generator.assemble import words
from generator.assemble.line import Values, Worded, line
from generator.kept import Kept
from generator.model.catalog_kinds import CATALOG, NOTICE, ROW
from generator.model.choices import Choice, ReaderCatalog
from generator.model.line import Line

_EMPTY: Values = {one.name: None for one in ROW.fields}

# A catalog is made once for all readers who have it alike, and so are its lines.
_LINES: Kept[tuple[ReaderCatalog, tuple[Line, ...]]] = Kept(100_000)
_ROWS: Kept[Line] = Kept(5_000)


def catalog_lines(catalogs: Iterable[ReaderCatalog]) -> Iterator[Line]:
    """Each catalog, its notes and its rows from best to worst."""
    for catalog in catalogs:
        yield from _kept_lines(catalog)


def _kept_lines(catalog: ReaderCatalog) -> tuple[Line, ...]:
    def make() -> tuple[ReaderCatalog, tuple[Line, ...]]:
        return catalog, tuple(_lines(catalog))

    return _LINES.get(id(catalog), len(catalog.choices), make, lambda known: known[0] is catalog)[1]


def _lines(catalog: ReaderCatalog) -> Iterator[Line]:
    yield _head(catalog)
    for number, one in enumerate(catalog.notes):
        source = "" if one.note.source is None else f" ({one.note.source.called}, {one.note.source.url})"
        yield line(
            NOTICE,
            one,
            f"{catalog.name}/{number}",
            catalog.title,
            {"text": f"{one.text}{source}", "kind": one.note.kind, "checked": one.checked},
            one.note.span,
            lead=one.lead,
            unsettled=() if one.unsettled is None else (one.unsettled,),
        )
    for choice in catalog.choices:
        yield _ROWS.get((id(choice), catalog.name), 1, partial(_row, catalog, choice), partial(_is_of, choice))


def _head(catalog: ReaderCatalog) -> Line:
    head = catalog.catalog.head
    columns = {name: text.curly(one.label) for name, one in catalog.columns.items()}
    keys = (f"{columns[name]}: {text.curly(one.help or '')}" for name, one in catalog.columns.items() if one.key)
    values: Values = {
        "about": catalog.about,
        "menu": text.curly(catalog.catalog.menu),
        "unit": (head.unit.one, head.unit.other),
        "keys": tuple(key.removesuffix(": ") for key in keys),
        "columns": tuple(columns.values()),
        "fresh": text.plural(head.fresh_for, "month", "months"),
        "best": str(head.handbook),
        "fitted": head.fitted,
    }
    return line(CATALOG, catalog, catalog.name, catalog.title, values, head.span)


def _is_of(choice: Choice, line: Line) -> bool:
    return line.entry is choice


def _row(catalog: ReaderCatalog, choice: Choice) -> Line:
    values: Values = {"fit": Worded(choice.fit, choice.verdict), "because": "; ".join(choice.reasons)}
    if choice.fit != "no":
        values |= _told(choice) | _listed(choice)
        values["facts"] = "; ".join(f"{one.column.label}: {one.told}" for one in choice.cells if one.told)
    elif choice.is_listed:
        keys = (one for one in choice.cells if one.column.key)
        values |= _listed(choice)
        values["facts"] = "; ".join(f"{one.column.label}: {one.words or one.written or ''}" for one in keys)
    return line(
        ROW,
        choice,
        f"{catalog.name}/{choice.id}",
        choice.row.head.name,
        _EMPTY | values,
        choice.row.place,
        unsettled=() if choice.fit == "no" else choice.unsettled,
    )


def _told(choice: Choice) -> Values:
    """What is read of a row that is for the reader, or may be; of others only their reason is."""
    return {
        "ask": "; ".join(choice.asks),
        "open": "; ".join(choice.open),
        "scores": "; ".join(one.because for one in choice.scores),
        "note": choice.row.head.note,
    }


def _listed(choice: Choice) -> Values:
    """What is read of a row that the handbook has: one on the reader's own list is there whatever it is for them."""
    head = choice.row.head
    return {
        "more": "; ".join(choice.more),
        "source": f"{head.source.called}, {head.source.url}",
        "confirm": head.confirm,
        "checked": choice.checked,
        "stale": choice.is_stale and words.NEVER_CHECKED,
        "listed": choice.is_listed and words.ON_LIST,
    }
