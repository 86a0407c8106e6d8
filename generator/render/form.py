"""The form: a page that asks an applicant what the facets ask, and saves an answers file. It sends nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from generator import text
from generator.logic.words import OR_MORE
from generator.model.artifact import Artifact
from generator.model.condition import ALWAYS
from generator.model.dates import FIRST_YEAR, LAST_YEAR
from generator.model.facet import Facet
from generator.model.project import Project
from generator.render import words
from generator.render.browser import compact
from generator.render.frame import ACCENT, accent_style, frame_context
from generator.render.theme import EXTRA_STYLE, Theme
from generator.render.views import View
from generator.render.workbook.form_book import form_workbook

Rules = Mapping[str, Any]
"""Facets and constraints as the page's engine reads them."""

PAGE, WORKBOOK = "form.html", "form.xlsx"
ASSETS = ("engine.js", "form.js", "icon.svg", "site.css", "site.js", "theme.js")
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
                _question(name, facet) | {"needed": name in needed} for name, facet in asked_facets(project).items()
            ],
            "rules": compact(rules),
            "first_day": dt.date(FIRST_YEAR, 1, 1).isoformat(),
            "last_day": dt.date(LAST_YEAR, 12, 31).isoformat(),
        },
    }
    yield Artifact(path, theme.render("site/form.html", context).encode())
    yield Artifact(WORKBOOK, form_workbook(project, asked_facets(project), needed, deliver_words(project)))


def asked_facets(project: Project) -> dict[str, Facet]:
    """The facets that have a question and are not derived, in the order declared."""
    return {
        name: facet for name, facet in project.facets.items() if facet.question is not None and facet.derived is None
    }


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


def _question(name: str, facet: Facet) -> View:
    assert facet.question is not None
    return {
        "facet": name,
        "label": text.curly(facet.label),
        "question": text.curly(facet.question),
        "help": None if facet.help is None else text.curly(facet.help),
        "type": facet.type,
        "choices": [{"value": value, "label": label} for value, label in choices_of(facet)],
    }


def choices_of(facet: Facet) -> list[tuple[str, str]]:
    """What may be chosen, each with its label: all values of a choice, also those that stand for others."""
    if facet.type == "integer":
        assert facet.min is not None
        assert facet.max is not None
        return [(str(one), _counted(one, facet)) for one in range(facet.min, facet.max + 1)]
    return [(value, text.curly(one.label)) for value, one in facet.values.items()]


def _counted(number: int, facet: Facet) -> str:
    one = str(number)
    if facet.unit is not None:
        one = f"{number} {facet.unit.one if number == 1 else facet.unit.other}"
    return OR_MORE.format(number=one) if facet.or_more and number == facet.max else one
