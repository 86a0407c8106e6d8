"""What is told of people before anything is made for them: answers that do not count, seasons that are over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from generator.app.opened import Opened
from generator.check.seasons import profile_seasons
from generator.check.unused import past_days, unused_answers, unused_lists, unused_ticks
from generator.diagnostics import Diagnostic, Span
from generator.errors import ProfileError
from generator.model.condition import ALWAYS
from generator.model.profile import Profile


def doubts(opened: Opened, profiles: Iterable[Profile]) -> list[Diagnostic]:
    """Warnings of all of them; whose answers cannot be together is told elsewhere.

    What a matrix answers for many personas is told once, where it counts for none of them.
    """
    groups: dict[tuple[Span, str], dict[str, list[Diagnostic]]] = {}
    sharing: Counter[Span] = Counter()
    for profile in profiles:
        sharing.update({profile.place(name) for name in profile.answers})
        for one in doubts_of(opened, profile):
            groups.setdefault((one.span, one.code), {}).setdefault(profile.id, []).append(one)
    told = (next(iter(whose.values())) for (place, _), whose in groups.items() if len(whose) >= sharing[place])
    return [one for several in told for one in several]


def doubts_of(opened: Opened, profile: Profile) -> list[Diagnostic]:
    """Warnings of one reader, in the order of what they answered."""
    return [*profile_seasons(opened.project, [profile], opened.day_of(profile)), *unused_of(opened, profile)]


def unused_of(opened: Opened, profile: Profile) -> list[Diagnostic]:
    """Warnings of what one reader gave that does not count."""
    project, today = opened.project, opened.day_of(profile)
    set_days = {rule.anchor for step in project.steps.values() for rule in (step.starts_on, step.ends_on) if rule}
    given = (profile.answers.get(name) for name in set_days)
    is_planned = bool(profile.ticks or profile.lists) or any(isinstance(day, dt.date) and day < today for day in given)
    if not is_planned and all(project.facets[name].asked_when == ALWAYS for name in profile.answers):
        return []
    try:
        reader = opened.plan(profile) if is_planned else opened.narrow(profile)
    except ProfileError:
        return []
    ticks = unused_ticks(opened.presence, reader) if profile.ticks else ()
    lists = unused_lists(project, reader) if profile.lists else ()
    return [*unused_answers(project, reader), *ticks, *lists, *past_days(reader)]
