"""plan.js: everything from which a reader's plan follows, once for a site and without its prose."""

from __future__ import annotations

from collections.abc import Iterable

from generator import text
from generator.browser.conditions import Conditions, Data
from generator.browser.costs import costs_data, counted_number
from generator.browser.documents import documents_data, sets_data
from generator.browser.modules import chapters_data, entries_data, facts_data, modules_data
from generator.browser.rules import facets_data, subjects_data
from generator.browser.steps import milestones_data, steps_data
from generator.browser.tables import curled_texts, tables_data
from generator.browser.taken import taken_data
from generator.browser.words import words_data
from generator.logic.condition_data import day_number
from generator.logic.presence import Presence
from generator.logic.subject import Subjects
from generator.model.profile import Persona
from generator.model.project import Project
from generator.path import Order
from generator.render.browser import compact
from generator.render.questions import given_data

VERSION = 1
"""The form of the data; `templates/site/engine/index.js` reads this one."""


def plan_data(presence: Presence, subjects: Subjects, guides: Iterable[Persona] | None = None) -> Data:
    """The rules of a project: what it asks, what follows, who reads what, and by when.

    `guides` are the personas whose guides are on the site; without them all of the project.
    """
    project, conditions = presence.project, Conditions()
    settings = project.settings
    facts = {name: number for number, name in enumerate(project.facts)}
    data: Data = {
        "version": VERSION,
        "season": settings.season,
        "seasonFacet": settings.season_facet,
        "seasonName": settings.season_name,
        "goodUntil": settings.good_until,
        "constants": {name: text.curly(one.value) for name, one in sorted(project.constants.items())},
        "curled": curled_texts(project),
        **facets_data(project, conditions),
        "subjects": subjects_data(project, subjects),
        "tables": tables_data(project, conditions),
        "milestones": milestones_data(project, conditions),
        "dates": sorted(project.milestones),
        "lanes": [text.curly(lane.label) for lane in settings.timeline.lanes] if settings.timeline else [],
        "steps": steps_data(project, conditions),
        "sorted": list(Order(project.steps).forward),
        "chapters": chapters_data(presence, conditions),
        "entries": entries_data(presence, conditions),
        "modules": modules_data(presence, facts, conditions),
        "costs": costs_data(project, facts, conditions),
        "documents": documents_data(project, facts, conditions),
        "sets": sets_data(project, conditions),
        "facts": facts_data(project),
        "number": counted_number(project),
        "guides": {one.id: given_data(one) for one in (project.personas.values() if guides is None else guides)},
        "reviewed": max(day_number(one.front.reviewed) for one in project.modules.values()),
        "words": words_data(),
    }
    return {**data, "conditions": conditions.data}


def taken_script(project: Project) -> bytes:
    """What words a calendar and a table that are made on the page, as a script."""
    return f"window.guidegenTaken={compact(taken_data(project))}\n".encode()


def plan_script(data: Data) -> bytes:
    """The data as a script, which a page may load from the disk too."""
    return f"window.guidegenPlan={compact(data)}\n".encode()
