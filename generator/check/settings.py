"""The settings that name things of other files: the roster's columns and answers, the end of the season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.facet import Facet
from generator.model.milestone import SeasonDay
from generator.model.project import Project
from generator.model.roster import FIELDS
from generator.model.settings import RosterSettings

NO_SEASON = "write the year into guidegen.yaml, such as 'season: 2028'"


def check_settings(project: Project, diagnostics: Diagnostics) -> None:
    """Report every name in `guidegen.yaml` that leads nowhere."""
    handbook = project.settings.handbook
    if handbook is not None and handbook.good_until is not None and handbook.good_until not in project.milestones:
        _unknown("milestone", handbook.good_until, project.milestones, handbook.place("good_until"), diagnostics)
    _season(project, diagnostics)
    _payers(project, diagnostics)
    for roster in project.settings.rosters.values():
        _roster(roster, project.facets, diagnostics)


def _payers(project: Project, diagnostics: Diagnostics) -> None:
    known = project.settings.payers
    if diagnostics.is_lost("payers", "*"):
        return
    for cost in project.costs.values():
        if cost.payer is not None and cost.payer not in known:
            otherwise = "leave it out where the reader pays, or add it to 'payers' in guidegen.yaml"
            advice = nearest(cost.payer, known) or otherwise
            diagnostics.error("unknown-name", f"there is no payer '{cost.payer}'", cost.place("payer"), advice)


def _season(project: Project, diagnostics: Diagnostics) -> None:
    """The facet that names another year is a number with bounds, and what counts from the season has one."""
    settings = project.settings
    name = settings.season_facet
    if name is not None:
        place, facet = settings.place("season_facet"), project.facets.get(name)
        if facet is None:
            years = [other for other, one in project.facets.items() if _is_year(one)]
            _unknown("facet", name, years, place, diagnostics)
        elif not _is_year(facet):
            message = f"'{name}' cannot name a year: it has to be a question of the type integer with 'min' and 'max'"
            diagnostics.error("not-a-year", message, place)
        if settings.season is None:
            message = "readers who do not answer need a year, too"
            diagnostics.error("no-season", message, place, NO_SEASON)
    if settings.season is not None:
        return
    for milestone in project.milestones.values():
        for key, rule in (("start", milestone.start), ("end", milestone.end)):
            if isinstance(rule, SeasonDay):
                message = "this day counts from the season's year, and guidegen.yaml has no season"
                diagnostics.error("no-season", message, milestone.place(key), NO_SEASON)


def _is_year(facet: Facet) -> bool:
    return facet.type == "integer" and facet.derived is None and facet.min is not None and facet.max is not None


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
