"""What a day rests on."""

from __future__ import annotations

from generator.model.project import Project


def facets_behind(project: Project, anchor: str) -> frozenset[str]:
    """The date facets on which a day rests: itself, and those its planned day is counted from."""
    found: set[str] = set()
    while anchor in project.facets and anchor not in found:
        found.add(anchor)
        planned = project.facets[anchor].planned
        anchor = anchor if planned is None else planned.anchor
    return frozenset(found)
