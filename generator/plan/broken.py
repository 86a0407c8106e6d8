"""What to tell of answers that cannot be together."""

from __future__ import annotations

from collections.abc import Mapping

from generator import text
from generator.diagnostics import Diagnostic
from generator.logic.narrow import Contradiction, behind_of, narrow, possible_answers
from generator.logic.subject import Subjects
from generator.model.facet import Facet, MonthsBetween
from generator.model.profile import Answer, Profile
from generator.model.project import Project
from generator.model.rules import Constraint


class BrokenConstraints:
    """Tells of contradictions; what the same answers break is found once."""

    def __init__(self, project: Project, subjects: Subjects) -> None:
        self._project, self._subjects = project, subjects
        self._found: dict[frozenset[tuple[str, Answer]], tuple[Mapping[str, Answer], Contradiction]] = {}

    def told(self, profile: Profile, contradiction: Contradiction) -> Diagnostic:
        """What to tell: the fewest answers that cannot be together, and each reason, at the first of them."""
        involved = _involved(profile, self._project.facets, contradiction)
        answers, contradiction = self._fewest(involved, contradiction)
        broken = (contradiction.constraint, *contradiction.before)
        given = text.joined([f"'{name}: {_shown(answer)}'" for name, answer in reversed(list(answers.items()))])
        reasons = ", and ".join(dict.fromkeys(one.because for one in broken))
        where = text.joined([f"'{one.id}' in {one.span}" for one in broken])
        return Diagnostic(
            "error",
            "broken-constraint",
            f"{given} cannot be, because {reasons}",
            profile.place(next(iter(answers))) if answers else profile.span,
            f"see constraint {where}",
        )

    def _fewest(
        self, involved: Mapping[str, Answer], contradiction: Contradiction
    ) -> tuple[Mapping[str, Answer], Contradiction]:
        """The answers without which nothing is broken, and what they break."""
        key = frozenset(involved.items())
        if key not in self._found:
            needed = dict(involved)
            for name in involved:
                fewer = {other: answer for other, answer in needed.items() if other != name}
                if (found := self._contradiction(fewer)) is not None:
                    needed, contradiction = fewer, found
            self._found[key] = needed, contradiction
        return self._found[key]

    def _contradiction(self, answers: Mapping[str, Answer]) -> Contradiction | None:
        """What these answers break alone; None where they break nothing, or only with the days of a calendar."""
        facets = self._project.facets
        try:
            narrow(possible_answers(answers, facets, self._subjects), facets, self._project.constraints)
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
    named = [word for subject in subjects for word in subject.split(" ")]
    behind = [*named, *sorted(behind_of(set(named), facets))]
    counted = [facets[name].derived for name in behind if name in facets]
    ends = [end for one in counted if isinstance(one, MonthsBetween) for end in (one.months_from, one.to)]
    return [*behind, *ends]


def _shown(answer: object) -> str:
    return ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
