"""What templates see of a project, and of the questions that its front page asks."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.model.project import Project
from generator.model.settings import Settings
from generator.render.browser import compact

View = dict[str, Any]


def project_view(settings: Settings) -> View:
    """The project as every template sees it."""
    theme = settings.theme
    return {
        "title": text.curly(settings.title),
        "subtitle": None if settings.subtitle is None else text.curly(settings.subtitle),
        "language": settings.language,
        "url": settings.site.url if settings.site else None,
        "next_season": settings.site.next_season if settings.site else None,
        "office": {"name": settings.office.name, "contact": settings.office.contact} if settings.office else None,
        "renew": text.curly(settings.renew),
        "theme": {
            "name": theme.name if theme else None,
            "accent": settings.accent,
            "has_own_accent": theme is not None and theme.accent is not None,
            "footer": theme.footer if theme else None,
            "logo": theme.logo if theme else None,
        },
    }


def questions_view(project: Project, asked: tuple[str, ...]) -> list[View]:
    """The questions of some facets, for the front page."""
    facets = [project.facets[name] for name in asked]
    return [
        {
            "label": text.curly(facet.label),
            "question": text.curly(facet.question or facet.label),
            "help": None if facet.help is None else text.curly(facet.help),
            "several": compact([text.curly(one.label) for one in facet.values.values() if one.means]),
            "unlisted": None if facet.unlisted is None else text.curly(facet.values[facet.unlisted].label),
        }
        for facet in facets
    ]
