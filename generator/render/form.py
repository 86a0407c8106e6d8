"""The form: a page that asks an applicant what the facets ask, and saves an answers file. It sends nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from generator import text
from generator.model.artifact import Artifact
from generator.model.condition import ALWAYS
from generator.model.dates import FIRST_YEAR, LAST_YEAR
from generator.model.project import Project
from generator.render import words
from generator.render.asked import asked_facets, asked_view
from generator.render.browser import compact
from generator.render.frame import ACCENT, accent_style, frame_context
from generator.render.theme import EXTRA_STYLE, Theme
from generator.render.workbook.form_book import form_workbook

Rules = Mapping[str, Any]
"""Facets and constraints as the page's engine reads them."""

PAGE, WORKBOOK = "form.html", "form.xlsx"
ASSETS = ("answers.js", "engine.js", "form.css", "form.js", "icon.svg", "site.css", "site.js", "theme.js")
"""Of the theme's files those that the page loads, apart from its fonts."""


def form_artifacts(project: Project, theme: Theme, rules: Rules) -> Iterator[Artifact]:
    """The form on its own: page, workbook, and the files of the theme it loads."""
    yield from form_files(project, theme, rules, "index.html", on_site=False)
    settings = project.settings
    own = {EXTRA_STYLE, settings.theme.logo if settings.theme else None}
    for name, content in theme.assets("site").items():
        if name in ASSETS or name in own or name.startswith("fonts/"):
            yield Artifact(f"assets/{name}", content)
    accent = accent_style(settings)
    if accent is not None:
        yield Artifact(f"assets/{ACCENT}", accent)


def form_files(
    project: Project, theme: Theme, rules: Rules, path: str = PAGE, *, on_site: bool = True
) -> Iterator[Artifact]:
    """The page at `path` and its workbook. `on_site` says whether the guides are next to it."""
    needed = needed_facets(project)
    context = frame_context(project.settings, theme, "") | {
        "canonical": None,
        "form": {
            "on_site": on_site,
            "deliver": deliver_words(project),
            "workbook": WORKBOOK,
            "questions": [
                asked_view(name, facet) | {"needed": name in needed} for name, facet in asked_facets(project).items()
            ],
            "rules": compact(rules),
            "first_day": dt.date(FIRST_YEAR, 1, 1).isoformat(),
            "last_day": dt.date(LAST_YEAR, 12, 31).isoformat(),
        },
    }
    yield Artifact(path, theme.render("site/form.html", context).encode())
    yield Artifact(WORKBOOK, form_workbook(project, asked_facets(project), needed, deliver_words(project)))


def needed_facets(project: Project) -> frozenset[str]:
    """The facets that every persona answers: text may say such an answer to everybody, so it cannot be left open."""
    personas = project.personas.values()
    return frozenset(
        name
        for name, facet in asked_facets(project).items()
        if personas and facet.asked_when == ALWAYS and all(name in one.answers for one in personas)
    )


def deliver_words(project: Project) -> str:
    """Where the saved file goes: the project's own sentence, else the office's name and address."""
    settings = project.settings
    if settings.form is not None and settings.form.deliver is not None:
        return text.curly(settings.form.deliver)
    office = settings.office
    if office is None:
        return words.DELIVER
    if office.contact is None:
        return words.DELIVER_TO.format(office=text.curly(office.name))
    return words.DELIVER_AT.format(office=text.curly(office.name), contact=office.contact)
