"""The page that leads to the guides, as its template sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator import text
from generator.model.output import guide_folder
from generator.model.profile import Persona
from generator.model.project import Project
from generator.render.project_view import questions_view

View = dict[str, Any]


def front_page_view(project: Project, personas: Sequence[Persona]) -> View:
    """The guides of these personas in groups, and the questions by which they differ."""
    return {"groups": _groups(project, personas), "questions": questions_view(project, _asked(personas, project))}


def _groups(project: Project, personas: Iterable[Persona]) -> list[View]:
    """The guides by their first answer, in the order declared."""
    groups: dict[str, View] = {}
    for persona in personas:
        situation = [
            _answered(facet.label, facet.values[str(persona.answers[name])].label)
            for name, facet in project.facets.items()
            if isinstance(persona.answers.get(name), str)
        ]
        own = text.curly(persona.title)
        title = situation[0]["value"] if situation else own
        group = groups.setdefault(title, {"title": title, "guides": []})
        group["guides"].append(
            {
                "title": own,
                "href": f"{guide_folder(persona.id)}/index.html",
                "situation": situation,
            }
        )
    return list(groups.values())


def _answered(label: str, value: str) -> View:
    """One answer of a guide's situation, for the front page."""
    return {"label": text.curly(label), "value": text.curly(value)}


def _asked(personas: Iterable[Persona], project: Project) -> tuple[str, ...]:
    """The facets by which the personas differ, in the order declared."""
    answered = {name for persona in personas for name in persona.answers}
    return tuple(name for name in project.facets if name in answered)
