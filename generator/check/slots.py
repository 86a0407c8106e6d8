"""Slots: ties and circles among their alternatives."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
from generator.logic.space import ConeTooLarge, Space
from generator.logic.specificity import rank
from generator.model.project import Project


def check_slots(project: Project, space: Space, diagnostics: Diagnostics) -> None:
    """Report every slot whose alternatives have no clear order."""
    for name, rivals in project.slots.items():
        try:
            ranking = rank(rivals, space)
        except ConeTooLarge as large:
            diagnostics.error(
                "too-large",
                f"slot '{name}' cannot be decided: {large}",
                rivals[0].front.place("when"),
                "test fewer facets in one slot",
            )
            continue
        for tie in ranking.ties:
            diagnostics.error(
                "tie",
                f"'{tie.first.id}' and '{tie.second.id}' can both hold, and neither is a special case of the other",
                tie.first.front.place("when"),
                f"give them different priorities; the other is at {tie.second.front.place('when')}",
                tie.witness,
            )
        if ranking.circle:
            names = ", ".join(f"'{module.id}'" for module in ranking.circle)
            diagnostics.error(
                "circle",
                f"the priorities of {names} go round in a circle",
                next((one for one in ranking.circle if one.front.priority), ranking.circle[0]).front.place("priority"),
                "change one of them",
            )
