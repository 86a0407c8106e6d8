"""A project as it was last read for the preview, and the pages made from it so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.app.engine_files import form_of, plan_file, taken_file
from generator.app.list import matrix_of
from generator.app.list_files import list_files
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError, ThemeError, UsageError
from generator.load.applicants import read_applicants
from generator.logic.describe import condition_words
from generator.logic.reader import Chosen
from generator.model.condition import ALWAYS
from generator.model.output import guide_folder
from generator.model.profile import Applicant, Example, Persona
from generator.model.selection import Decision
from generator.render.annotate import annotator
from generator.render.example import example_path
from generator.render.form import PAGE as FORM
from generator.render.form import WORKBOOK
from generator.render.fragments import FragmentMaker
from generator.render.offline import LISTS, RULES, TAKEN
from generator.render.overrides import check_overrides
from generator.render.project_view import project_view
from generator.render.site import SiteRenderer
from generator.render.texts import FOLDER as TEXTS
from generator.render.texts import text_files
from generator.render.theme import Theme

View = dict[str, Any]
MAP = "-/map"


@dataclass(frozen=True, slots=True)
class Page:
    """The content of an address. `notes` are what the preview's bar says of a guide's pages."""

    content: bytes
    notes: View | None = None


@dataclass(slots=True, kw_only=True)
class Previewed:
    """The project with what was made of it.

    `wrong` are applicants that cannot be read, `found` is what is wrong of the theme. A page that could not be made is
    in `failed`, by its address.
    """

    opened: Opened
    theme: Theme
    fragments: FragmentMaker
    renderer: SiteRenderer
    applicants: Mapping[str, Applicant]
    wrong: Mapping[str, list[Diagnostic]]
    found: list[Diagnostic]
    pages: dict[str, Page] = field(default_factory=dict)
    failed: dict[str, ThemeError] = field(default_factory=dict)
    guides: set[str] = field(default_factory=set)
    chosen: dict[str, Chosen] = field(default_factory=dict)

    def page(self, path: str) -> Page | None:
        """The page at an address, made now if it was not; None where the guide has no page of that name.

        Raises UsageError for an address of nothing, ProfileError and ThemeError where it cannot be made.
        """
        folder, _, rest = path.partition("/")
        profile, _, _ = rest.partition("/")
        if folder in ("guides", "applicants") and profile:
            if f"{folder}/{profile}/" not in self.guides:
                self._make_guide(folder, profile)
            if path in self.failed:
                raise self.failed[path]
            return self.pages.get(path)
        if path not in self.pages:
            self._make_shared(path)
        return self.pages[path]

    def _make_shared(self, path: str) -> None:
        """The front page, the form, a comparison, an example, or the map. Raises UsageError for another address."""
        if path == MAP:
            self.pages[path] = Page(self.theme.built_in.render("preview/map.html", self._map()).encode())
        elif path.startswith("compare/"):
            pair = next((one for one in self.renderer.pairs if one.path == path), None)
            if pair is not None:
                was, becomes = (self._choose(one).guide for one in (pair.first, pair.second))
                self.pages[path] = Page(self.renderer.comparison(pair, was, becomes).content)
        elif path in ("", "index.html"):
            page = self.renderer.front_page(self.opened.project.personas.values(), self.examples)
            self.pages[""] = self.pages["index.html"] = Page(page.content)
        elif (example := self.examples.get(path)) is not None:
            guide, personas = self._choose(example).guide, self.opened.project.personas.values()
            self.pages[path] = Page(self.renderer.example(example, guide, personas).content)
        elif path in (FORM, WORKBOOK):
            self.pages |= {one.path: Page(one.content) for one in form_of(self.opened, self.theme)}
        elif path.startswith(f"{TEXTS}/"):
            renderer = self.renderer
            texts = text_files(self.opened.project, renderer.guides.sections, self.theme, renderer.base)
            self.pages |= {one.path: Page(one.content) for one in texts}
        elif path.startswith(f"{LISTS}/"):
            self.pages |= {one.path: Page(one.content) for one in list_files(self.opened, self.renderer)}
        elif path == TAKEN:
            self.pages[TAKEN] = Page(taken_file(self.opened).content)
        elif path == RULES:
            self.pages[RULES] = Page(plan_file(self.opened, self.opened.project.personas.values()).content)
        if path not in self.pages:
            raise UsageError(f"there is no page /{path}")

    @property
    def examples(self) -> Mapping[str, Example]:
        """The examples by the address of their page."""
        return {example_path(name): one for name, one in self.opened.project.examples.items()}

    def _make_guide(self, folder: str, name: str) -> None:
        """Every page of one reader's guide. One that fails leaves the others as they are."""
        chosen = self._choose(self._reader(folder, name))
        renderer = SiteRenderer(
            self.opened.project,
            self.theme,
            self.fragments,
            private=folder == "applicants",
            annotate=annotator(chosen.selection),
        )
        prefix = f"{folder}/{name}/"
        notes = {"folder": folder, "profile": name, "modules": modules_view(chosen.selection.decisions.values())}
        for page in renderer.pages(chosen.guide):
            file = page.path.removeprefix(f"{guide_folder(name)}/")
            try:
                self.pages[prefix + file] = Page(page.make().content, notes | {"page": file})
            except ThemeError as error:
                self.failed[prefix + file] = error
        self.guides.add(prefix)

    def _reader(self, folder: str, name: str) -> Persona | Applicant:
        if folder == "applicants" and name in self.wrong:
            raise ProfileError(name, self.wrong[name])
        known: Mapping[str, Persona | Applicant] = (
            self.applicants if folder == "applicants" else self.opened.project.personas
        )
        if name not in known:
            raise UsageError(f"there is nobody '{name}' under /{folder}/")
        return known[name]

    def _choose(self, reader: Persona | Applicant) -> Chosen:
        if reader.id not in self.chosen:
            self.chosen[reader.id] = self.opened.choose(reader)
        return self.chosen[reader.id]

    def _map(self) -> View:
        """Modules by persona, review dates, and facts past their date with who reads them."""
        project, today = self.opened.project, self.opened.today
        rows = matrix_of(self.opened)
        past = {name: one for name, one in project.facts.items() if one.expires is not None and one.expires < today}
        readers = {name: [row for row in rows if name in row["facts"]] for name in past}
        return {
            "project": project_view(self.renderer.project.settings),
            "today": str(today),
            "personas": [{"id": one.id, "title": one.title} for one in project.personas.values()],
            "rows": rows,
            "past": [
                {
                    "id": name,
                    "expires": str(fact.expires),
                    "modules": [row["module"] for row in readers[name]],
                    "readers": [
                        persona
                        for persona in project.personas
                        if any(row["personas"][persona] in "+?" for row in readers[name])
                    ],
                }
                for name, fact in past.items()
            ],
        }


def read_previewed(root: Path, today: dt.date, theme: Theme, fragments: FragmentMaker) -> Previewed:
    """Read a project for the preview, drafts and applicants included.

    Raises ProjectError.
    """
    opened = replace(open_project(root, today, Stopwatch(), drafts=True), fragments=fragments)
    applicants, wrong = read_applicants(opened.root, opened.project, opened.subjects)
    return Previewed(
        opened=opened,
        theme=theme,
        fragments=fragments,
        renderer=SiteRenderer(opened.project, theme, fragments),
        applicants=applicants,
        wrong=wrong,
        found=check_overrides(theme),
    )


def modules_view(decisions: Iterable[Decision]) -> list[View]:
    """Every module with its place and reason: what is on the page, and what is not."""
    return [
        {
            "id": one.module.id,
            "chapter": one.chapter,
            "title": one.module.title,
            "at": f"{one.module.path}:{one.module.front.span.line}",
            "when": "" if one.module.condition == ALWAYS else condition_words(one.module.condition),
            "slot": one.module.front.slot,
            "shown": one.shown,
            "why": one.reason.sentence if one.why is None else one.why.sentence,
            "draft": one.module.front.draft,
            "reviewed": str(one.module.front.reviewed),
        }
        for one in decisions
    ]
