"""The settings that name things of other files: the roster's columns and answers, the end of the season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.facet import Facet
from generator.model.project import Project
from generator.model.roster import FIELDS
from generator.model.settings import RosterSettings


def check_settings(project: Project, diagnostics: Diagnostics) -> None:
    """Report every name in `guidegen.yaml` that leads nowhere."""
    handbook = project.settings.handbook
    if handbook is not None and handbook.good_until is not None and handbook.good_until not in project.milestones:
        _unknown("milestone", handbook.good_until, project.milestones, handbook.place("good_until"), diagnostics)
    roster = project.settings.roster
    if roster is not None:
        _roster(roster, project.facets, diagnostics)


def _roster(roster: RosterSettings, facets: Mapping[str, Facet], diagnostics: Diagnostics) -> None:
    asked = {name: facet for name, facet in facets.items() if facet.derived is None}
    columns, answers = roster.place("columns"), roster.place("answers")
    for field in roster.columns:
        if field not in FIELDS and field not in asked:
            _unknown("field or facet", field, [*FIELDS, *asked], columns, diagnostics)
    headers = [header for several in roster.columns.values() for header in several]
    for header in sorted({one for one in headers if headers.count(one) > 1}):
        diagnostics.error("repeated-column", f"the header '{header}' is given to two fields", columns)
    for name, words in roster.answers.items():
        facet = asked.get(name)
        if facet is None:
            _unknown("facet", name, asked, answers, diagnostics)
            continue
        for value in words.values():
            if value is not None and facet.values and value not in facet.values:
                message = f"'{name}' has no value '{value}'"
                diagnostics.error("unknown-value", message, answers, nearest(value, facet.values))


def _unknown(kind: str, name: str, known: Iterable[str], place: Span, diagnostics: Diagnostics) -> None:

    diagnostics.error("unknown-name", f"there is no {kind} '{name}'", place, nearest(name, known))
