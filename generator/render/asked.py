"""What can be asked of a reader, as templates see it."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.kept import Kept
from generator.logic.describe import number_label
from generator.model.facet import Facet
from generator.model.project import Project

View = dict[str, Any]

_VIEWS: Kept[tuple[Facet, View]] = Kept(1000)


def asked_facets(project: Project) -> dict[str, Facet]:
    """The facets that have a question and are not derived, in the order declared."""
    return {
        name: facet for name, facet in project.facets.items() if facet.question is not None and facet.derived is None
    }


def asked_view(name: str, facet: Facet) -> View:
    """A question with all that may be chosen, worked out once for all guides."""
    known = _VIEWS.get((name, id(facet)), 1, lambda: (facet, _asked(name, facet)), lambda one: one[0] is facet)
    return dict(known[1])


def _asked(name: str, facet: Facet) -> View:
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
        return [(str(one), number_label(facet, one)) for one in range(facet.min, facet.max + 1)]
    return [(value, text.curly(one.label)) for value, one in facet.values.items()]
