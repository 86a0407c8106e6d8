"""Loading a project: every file read, every problem gathered, one typed value out."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.drafts import without_drafts
from generator.load.facets import ID, check_range, read_facets
from generator.load.modules import read_modules
from generator.load.personas import read_personas
from generator.load.schema import build, build_entries
from generator.load.source import read_source
from generator.load.strays import report_strays
from generator.load.yaml import read_yaml
from generator.logic.subject import PLAN, Subject, facet_subject, plan_subject
from generator.model.data import (
    Cost,
    Document,
    DocumentSet,
    DroppedPoint,
    Fact,
    Milestone,
    Point,
    Resource,
    Term,
    TrackerColumn,
)
from generator.model.facet import Facet
from generator.model.located import Entry, Map, Seq
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
        report_strays(self.root, self.diagnostics)
        settings = self.one("guidegen.yaml", Settings) or self.stand_in_settings()
        facets = self.facets()
        self.subjects.update({name: facet_subject(name, facet) for name, facet in facets.items()})
        constraints, tables = self.rules()
        milestones = self.entries("content/data/milestones.yaml", "milestones", Milestone)
        outline = self.one("content/outline.yaml", Outline)
        modules = read_modules(self.root, self.reader, self.diagnostics)
        if not self.drafts and outline is not None:
            modules, outline = without_drafts(modules, outline, self.diagnostics)
        personas_raw = self.raw("profiles/personas.yaml")
        personas = (
            {}
            if personas_raw is None or any(kind == "facets" for kind, _ in self.diagnostics.lost)
            else read_personas(personas_raw, facets, self.subjects, constraints, self.diagnostics)
        )
        data = {
            "points": self.entries("content/points.yaml", "points", Point, beside=("dropped",)),
            "dropped": self.entries("content/points.yaml", "dropped", DroppedPoint, beside=("points",)),
            "facts": self.entries("content/data/facts.yaml", "facts", Fact),
            "costs": self.entries("content/data/costs.yaml", "costs", Cost),
            "documents": self.entries("content/data/documents.yaml", "documents", Document, beside=("sets",)),
            "document_sets": self.entries("content/data/documents.yaml", "sets", DocumentSet, beside=("documents",)),
            "tracker": self.entries("content/data/tracker.yaml", "columns", TrackerColumn),
            "terms": self.entries("content/data/glossary.yaml", "terms", Term),
            "resources": self.entries("content/data/resources.yaml", "resources", Resource),
        }
        project = None
        if outline is not None:
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
        if raw is None:
            self.diagnostics.lose(key)
            return {}
        return build_entries(model, raw, key, self.reader, self.diagnostics, beside)

    def stand_in_settings(self) -> Settings:
        """Settings in place of those that do not fit, so that everything else is still checked."""
        stand_in = Map(Span("guidegen.yaml"))
        stand_in.update({"title": "", "season": "2000"})
        settings = build(Settings, stand_in, self.reader, Diagnostics())
        assert settings is not None
        return settings

    def facets(self) -> dict[str, Facet]:
        raw = self.raw("profiles/facets.yaml")
        if raw is None:
            self.diagnostics.lose("facets")
            return {}
        return read_facets(raw, self.diagnostics)

    def rules(self) -> tuple[tuple[Constraint, ...], dict[str, Table]]:
        """Constraints test facets only; each table may test the tables above it."""
        raw = self.raw("content/rules.yaml")
        if raw is None:
            self.diagnostics.lose("plan")
            return (), {}
        for key in raw:
            if key not in ("constraints", "plan"):
                self.diagnostics.error(
                    "unknown-key",
                    f"'{key}' is not known here",
                    raw.key_spans[key],
                    nearest(key, ["constraints", "plan"]) or "known keys: constraints, plan",
                )
        return self.constraints(raw), self.tables(raw)

    def constraints(self, raw: Map) -> tuple[Constraint, ...]:
        entries = raw.get("constraints")
        if entries is None:
            return ()
        if not isinstance(entries, Seq):
            advice = "begin each with '- id: ...'"
            self.diagnostics.error("bad-value", "write the constraints as a list", raw.spans["constraints"], advice)
            return ()
        constraints: dict[str, Constraint] = {}
        for entry, place in zip(entries, entries.spans, strict=True):
            if not isinstance(entry, Map):
                self.diagnostics.error("bad-value", "a constraint has the keys id, if, then and because", place)
                continue
            built = build(Constraint, entry, self.reader, self.diagnostics)
            if built is not None and built.id in constraints:
                first = constraints[built.id].span
                self.diagnostics.error(
                    "duplicate-constraint",
                    f"constraint '{built.id}' is already defined on line {first.line}",
                    built.place("id"),
                    "give one of them another id",
                )
            elif built is not None:
                constraints[built.id] = built
        return tuple(constraints.values())

    def tables(self, raw: Map) -> dict[str, Table]:
        plan = raw.get("plan")
        if not isinstance(plan, Map):
            if plan is not None:
                self.diagnostics.error("bad-value", "write the tables as 'name: ...' lines", raw.spans["plan"])
            if plan is not None or set(raw) - {"constraints", "plan"}:
                self.diagnostics.lose("plan")
            return {}
        tables: dict[str, Table] = {}
        waiting = dict.fromkeys(plan)
        for name, entry in plan.items():
            place = plan.key_spans[name]
            if not ID.fullmatch(name):
                advice = "use lower-case letters, digits and '_'"
                self.diagnostics.error("bad-id", f"'{name}' cannot name a plan value", place, advice)
            reader = ConditionReader(self.subjects, self.diagnostics, frozenset(PLAN + one for one in waiting))
            del waiting[name]
            if not isinstance(entry, Map):
                self.diagnostics.error("bad-value", f"write the keys of '{name}' below it", place)
            table = build(Table, entry, reader, self.diagnostics) if isinstance(entry, Map) else None
            if table is None:
                self.diagnostics.lose("plan", name)
                continue
            tables[name] = table
            check_range(table.if_, table.place("if"), self.diagnostics)
            subject = plan_subject(name, table, tables)
            if subject is not None:
                self.subjects[subject.name] = subject
        return tables
