"""The page that leads to the guides, as its template sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator import text
from generator.model.output import guide_folder
from generator.model.profile import Persona
from generator.model.project import Project
from generator.model.roster import NOT_KNOWN
from generator.render import words
from generator.render.project_view import questions_view

View = dict[str, Any]


def front_page_view(project: Project, personas: Sequence[Persona]) -> View:
    """The guides of these personas in groups, the questions by which they differ, and the answers to the first.

    The page's script asks them one after the other; the first is there before it runs, so that nothing moves.
    """
    groups = _groups(project, personas)
    questions = questions_view(project, _asked(personas, project))
    guides = [guide for group in groups for guide in group["guides"]]
    differing = [asked for asked in questions if len(_answers(asked["label"], guides)) > 1]
    opening = differing[0] if differing else None
    return {
        "groups": groups,
        "questions": questions,
        "steps": len(differing),
        "opening": opening,
        "choices": [] if opening is None else _choices(opening, guides),
        "unsure": NOT_KNOWN,
        "otherwise": words.NONE,
    }


def _groups(project: Project, personas: Iterable[Persona]) -> list[View]:
    """The guides by their first answer, in the order declared."""
    groups: dict[str, View] = {}
    for persona in personas:
        situation = [
            _answered(facet.label, facet.values[str(persona.answers[name])].label)
            for name, facet in project.facets.items()
            if isinstance(persona.answers.get(name), str)
        ]
        own = text.curly(persona.title)
        title = situation[0]["value"] if situation else own
        group = groups.setdefault(title, {"title": title, "guides": []})
        group["guides"].append(
            {
                "title": own,
                "href": f"{guide_folder(persona.id)}/index.html",
                "situation": situation,
            }
        )
    return list(groups.values())


def _answered(label: str, value: str) -> View:
    """One answer of a guide's situation, for the front page."""
    return {"label": text.curly(label), "value": text.curly(value)}


def _asked(personas: Iterable[Persona], project: Project) -> tuple[str, ...]:
    """The facets by which the personas differ, in the order declared."""
    answered = {name for persona in personas for name in persona.answers}
    return tuple(name for name in project.facets if name in answered)


def _answers(label: str, guides: Iterable[View]) -> dict[str, list[View]]:
    """The guides by their answer to one question; the guides that have none come last."""
    found: dict[str, list[View]] = {}
    for guide in guides:
        answer = next((one["value"] for one in guide["situation"] if one["label"] == label), words.NONE)
        found.setdefault(answer, []).append(guide)
    return dict(sorted(found.items(), key=lambda one: one[0] == words.NONE))


def _choices(asked: View, guides: Iterable[View]) -> list[View]:
    """Where each answer to a question leads: to its guide, or on with the questions, which needs scripts.

    Who does not know yet takes an answer that is for them, or says so. finder.js offers the same of every question.
    """
    answers = _answers(asked["label"], guides)
    unsure = [answer for answer in answers if answer == words.NONE or answer in json.loads(asked["several"])]
    choices: list[View] = [
        {"label": answer, "href": found[0]["href"] if len(found) == 1 else None, "is_unsure": answer in unsure}
        for answer, found in answers.items()
    ]
    return choices if unsure else [*choices, {"label": NOT_KNOWN, "href": None, "is_unsure": False}]
