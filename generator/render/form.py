"""The form: a page that asks an applicant what the facets ask, and saves an answers file. It sends nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from generator import text
from generator.logic.words import OR_MORE
from generator.model.artifact import Artifact
from generator.model.condition import ALWAYS, AnyOf, Not
from generator.model.dates import FIRST_YEAR, LAST_YEAR
from generator.model.facet import Facet
from generator.model.project import Project
from generator.render import words
from generator.render.browser import compact, condition_data
from generator.render.frame import ACCENT, accent_style, frame_context
from generator.render.theme import EXTRA_STYLE, Theme
from generator.render.views import View
from generator.render.workbook.form_book import form_workbook

PAGE, WORKBOOK = "form.html", "form.xlsx"
ASSETS = ("asked.js", "form.js", "icon.svg", "site.css", "site.js", "theme.js", "truth.js")
"""Of the theme's files those that the page loads, apart from its fonts."""


def form_artifacts(project: Project, theme: Theme) -> Iterator[Artifact]:
    """The form on its own: page, workbook, and the files of the theme it loads."""
    yield from form_files(project, theme, "index.html", on_site=False)
    settings = project.settings
    own = {EXTRA_STYLE, settings.theme.logo if settings.theme else None}
    for name, content in theme.assets("site").items():
        if name in ASSETS or name in own or name.startswith("fonts/"):
            yield Artifact(f"assets/{name}", content)
    accent = accent_style(settings)
    if accent is not None:
        yield Artifact(f"assets/{ACCENT}", accent)


def form_files(project: Project, theme: Theme, path: str = PAGE, *, on_site: bool = True) -> Iterator[Artifact]:
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
            "rules": compact(rules_data(project)),
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


def rules_data(project: Project) -> dict[str, Any]:
    """What `asked.js` needs to tell which questions are open: facets and constraints."""
    return {
        "facets": {name: _facet_data(facet) for name, facet in project.facets.items()},
        "constraints": [
            {
                "rule": condition_data(AnyOf((Not(one.if_), one.then))),
                "because": text.curly(one.because),
            }
            for one in project.constraints
        ],
    }


def _facet_data(facet: Facet) -> dict[str, Any]:
    data: dict[str, Any] = {"type": facet.type}
    if facet.type == "integer":
        assert facet.min is not None
        assert facet.max is not None
        data["values"] = list(range(facet.min, facet.max + 1))
    elif facet.type != "date":
        data["values"] = list(facet.real_values)
        several = {name: list(one.means) for name, one in facet.values.items() if one.means}
        data |= {"means": several} if several else {}
    if facet.asked_when != ALWAYS:
        data["asked"] = condition_data(facet.asked_when)
    if facet.not_before is not None:
        data["before"] = facet.not_before
    if facet.derived is not None:
        data["derived"] = True
    if isinstance(facet.derived, tuple):
        data["rows"] = [{"when": condition_data(row.when), "value": row.value} for row in facet.derived]
    return data
