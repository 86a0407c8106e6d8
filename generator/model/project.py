"""A project, loaded and linked. It holds no applicants: those come by another way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.catalog_row import Catalog
from generator.model.cost import Cost
from generator.model.data import Constant, DroppedPoint, Fact, Point, Resource, Term, TrackerColumn
from generator.model.document import Document, DocumentSet
from generator.model.facet import Facet
from generator.model.media import Media
from generator.model.milestone import Milestone
from generator.model.module import Module, TaskMark
from generator.model.outline import Outline
from generator.model.profile import Example, Persona
from generator.model.rules import Constraint, Table
from generator.model.settings import Settings
from generator.model.step import Excluded, Step

DataEntry = Milestone | Step | Cost | Document | DocumentSet | Term | Resource | TrackerColumn


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything the public files say. `drafts` are the ids of modules that were left out because they are drafts.

    `stories` are the modules of examples: no guide has them, and the outline does not name them.
    """

    settings: Settings
    facets: Mapping[str, Facet]
    constraints: tuple[Constraint, ...]
    tables: Mapping[str, Table]
    outline: Outline
    modules: Mapping[str, Module]
    personas: Mapping[str, Persona]
    points: Mapping[str, Point]
    dropped: Mapping[str, DroppedPoint]
    facts: Mapping[str, Fact]
    milestones: Mapping[str, Milestone]
    steps: Mapping[str, Step]
    excluded: tuple[Excluded, ...]
    costs: Mapping[str, Cost]
    documents: Mapping[str, Document]
    document_sets: Mapping[str, DocumentSet]
    tracker: Mapping[str, TrackerColumn]
    terms: Mapping[str, Term]
    constants: Mapping[str, Constant]
    resources: Mapping[str, Resource]
    media: Mapping[str, Media]
    catalogs: Mapping[str, Catalog]
    drafts: tuple[str, ...] = ()
    examples: Mapping[str, Example] = field(default_factory=dict)
    stories: Mapping[str, Module] = field(default_factory=dict)

    def owner_of(self, name: str) -> str | None:
        """What kind of public reader has an id, with its article; None where it is free."""
        if name in self.personas:
            return "a persona"
        return "an example" if name in self.examples else None

    @property
    def texts(self) -> Iterator[Module]:
        """Every module that somebody reads: those of guides, then those that tell examples."""
        yield from self.modules.values()
        yield from self.stories.values()

    @cached_property
    def tasks(self) -> Mapping[str, str | None]:
        """Every task of every guide by its id, each with the step it names."""
        marks = (mark for module in self.modules.values() for mark in module.marks)
        return {mark.id: mark.step for mark in marks if isinstance(mark, TaskMark)}

    @cached_property
    def slots(self) -> Mapping[str, tuple[Module, ...]]:
        """The modules that compete for each slot, by id."""
        slots: dict[str, list[Module]] = {}
        for module in sorted(self.modules.values(), key=lambda one: one.id):
            if module.front.slot is not None:
                slots.setdefault(module.front.slot, []).append(module)
        return {name: tuple(rivals) for name, rivals in slots.items()}

    def data_entries(self) -> Iterator[tuple[str, DataEntry]]:
        """Every entry of the data files that has a condition of its own, with its id."""
        for entries in (
            self.milestones,
            self.steps,
            self.costs,
            self.documents,
            self.document_sets,
            self.terms,
            self.resources,
            self.tracker,
        ):
            yield from entries.items()
