"""What a day rests on."""

from __future__ import annotations

from generator.model.milestone import RelativeDay
from generator.model.project import Project


def facets_behind(project: Project, anchor: str) -> frozenset[str]:
    """The date facets on which a day rests."""
    found: set[str] = set()
    while anchor in project.milestones or anchor in project.facets:
        if anchor in project.facets:
            found.add(anchor)
            planned = project.facets[anchor].planned
            if planned is None or planned.anchor in found:
                break
            anchor = planned.anchor
            continue
        start = project.milestones[anchor].start
        if not isinstance(start, RelativeDay):
            break
        anchor = start.to
    return frozenset(found)
