"""What a reader ticked and chose: `ticks` and `lists` of an answers file or an applicant's file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.catalog_row import Catalog
from generator.model.dates import parse_day
from generator.model.located import Map, Seq
from generator.model.profile import PAPER
from generator.model.project import Project

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")

WORDS = "a task is known by its words; where these have changed, tick it again"


def read_ticks(raw: Map, project: Project, diagnostics: Diagnostics) -> dict[str, dt.date | None]:
    """What is done, by the id of a step, task or paper, each with its day where that is known.

    What the guide no longer has is warned of and left out: a reader may have kept a file for months.
    """
    ticks: dict[str, dt.date | None] = {}
    entries = raw.get("ticks")
    if not isinstance(entries, Map):
        return ticks
    for name, value in entries.items():
        place = entries.key_spans[name]
        if not _is_id(name, place, diagnostics):
            continue
        if (unknown := _unknown(name, project)) is not None:
            message, advice = unknown
            diagnostics.warning("unknown-tick", f"{message}; its tick is left out", place, advice)
            continue
        try:
            ticks[name] = None if value is None else parse_day(str(value))
        except ValueError as error:
            diagnostics.error("bad-value", str(error), entries.spans[name])
    return ticks


def _unknown(name: str, project: Project) -> tuple[str, str | None] | None:
    """Why nothing can be ticked by a name, and what may have been meant; None where something can."""
    if name.startswith(PAPER):
        paper = name.removeprefix(PAPER)
        known = paper in project.documents
        return None if known else (f"the guide has no paper '{name}'", nearest(paper, project.documents))
    if name in project.steps:
        return None
    if name not in project.tasks:
        paper = (nearest(name, project.documents) or WORDS).replace("'", f"'{PAPER}", 1)
        return f"the guide has no step or task '{name}'", nearest(name, [*project.steps, *project.tasks]) or paper
    step = project.tasks[name]
    return None if step is None else (f"the task '{name}' is ticked by its step", f"tick '{step}'")


def mark_spans(raw: Map) -> dict[str, Span]:
    """Where each tick and each list is, by names that no question has."""
    marks = ((key, raw.get(key)) for key in ("ticks", "lists"))
    return {
        f"{key}.{name}": place
        for key, entries in marks
        if isinstance(entries, Map)
        for name, place in entries.spans.items()
    }


def read_lists(raw: Map, project: Project, diagnostics: Diagnostics) -> dict[str, tuple[str, ...]]:
    """The ids a reader chose from each catalog, in their order, each once.

    What the guide no longer has is warned of and left out, as with ticks.
    """
    lists: dict[str, tuple[str, ...]] = {}
    entries = raw.get("lists")
    if not isinstance(entries, Map):
        return lists
    for name, chosen in entries.items():
        if not _is_id(name, entries.key_spans[name], diagnostics):
            continue
        if chosen is not None and not isinstance(chosen, Seq):
            diagnostics.error("bad-value", f"write the entries of '{name}' as a list", entries.spans[name])
            continue
        places: Iterable[Span] = chosen.spans if chosen is not None else ()
        named = [one for one in zip(chosen or (), places, strict=True) if _is_id(*one, diagnostics)]
        catalog = project.catalogs.get(name)
        if catalog is None:
            place, advice = entries.key_spans[name], nearest(name, project.catalogs)
            message = f"the guide has no list '{name}'; what is below it is left out"
            diagnostics.warning("unknown-row", message, place, advice)
            continue
        lists[name] = tuple(dict.fromkeys(_rows(catalog, named, diagnostics)))
    return lists


def _rows(catalog: Catalog, named: Iterable[tuple[str, Span]], diagnostics: Diagnostics) -> Iterator[str]:
    """The ids that are rows of a catalog."""
    rows = {row.id for row in catalog.rows}
    for name, place in named:
        if name in rows:
            yield name
        else:
            message = f"the list '{catalog.name}' has no row '{name}'; it is left out"
            diagnostics.warning("unknown-row", message, place, nearest(name, rows))


def _is_id(name: object, place: Span, diagnostics: Diagnostics) -> bool:
    if isinstance(name, str) and ID.fullmatch(name):
        return True
    diagnostics.error("bad-id", "this is not a valid id", place, "use lower-case letters, digits and hyphens")
    return False
