"""Seasons that are over, or that no reader can name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator.diagnostics import Diagnostic, Span
from generator.logic.calendar import Calendar
from generator.model.profile import Example, Profile
from generator.model.project import Project


def project_season(project: Project, today: dt.date) -> list[Diagnostic]:
    """What is wrong with the season that dates the public pages."""
    season, place = project.settings.season, project.settings.place("season")
    if season is None:
        return []
    found = _over(project, season, place, today, "set 'season' to a later year")
    name = project.settings.season_facet
    facet = None if name is None else project.facets.get(name)
    if facet is not None and facet.min is not None and facet.max is not None and not facet.min <= season <= facet.max:
        message = f"no reader can answer '{name}: {season}'; it goes from {facet.min} to {facet.max}"
        found.append(Diagnostic("warning", "season-out-of-range", message, place, "change the season or the facet"))
    return found


def profile_seasons(project: Project, profiles: Iterable[Profile], today: dt.date) -> list[Diagnostic]:
    """The readers who name a season that is over."""
    name = project.settings.season_facet
    return [
        one
        for profile in profiles
        if name is not None and (year := project.settings.season_of(profile.answers)) is not None
        for one in _over(
            project, year, profile.place(name), _day_of(profile, today), f"answer '{name}' with a later year"
        )
    ]


def _day_of(profile: Profile, today: dt.date) -> dt.date:
    """The day a reader counts from: an example has its own."""
    return profile.as_of if isinstance(profile, Example) else today


def _over(project: Project, year: int, place: Span, today: dt.date, advice: str) -> list[Diagnostic]:
    name = project.settings.good_until
    milestone = None if name is None else project.milestones.get(name)
    if name is None or milestone is None:
        return []
    end = Calendar(project.milestones, project.facets, {}, year).milestone(name)
    if end is None or end.day >= today:
        return []
    message = f"the season {year} is over: {milestone.label} was on {end.day}"
    return [Diagnostic("warning", "past-season", message, place, advice)]
