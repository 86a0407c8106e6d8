"""`guidegen list`: what a project holds, as rows for a table or for JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from generator.app.earlier import Earlier
from generator.app.guide_names import LED, LEFT, PLAIN
from generator.app.opened import Opened, open_project
from generator.app.proven_file import keep_proven, read_proven
from generator.app.rules_names import rules_names
from generator.app.stopwatch import Stopwatch
from generator.app.trials import Trials
from generator.check.facts import readers_of
from generator.check.points import Maker, makers_of
from generator.check.questions import Questions
from generator.check.reviews import review_due
from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.load.applicants import read_applicants
from generator.logic.calendar import Calendar
from generator.logic.describe import condition_words
from generator.logic.hits import Hits
from generator.logic.witness import Witnesses
from generator.model.condition import ALWAYS
from generator.model.data import Fact
from generator.model.module import FactMark

ListRow = dict[str, Any]
WRONG = "wrong"
SIGNS = {LEFT: "-", PLAIN: "+", LED: "?", WRONG: "!"}
"""What a matrix of modules by persona says."""
KINDS = ("modules", "profiles", "facets", "milestones", "facts", "points")


def list_rows(kind: str, root: Path, today: dt.date) -> list[ListRow]:
    """The rows of one kind (one of KINDS).

    Raises ProjectError.
    """
    opened = open_project(root, today, Stopwatch())
    return {
        "modules": _modules,
        "profiles": _profiles,
        "facets": _facets,
        "milestones": _milestones,
        "facts": _facts,
        "points": _points,
    }[kind](opened)


def matrix_rows(root: Path, today: dt.date) -> list[ListRow]:
    """Modules by persona: `+` shown, `?` under a lead, `-` left out, `!` where the persona cannot be built.

    Raises ProjectError.
    """
    rules, proven = rules_names(root), read_proven(root)
    opened = open_project(root, today, Stopwatch(), earlier=Earlier(proven))
    rows = matrix_of(opened)
    if rules_names(root) == rules:  # else a file changed meanwhile, and nobody knows what was tried
        keep_proven(root, proven)
    return rows


def matrix_of(opened: Opened) -> list[ListRow]:
    """The same for a project that is open."""
    signs: dict[str, dict[str, str]] = {name: {} for name in opened.project.modules}
    trials = Trials(opened)
    for persona in opened.project.personas.values():
        try:
            places = trials.names.places(trials.shown(persona))
        except ProfileError:
            places = dict.fromkeys(signs, WRONG)
        for name, place in places.items():
            signs[name][persona.id] = SIGNS[place]
    return [{**row, "personas": signs[row["module"]]} for row in _modules(opened)]


def _modules(opened: Opened) -> list[ListRow]:
    chapters = {
        name if isinstance(name, str) else name.slot: chapter.id
        for _, chapter in opened.project.outline.chapters()
        for name in chapter.contents
    }
    expired = {name for name, fact in opened.project.facts.items() if _is_past(fact, opened.today)}
    rows: list[ListRow] = []
    for module in opened.project.modules.values():
        due = review_due(module.front)
        cited = sorted({mark.fact for mark in module.marks if isinstance(mark, FactMark)})
        rows.append({
            "module": module.id,
            "chapter": chapters.get(module.front.slot or module.id),
            "slot": module.front.slot,
            "when": "" if module.condition == ALWAYS else condition_words(module.condition),
            "reviewed": str(module.front.reviewed),
            "review_by": None if due is None else str(due),
            "facts": cited,
            "facts_past": [name for name in cited if name in expired],
            "path": module.path,
        })  # fmt: skip
    return rows


def _profiles(opened: Opened) -> list[ListRow]:
    applicants, wrong = read_applicants(opened.root, opened.project, opened.subjects)
    rows: list[ListRow] = [
        {"profile": persona.id, "kind": "persona", "title": persona.title, "state": "fine", "path": persona.span.path}
        for persona in opened.project.personas.values()
    ]
    rows += [
        {"profile": one.id, "kind": "example", "title": one.title, "state": "fine", "path": one.span.path}
        for one in opened.project.examples.values()
    ]
    rows += [
        {"profile": one.id, "kind": "applicant", "title": "", "state": "fine", "path": one.span.path}
        for one in applicants.values()
    ]
    rows += [
        {"profile": name, "kind": "applicant", "title": "", "state": "wrong", "path": found[0].span.path}
        for name, found in wrong.items()
    ]
    return rows


def _facets(opened: Opened) -> list[ListRow]:
    return [
        {
            "facet": name,
            "type": facet.type,
            "answers": ", ".join(facet.values) if facet.values else _bounds(facet.min, facet.max),
            "asked": "derived" if facet.derived is not None else facet.question,
        }
        for name, facet in opened.project.facets.items()
    ]


def _bounds(low: int | None, high: int | None) -> str:
    return "" if low is None or high is None else f"{low} to {high}"


def _milestones(opened: Opened) -> list[ListRow]:
    project = opened.project
    season = project.settings.season
    everything = {name: subject.everything() for name, subject in opened.subjects.items()}
    calendar = Calendar(project.milestones, project.facets, everything, season)
    rows: list[ListRow] = []
    for name, milestone in project.milestones.items():
        dated = calendar.milestone(name)
        stored = None if season is None else milestone.dates.get(season)
        rows.append({
            "milestone": name,
            "date": None if dated is None else str(dated.day),
            "season": season,
            "from": stored.status if stored else milestone.basis,
            "label": milestone.label,
        })  # fmt: skip
    return rows


def _facts(opened: Opened) -> list[ListRow]:
    """The facts with the modules that cite them, and the personas that read those past their date."""
    presence = opened.presence
    cited: dict[str, list[str]] = {}
    for module in opened.project.modules.values():
        for mark in module.marks:
            if isinstance(mark, FactMark) and module.id not in cited.setdefault(mark.fact, []):
                cited[mark.fact].append(module.id)
    return [
        {
            "fact": name,
            "value": fact.value,
            "checked": str(fact.checked),
            "expires": None if fact.expires is None else str(fact.expires),
            "past": _is_past(fact, opened.today),
            "confirm": fact.verify,
            "modules": cited.get(name, []),
            "read_by": readers_of(name, presence, opened.space) if _is_past(fact, opened.today) else None,
        }
        for name, fact in opened.project.facts.items()
    ]


def _is_past(fact: Fact, today: dt.date) -> bool:
    return fact.expires is not None and fact.expires < today


def _points(opened: Opened) -> list[ListRow]:
    """The points with what makes them, then those that were dropped."""
    makers = _makers(opened)
    rows: list[ListRow] = [
        {
            "point": name,
            "importance": point.importance,
            "for": "everybody" if point.when == ALWAYS else condition_words(point.when),
            "made_by": [maker.name for maker in makers[name]],
            "also": list(point.also),
            "says": point.says,
            "note": point.note,
        }
        for name, point in opened.project.points.items()
    ]
    rows += [
        {
            "point": name,
            "importance": None,
            "for": "nobody",
            "made_by": [],
            "also": [],
            "says": "dropped",
            "note": dropped.why,
        }
        for name, dropped in opened.project.dropped.items()
    ]
    return rows


def _makers(opened: Opened) -> dict[str, list[Maker]]:
    project = opened.project
    ask = Questions(opened.space, Witnesses(project, opened.space, opened.today), Diagnostics())
    return makers_of(project, opened.presence, Hits(project.tables, project.steps), ask)
