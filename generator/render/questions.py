"""Open questions as templates see them."""

from __future__ import annotations

from typing import Any

from generator.model.guide import Guide, OpenQuestion
from generator.render.fill import Filler
from generator.render.typography import title_html

View = dict[str, Any]


def allowed(question: OpenQuestion) -> list[str | int] | str:
    """What an answer kept in the browser may be: one of these, or a date."""
    if question.type == "date":
        return "date"
    return [int(value) if question.type == "integer" else value for value, _ in question.choices]


def question_view(question: OpenQuestion, guide: Guide, filler: Filler) -> View:
    """A question as its form and the pages it would change."""
    titles = {section.id: section.decision.module.title for one in guide.chapters for section in one.sections}
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
