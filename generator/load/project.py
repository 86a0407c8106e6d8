"""Loading a project: every file read, every problem gathered, one typed value out."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.facets import read_facets
from generator.load.modules import read_modules
from generator.load.profiles import read_personas
from generator.load.schema import build, build_entries
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.logic.subject import PLAN, Subject, facet_subject, plan_subject
from generator.model.data import Cost, Document, DocumentSet, Fact, Milestone, Point, Resource, Term
from generator.model.located import Entry, Map
from generator.model.outline import Outline
from generator.model.project import Project
from generator.model.rules import Constraint, Table
from generator.model.settings import Settings

EntryModel = TypeVar("EntryModel", bound=Entry)


def load_project(root: Path, *, drafts: bool = False) -> tuple[Project | None, dict[str, Subject], Diagnostics]:
    """Read all public files of a project.

    Gives the project (None where a file without which nothing can be said is wrong), the subjects its conditions can
    test, and everything that was found. Drafts are left out unless asked for. Applicants are
    read by `read_applicants` alone.
    """
    return _Loader(root, drafts=drafts).load()


class _Loader:
    def __init__(self, root: Path, *, drafts: bool) -> None:
        self.root, self.drafts = root, drafts
        self.diagnostics = Diagnostics()
        self.subjects: dict[str, Subject] = {}
        self.reader = ConditionReader(self.subjects, self.diagnostics)

    def load(self) -> tuple[Project | None, dict[str, Subject], Diagnostics]:
        settings = self.one("guidegen.yaml", Settings)
        facets_raw = self.raw("profiles/facets.yaml")
        facets, broken = ({}, frozenset()) if facets_raw is None else read_facets(facets_raw, self.diagnostics)
        self.subjects.update({name: facet_subject(name, facet) for name, facet in facets.items()})
        self.reader = ConditionReader(self.subjects, self.diagnostics, broken)
        constraints, tables = self.rules(broken)
        milestones = self.entries("content/data/milestones.yaml", "milestones", Milestone)
        outline = self.one("content/outline.yaml", Outline)
        modules = read_modules(self.root, self.reader, self.diagnostics, drafts=self.drafts)
        personas_raw = self.raw("profiles/personas.yaml")
        personas = (
            {}
            if personas_raw is None or broken
            else read_personas(personas_raw, facets, self.subjects, constraints, self.diagnostics)
        )
        data = {
            "points": self.entries("content/points.yaml", "points", Point),
            "facts": self.entries("content/data/facts.yaml", "facts", Fact),
            "costs": self.entries("content/data/costs.yaml", "costs", Cost),
            "documents": self.entries("content/data/documents.yaml", "documents", Document, beside=("sets",)),
            "document_sets": self.entries("content/data/documents.yaml", "sets", DocumentSet, beside=("documents",)),
            "terms": self.entries("content/data/glossary.yaml", "terms", Term),
            "resources": self.entries("content/data/resources.yaml", "resources", Resource),
        }
        project = None
        if settings is not None and outline is not None and facets_raw is not None:
            project = Project(
                settings=settings,
                facets=facets,
                constraints=constraints,
                tables=tables,
                outline=outline,
                modules=modules,
                personas=personas,
                milestones=milestones,
                **data,  # type: ignore[arg-type]
            )
        return project, self.subjects, self.diagnostics

    def raw(self, path: str, *, required: bool = True) -> Map | None:
        file = self.root / path
        if not required and not file.exists():
            return Map(Span(path))
        source = read_source(self.root, file, self.diagnostics)
        return None if source is None else read_yaml(source, path, self.diagnostics)

    def one(self, path: str, model: type[EntryModel]) -> EntryModel | None:
        raw = self.raw(path)
        return None if raw is None else build(model, raw, self.reader, self.diagnostics)

    def entries(
        self, path: str, key: str, model: type[EntryModel], beside: tuple[str, ...] = ()
    ) -> dict[str, EntryModel]:
        raw = self.raw(path, required=False)
        return {} if raw is None else build_entries(model, raw, key, self.reader, self.diagnostics, beside)

    def rules(self, broken: frozenset[str]) -> tuple[tuple[Constraint, ...], dict[str, Table]]:
        """Constraints test facets only; each table may test the tables above it."""
        raw = self.raw("content/rules.yaml")
        if raw is None:
            return (), {}
        for key in raw:
            if key not in ("constraints", "plan"):
                self.diagnostics.error(
                    "unknown-key",
                    f"'{key}' is not known here",
                    raw.key_spans[key],
                    nearest(key, ["constraints", "plan"]) or "known keys: constraints, plan",
                )
        constraints: list[Constraint] = []
        for entry in raw.get("constraints") or ():
            built = build(Constraint, entry, self.reader, self.diagnostics) if isinstance(entry, Map) else None
            if built is not None:
                constraints.append(built)
        tables: dict[str, Table] = {}
        plan = raw.get("plan")
        failed: set[str] = set()
        for name, entry in plan.items() if isinstance(plan, Map) else ():
            reader = ConditionReader(self.subjects, self.diagnostics, broken | {PLAN + one for one in failed})
            table = build(Table, entry, reader, self.diagnostics) if isinstance(entry, Map) else None
            if table is None:
                failed.add(name)
                continue
            tables[name] = table
            subject = plan_subject(name, table, tables)
            if subject is not None:
                self.subjects[subject.name] = subject
        self.reader = ConditionReader(self.subjects, self.diagnostics, broken | {PLAN + one for one in failed})
        return tuple(constraints), tables
