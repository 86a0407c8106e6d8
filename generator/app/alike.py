"""The order in which many people are taken: readers of like text one after another.

What was made for one is then still at hand for the next: sections, their HTML, and laid out pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.app.opened import Opened
from generator.logic.bodies import texts_in
from generator.model.profile import Answer, Applicant


def alike(opened: Opened, applicants: Iterable[Applicant]) -> list[Applicant]:
    """People in the order of their answers, those first on which most of the text depends."""
    facets = _deciding(opened)

    def answers(one: Applicant) -> tuple[list[str], str]:
        return [_word(one.answers, name) for name in facets], one.id

    return sorted(applicants, key=answers)


def _deciding(opened: Opened) -> list[str]:
    """The facets, by how many stretches of text they decide about."""
    tested: Counter[str] = Counter()
    for module in opened.project.modules.values():
        for text in texts_in(module.body, module.condition, ()):
            tested.update({clause.subject for clause in text.there.clauses()})
    return sorted(opened.project.facets, key=lambda name: (-tested[name], name))


def _word(answers: Mapping[str, Answer], facet: str) -> str:
    answer = answers.get(facet)
    return ",".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
