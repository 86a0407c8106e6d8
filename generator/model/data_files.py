"""The files of entries that every project may have, each described once: read, watched for and drawn up as a schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.cost import Cost
from generator.model.data import Constant, DroppedPoint, Fact, Point, Resource, Term, TrackerColumn
from generator.model.document import Document, DocumentSet
from generator.model.located import Entry
from generator.model.milestone import Milestone


@dataclass(frozen=True, slots=True)
class Entries:
    """What is below one key of a file: entries by id, which `Project` has under a name."""

    name: str
    model: type[Entry]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of entries. `schema` is the name of its JSON Schema; the first key is what the file is about.

    `is_list` where no plan and no path asks anything of it, so that it is read once these are known.
    """

    schema: str
    path: str
    keys: Mapping[str, Entries]
    is_list: bool = True


CATALOGS = "content/data/catalogs"
"""The folder of catalogs: a file for each."""

DATA_FILES = (
    DataFile(
        "points",
        "content/points.yaml",
        {"points": Entries("points", Point), "dropped": Entries("dropped", DroppedPoint)},
    ),
    DataFile("facts", "content/data/facts.yaml", {"facts": Entries("facts", Fact)}),
    DataFile("milestones", "content/data/milestones.yaml", {"milestones": Entries("milestones", Milestone)}, False),
    DataFile("costs", "content/data/costs.yaml", {"costs": Entries("costs", Cost)}),
    DataFile(
        "documents",
        "content/data/documents.yaml",
        {"documents": Entries("documents", Document), "sets": Entries("document_sets", DocumentSet)},
    ),
    DataFile("tracker", "content/data/tracker.yaml", {"columns": Entries("tracker", TrackerColumn)}),
    DataFile("glossary", "content/data/glossary.yaml", {"terms": Entries("terms", Term)}),
    DataFile("constants", "content/data/constants.yaml", {"constants": Entries("constants", Constant)}, False),
    DataFile("resources", "content/data/resources.yaml", {"resources": Entries("resources", Resource)}),
)
