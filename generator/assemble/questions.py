"""The questions a reader may still answer on the page: those that open conditions of their guide turn on."""

from __future__ import annotations

from collections.abc import Mapping

from generator import text
from generator.logic.describe import number_label
from generator.model.answers import Answers, Interval, Possible, Several
from generator.model.facet import Facet
from generator.model.guide import OpenPlace, OpenQuestion


def open_questions(
    facets: Mapping[str, Facet],
    answers: Answers,
    places: Mapping[str, tuple[OpenPlace, ...]],
) -> tuple[OpenQuestion, ...]:
    """Every facet with open places that can be asked, in the order declared, with the answers still possible."""
    questions: list[OpenQuestion] = []
    for name, facet in facets.items():
        if name not in places or facet.question is None or facet.derived is not None:
            continue
        choices = _choices(facet, answers[name])
        if len(choices) > 1 or facet.type == "date":
            questions.append(
                OpenQuestion(
                    name,
                    text.curly(facet.label),
                    text.curly(facet.question),
                    None if facet.help is None else text.curly(facet.help),
                    facet.type,
                    choices,
                    places[name],
                )
            )
    return tuple(questions)


def _choices(facet: Facet, possible: Possible) -> tuple[tuple[str, str], ...]:
    match possible:
        case Several():
            return tuple((name, text.curly(facet.values[name].label)) for name in facet.real_values)
        case Interval():
            return ()
    if facet.type == "integer":
        numbers = sorted(value for value in possible if isinstance(value, int))  # type: ignore[union-attr]
        return tuple((str(one), number_label(facet, one)) for one in numbers)
    return tuple((name, text.curly(facet.values[name].label)) for name in facet.real_values if name in possible)  # type: ignore[operator]
