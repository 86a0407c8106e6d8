"""Names of the lists of a project, entry by entry: a guide follows from the entries that it shows, not from all.

Of the others only that counts by which they might come to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.logic.fingerprint import digest, written
from generator.model.catalog_kinds import CATALOG
from generator.model.catalog_row import Catalog
from generator.model.guide import Guide
from generator.model.line import LineKind
from generator.model.line_kinds import ADDRESS, COST, DOCUMENT, MAYBE_COST, SOURCE, TERM
from generator.model.located import Entry
from generator.model.project import Project

KINDS: dict[LineKind[Any], str] = {
    SOURCE: "fact",
    TERM: "term",
    ADDRESS: "resource",
    COST: "cost",
    MAYBE_COST: "cost",
    DOCUMENT: "document",
}
"""The lines that show an entry of a list under its id; CATALOG shows all of a catalog."""


class ListNames:
    """Names the entries of the lists of one project. `media` is a name for its media.

    `asks` is a name for all that decides which of them a guide shows.
    """

    def __init__(self, project: Project, media: str) -> None:
        lists: dict[str, dict[str, Entry]] = {
            "fact": dict(project.facts),
            "term": dict(project.terms),
            "resource": dict(project.resources),
            "cost": dict(project.costs),
            "document": dict(project.documents),
        }
        self._entries: dict[str, Entry | Catalog] = {
            f"{kind}/{name}": one for kind, entries in lists.items() for name, one in entries.items()
        }
        self._entries |= {f"catalog/{name}": one for name, one in project.catalogs.items()}
        self._names = list(self._entries)
        self._said: dict[str, str] = {}
        self.asks = digest("lists", media, *self._names, *_asks(project))

    def word(self, guide: Guide) -> str:
        """Which entries a guide shows, as one word."""
        shown = {f"{KINDS[line.kind]}/{line.id}" for line in guide.of(*KINDS)}
        shown |= {f"catalog/{line.id}" for line in guide.of(CATALOG)}
        assert shown <= self._entries.keys()
        return f"{int('1' + ''.join(str(int(name in shown)) for name in self._names), 2):x}"

    def says(self, word: str) -> Iterator[str]:
        """Names for what the entries of such a word say."""
        bits = f"{int(word, 16):b}"[1:]
        return (self._says(name) for name, bit in zip(self._names, bits, strict=True) if bit == "1")

    def _says(self, name: str) -> str:
        if name not in self._said:
            one = self._entries[name]
            self._said[name] = digest(name, written(one) if isinstance(one, Entry) else _catalog(one))
        return self._said[name]


def leads_digest(project: Project) -> str:
    """A name for all that can go wrong of the lists of a guide: whom their entries are for, and under which leads."""
    return digest(*_leads(project))


def _leads(project: Project) -> Iterator[str]:
    for name, cost in project.costs.items():
        yield written((name, cost.when, cost.lead, cost.step))
    for name, document in project.documents.items():
        yield written((name, document.when, document.lead, document.step))
    for catalog in project.catalogs.values():
        notes = tuple((note.when, note.lead) for note in catalog.head.notes)
        yield written((catalog.head.when, bool(catalog.rows), notes))


def _asks(project: Project) -> Iterator[str]:
    """What decides of entries whether they are shown, and what all guides take of those that are not."""
    for cost in project.costs.values():
        yield written((cost.when, cost.step, cost.times))
    for document in project.documents.values():
        yield written((document.when, document.step, document.sets))
    for term in project.terms.values():
        yield written((term.when, term.term, term.also))
    for catalog in project.catalogs.values():
        yield written((catalog.head.when, bool(catalog.rows)))
    yield written(dict(project.document_sets))
    yield written(dict(project.tracker))


def _catalog(catalog: Catalog) -> str:
    head = catalog.head.model_copy(update={"rows": None})
    rows = (f"{row.id} {row.digest}" for row in catalog.rows)
    return digest(written(head), str(catalog.is_whole), *rows)
