"""What is told of people before anything is made for them: answers that do not count, seasons that are over."""

from __future__ import annotations

from collections.abc import Iterable

from generator.app.opened import Opened
from generator.check.seasons import profile_seasons
from generator.check.unused import unused_answers, unused_ticks
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.model.condition import ALWAYS
from generator.model.profile import Profile


def doubts(opened: Opened, profiles: Iterable[Profile]) -> list[Diagnostic]:
    """Warnings of all of them; whose answers cannot be together is told elsewhere."""
    return [one for profile in profiles for one in doubts_of(opened, profile)]


def doubts_of(opened: Opened, profile: Profile) -> list[Diagnostic]:
    """Warnings of one reader, in the order of what they answered."""
    project = opened.project
    found = list(profile_seasons(project, [profile], opened.day_of(profile)))
    is_ticked = not profile.ticks.keys().isdisjoint(project.steps)
    if not is_ticked and all(project.facets[name].asked_when == ALWAYS for name in profile.answers):
        return found
    try:
        reader = opened.plan(profile) if is_ticked else opened.narrow(profile)
    except ProfileError:
        return found
    return [*found, *unused_answers(project, reader), *unused_ticks(project, reader)]
