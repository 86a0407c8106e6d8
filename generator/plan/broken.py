"""What to tell of answers that cannot be together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import text
from generator.diagnostics import Diagnostic
from generator.logic.narrow import Contradiction, behind_of
from generator.logic.subject import ANSWERED
from generator.model.facet import Facet, MonthsBetween
from generator.model.profile import Answer, Profile
from generator.model.project import Project
from generator.model.rules import Constraint

BROKEN = "broken-constraint"
"""The code of answers that cannot be together."""


class BrokenConstraints:
    """Tells of contradictions. `known` finds what is known of a reader by fewer answers, or raises Contradiction."""

    def __init__(self, project: Project, known: Callable[[Mapping[str, Answer]], object]) -> None:
        self._project, self._known = project, known

    def told(self, profile: Profile, contradiction: Contradiction) -> Diagnostic:
        """What to tell: the fewest answers that cannot be together, and each reason, at the first of them."""
        answers, contradiction = self._fewest(_involved(profile, self._project.facets, contradiction), contradiction)
        broken = (contradiction.constraint, *contradiction.before)
        given = text.joined([f"'{name}: {_shown(answer)}'" for name, answer in reversed(list(answers.items()))])
        reasons = ", and ".join(dict.fromkeys(one.because for one in broken))
        where = text.joined([f"'{one.id}' in {one.span}" for one in broken])
        return Diagnostic(
            "error",
            BROKEN,
            f"{given} cannot be, because {reasons}",
            profile.place(next(iter(answers))) if answers else profile.span,
            f"correct {'it' if len(answers) == 1 else 'one of them'} or leave it open; see constraint {where}",
        )

    def _fewest(
        self, involved: Mapping[str, Answer], contradiction: Contradiction
    ) -> tuple[Mapping[str, Answer], Contradiction]:
        """The answers without which nothing is broken, and what they break."""
        needed = dict(involved)
        for name in involved:
            fewer = {other: answer for other, answer in needed.items() if other != name}
            if (found := self._breaks(fewer)) is not None:
                needed, contradiction = fewer, found
        return needed, contradiction

    def _breaks(self, answers: Mapping[str, Answer]) -> Contradiction | None:
        try:
            self._known(answers)
        except Contradiction as found:
            return found
        return None


def _involved(profile: Profile, facets: Mapping[str, Facet], contradiction: Contradiction) -> dict[str, Answer]:
    """The answers that may break the constraints of a contradiction, those that the broken one names first."""
    names = [
        name
        for constraint in (contradiction.constraint, *contradiction.before)
        for name in _asked_about(constraint, facets)
    ]
    return {name: profile.answers[name] for name in names if name in profile.answers}


def _asked_about(constraint: Constraint, facets: Mapping[str, Facet]) -> list[str]:
    """The facets whose answers may break a constraint, those it names first."""
    subjects = [clause.subject for clause in (*constraint.then.clauses(), *constraint.if_.clauses())]
    # Of a comparison ("graduation >= exam_date") both ends may have been answered.
    named = [word.removeprefix(f"{ANSWERED}.") for subject in subjects for word in subject.split(" ")]
    behind = [*named, *sorted(behind_of(set(named), facets))]
    counted = [facets[name].derived for name in behind if name in facets]
    ends = [end for one in counted if isinstance(one, MonthsBetween) for end in (one.months_from, one.to)]
    return [*behind, *ends]


def _shown(answer: object) -> str:
    return ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
