"""Lines of catalogs: each row and note as a reader has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.assemble import words
from generator.assemble.line import Values, Worded, line
from generator.model.catalog_kinds import NOTICE, ROW
from generator.model.choices import Choice, ReaderCatalog
from generator.model.line import Line

_EMPTY: Values = {one.name: None for one in ROW.fields}


def catalog_lines(catalogs: Iterable[ReaderCatalog]) -> Iterator[Line]:
    """The notes and rows of each catalog, from best to worst."""
    for catalog in catalogs:
        for number, one in enumerate(catalog.notes):
            source = "" if one.note.source is None else f" ({one.note.source.name}, {one.note.source.url})"
            yield line(
                NOTICE,
                one,
                f"{catalog.name}/{number}",
                catalog.title,
                {"text": f"{one.text}{source}"},
                one.note.span,
                lead=one.lead,
                unsettled=() if one.unsettled is None else (one.unsettled,),
            )
        for choice in catalog.choices:
            yield _row(catalog, choice)


def _row(catalog: ReaderCatalog, choice: Choice) -> Line:
    head = choice.row.head
    if choice.fit == "no":
        # What is not for the reader is named with its reason, and nothing else of it is read.
        shut: Values = {"fit": Worded(choice.fit, choice.verdict), "because": "; ".join(choice.reasons)}
        return line(ROW, choice, f"{catalog.name}/{choice.id}", head.name, _EMPTY | shut, choice.row.place)
    known = [f"{one.column.label}: {one.told}" for one in choice.cells if one.told]
    values: Values = {
        "fit": Worded(choice.fit, choice.verdict),
        "because": "; ".join(choice.reasons),
        "ask": "; ".join(choice.asks),
        "open": "; ".join(choice.open),
        "facts": "; ".join(known),
        "more": "; ".join(choice.more),
        "scores": "; ".join(one.because for one in choice.scores),
        "source": f"{head.source.name}, {head.source.url}",
        "confirm": head.confirm,
        "note": head.note,
        "checked": choice.checked,
        "stale": choice.is_stale and words.NEVER_CHECKED,
        "listed": choice.is_listed and words.ON_LIST,
    }
    return line(
        ROW, choice, f"{catalog.name}/{choice.id}", head.name, values, choice.row.place, unsettled=choice.unsettled
    )
