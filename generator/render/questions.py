"""Open questions as templates see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.facet import Facet
from generator.model.guide import Guide, OpenQuestion
from generator.model.line_kinds import QUESTION
from generator.model.profile import Profile
from generator.model.project import Project
from generator.model.roster import NOT_KNOWN
from generator.render.asked import asked_facets, asked_view
from generator.render.browser import compact
from generator.render.fill import Filler
from generator.render.typography import title_html

View = dict[str, Any]


def questions_view(guide: Guide, filler: Filler) -> list[View]:
    """The questions that a guide leaves open, each as its form and the pages it would change."""
    titles = {passage.section.id: passage.section.decision.module.title for passage in guide.passages}
    return [_question(one, titles, filler) for one in guide.entries(QUESTION)]


def _question(question: OpenQuestion, titles: Mapping[str, str], filler: Filler) -> View:
    return {
        "facet": question.facet,
        "label": question.label,
        "question": question.question,
        "help": question.help,
        "type": question.type,
        "choices": [{"value": value, "label": label} for value, label in question.choices],
        "places": [
            {
                "kind": place.kind,
                "href": filler.addresses.section(place.chapter, place.section) if place.section else None,
                "title": title_html(titles[place.section]) if place.section else None,
            }
            for place in question.places
        ],
    }


def answers_view(project: Project, guide: str, open_questions: list[View], *, private: bool) -> View:
    """What a guide is for, as data and as questions, and the questions on its page."""
    return {
        "given": given_answers(project, guide),
        "settled": [] if private else settled_questions(project, guide),
        "asked": page_questions(project, guide, open_questions),
        "unsure": NOT_KNOWN,
    }


def given_answers(project: Project, guide: str) -> str | None:
    """What the persona of a guide answered, for the page's engine; None for a guide of somebody else."""
    persona = project.personas.get(guide)
    return None if persona is None else compact(given_data(persona))


def given_data(profile: Profile) -> dict[str, Any]:
    """What somebody answered, as data."""
    return {
        name: sorted(answer) if isinstance(answer, frozenset) else answer for name, answer in profile.answers.items()
    }


def settled_questions(project: Project, guide: str) -> list[View]:
    """The questions by whose answers guides differ, with the answers that have a guide; none for that of a person."""
    persona = project.personas.get(guide)
    if persona is None:
        return []
    every = project.personas.values()
    found = []
    for name, facet in asked_facets(project).items():
        if facet.type == "choice" and name in persona.answers:
            answered = {one.answers.get(name) for one in every}
            view = asked_view(name, facet)
            view["choices"] = [one for one in view["choices"] if one["value"] in answered]
            found.append(view | {"answer": persona.answers[name]})
    return [one for one in found if len(one["choices"]) > 1]


def page_questions(project: Project, guide: str, open_questions: list[View]) -> list[View]:
    """The questions on the page of a guide: those it leaves open, and those its persona left out that may bring text.

    The latter are `extra`: the page's engine asks them where text that is hidden so far depends on them.
    """
    persona = project.personas.get(guide)
    known = {one["facet"]: one for one in open_questions}
    found = []
    for name, facet in asked_facets(project).items():
        if name in known:
            found.append(known[name])
        elif persona is not None and name not in persona.answers:
            found.append(_extra(name, facet))
    return found


def _extra(name: str, facet: Facet) -> View:
    view = asked_view(name, facet)
    real = set(facet.real_values) if facet.type == "choice" else {one["value"] for one in view["choices"]}
    return view | {"choices": [one for one in view["choices"] if one["value"] in real], "extra": True}
