"""Loading a project: every file read, every problem gathered, one typed value out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostics, Span
from generator.load.catalogs import read_catalogs
from generator.load.conditions import ConditionReader
from generator.load.drafts import without_drafts
from generator.load.facets import read_facets
from generator.load.media import read_media
from generator.load.modules import read_modules
from generator.load.order import orders_of
from generator.load.path_clauses import PathClauses
from generator.load.personas import read_personas
from generator.load.read_before import Others, ReadBefore
from generator.load.rules import read_rules
from generator.load.schema import build, build_entries
from generator.load.source import read_source
from generator.load.steps import declared_steps, read_excluded, read_steps
from generator.load.stories import told
from generator.load.strays import report_strays
from generator.load.yaml import read_yaml
from generator.logic.comparison_words import word_comparisons
from generator.logic.stages import late_tables
from generator.logic.subject import PLAN, Subject, facet_subject
from generator.model.data_files import DATA_FILES
from generator.model.facet import Facet
from generator.model.located import Entry, Map
from generator.model.outline import Outline
from generator.model.profile import Example, Persona
from generator.model.project import Project
from generator.model.rules import Constraint, Table
from generator.model.settings import Settings

EntryModel = TypeVar("EntryModel", bound=Entry)


def load_project(
    root: Path, *, drafts: bool = False, before: ReadBefore | None = None
) -> tuple[Project | None, dict[str, Subject], Diagnostics]:
    """Read all public files of a project.

    Gives the project (None where a file without which nothing can be said is wrong), the subjects its conditions can
    test, and everything that was found. Drafts are left out unless asked for. Applicants are
    read by `read_applicants` alone. Files that were read `before` are not read again.
    """
    return _Loader(root, drafts=drafts, before=before).load()


class _Loader:
    def __init__(self, root: Path, *, drafts: bool, before: ReadBefore | None) -> None:
        self.root, self.drafts, self.before = root, drafts, before
        self.diagnostics = Diagnostics()
        self.subjects: dict[str, Subject] = {}
        self.reader = ConditionReader(self.subjects, self.diagnostics)

    def load(self) -> tuple[Project | None, dict[str, Subject], Diagnostics]:
        report_strays(self.root, self.diagnostics)
        others = self.known_others()
        path = PathClauses(others.steps, self.subjects, self.diagnostics)
        reader, constants = replace(self.reader, path=path), others.given["constants"]
        modules = read_modules(self.root, reader, self.diagnostics, constants, self.before)
        outline = others.outline
        drafts = () if self.drafts else tuple(sorted(name for name, one in modules.items() if one.front.draft))
        if drafts and outline is not None:
            modules, outline = without_drafts(modules, outline, self.diagnostics)
        examples, stories = told(others.examples, modules, self.diagnostics)
        project = None
        if outline is not None:
            project = Project(
                outline=outline,
                modules={name: one for name, one in modules.items() if name not in stories},
                examples=examples,
                stories=stories,
                drafts=drafts,
                **others.given,
            )
            word_comparisons(project, self.subjects)
        return project, self.subjects, self.diagnostics

    def known_others(self) -> Others:
        """What all files but modules say: as it was read before, where it is known."""
        known = None if self.before is None else self.before.others
        if known is not None:
            self.subjects.update(known.subjects)
            return known
        found = len(self.diagnostics)
        others = self.others()
        if self.before is not None and len(self.diagnostics) == found and not self.diagnostics.lost:
            self.before.keep_others(others)
        return others

    def others(self) -> Others:
        settings = self.one("guidegen.yaml", Settings) or self.stand_in_settings()
        facets = self.facets()
        self.subjects.update({name: facet_subject(name, facet) for name, facet in facets.items()})
        steps_raw = self.raw("content/data/steps.yaml", required=False)
        if steps_raw is None:
            self.diagnostics.lose("steps")
        declared = declared_steps(steps_raw)
        self.reader = replace(self.reader, path=PathClauses(declared, self.subjects, self.diagnostics))
        rules = self.raw("content/rules.yaml")
        orders = tuple(orders_of(facets, self.subjects))
        constraints, tables = self.rules(rules)
        constraints = (*orders, *constraints)
        catalogs = read_catalogs(self.root, rules, facets, self.reader)
        before_path = self.before_path(tables)
        steps = {} if steps_raw is None else read_steps(steps_raw, before_path, self.diagnostics)
        excluded = () if steps_raw is None else read_excluded(steps_raw, before_path, self.diagnostics)
        outline = self.one("content/outline.yaml", Outline)
        data = self.data()
        personas, examples = self.readers(self.raw("profiles/personas.yaml"), facets, constraints)
        given = {
            "settings": settings,
            "facets": facets,
            "constraints": constraints,
            "tables": tables,
            "personas": personas,
            "steps": steps,
            "media": read_media(self.root, self.diagnostics),
            "excluded": excluded,
            "catalogs": catalogs,
            **data,
        }
        return Others(dict(self.subjects), declared, outline, examples, given)

    def data(self) -> dict[str, dict[str, Entry]]:
        """The entries of all data files, under their names in the project."""
        return {
            one.name: self.entries(
                file.path, key, one.model, beside=tuple(other for other in file.keys if other != key)
            )
            for file in DATA_FILES
            for key, one in file.keys.items()
        }

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

    def readers(
        self, raw: Map | None, facets: Mapping[str, Facet], constraints: tuple[Constraint, ...]
    ) -> tuple[dict[str, Persona], dict[str, Example]]:
        """The public readers; none where their file or the facets cannot be read."""
        if raw is None or any(kind == "facets" for kind, _ in self.diagnostics.lost):
            self.diagnostics.lose("examples")
            return {}, {}
        return read_personas(raw, facets, self.subjects, constraints, self.diagnostics)

    def stand_in_settings(self) -> Settings:
        """Settings in place of those that do not fit, so that everything else is still checked."""
        self.diagnostics.lose("payers")
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

    def before_path(self, tables: Mapping[str, Table]) -> ConditionReader:
        """Reads the conditions of steps: they test answers, and what follows from answers without the path."""
        late = frozenset(PLAN + name for name in late_tables(tables))
        return replace(self.reader, path=None, after_path=late, asks_answered=True)

    def rules(self, raw: Map | None) -> tuple[tuple[Constraint, ...], dict[str, Table]]:
        if raw is None:
            self.diagnostics.lose("plan")
            return (), {}
        return read_rules(raw, self.reader)
