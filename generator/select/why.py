"""Why a reader is reading a section, in words for that reader: always true, and enough to explain it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator import text
from generator.logic.bodies import filled
from generator.logic.presence import Placed, Presence
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import Clause, Condition, Not
from generator.model.module import Text
from generator.model.selection import ArmDecision, ShownArm, ShownAside, ShownNode, ShownRun, Why
from generator.select import words
from generator.select.choice import Shown
from generator.select.grounds import Grounds
from generator.select.statements import Statement, statements


@dataclass(frozen=True, slots=True)
class WhyWriter:
    """Says of each section that a reader gets what of the reader brings it there.

    That takes all that decides it: what the outline asks, the module's own condition, the better alternatives of its
    slot, and where it is made of blocks only, those of them that are left. What a whole chapter asks is said at its
    head, and its sections say what they add.
    """

    presence: Presence
    subjects: Subjects

    def chapter(self, asked: Condition, answers: Answers) -> Why:
        """Why a chapter is in the guide, by what it and its part ask; without words where that is nothing."""
        grounds = Grounds(self.subjects, self.presence.project.facets, answers)
        grounds.add(asked, is_settled=False)
        grounds.finish()
        true, short = statements(grounds.true, self.subjects, answers), self._short(grounds, answers)
        said = " ".join([*_because(words.OF_CHAPTER, true), *self._said(words.OPEN_CHAPTER, grounds.open)])
        return Why(
            said,
            said,
            self._margin(short, grounds.open),
            holds=tuple(one.condition for one in true),
            in_short=tuple(one.condition for one in short),
            open=tuple(grounds.open),
        )

    def write(self, shown: Shown, body: tuple[ShownNode, ...], arms: Iterable[ArmDecision], chapter: Why) -> Why:
        """Why a module is shown, with what of its body is left and the arms of its blocks.

        `chapter` is why its chapter is there, which is said once at the head of that.
        """
        name, answers = shown.module.id, shown.answers
        fitted = tuple(dict.fromkeys(clause.subject for arm in arms for clause in arm.condition.clauses()))
        if self.presence.is_for_everybody(name):
            said = " ".join([words.EVERYBODY, *self._said(words.FITTED, fitted)])
            return Why(said, said, None, fitted=fitted)
        placed = self.presence.placed[name]
        is_body_open = all(map(_is_open, body))
        grounds = self._grounds(placed, shown, is_body_open=is_body_open)
        true, short = statements(grounds.true, self.subjects, answers), self._short(grounds, answers)
        named = {clause.subject for one in true for clause in one.condition.clauses()} | set(grounds.open)
        inside = tuple(subject for subject in fitted if subject not in named)
        because = words.INSTEAD_OF_OTHERS if placed.better else words.BECAUSE
        undecided = words.REPLACED if shown.lead is None and not is_body_open else words.OPEN
        parts = self._said(words.FITTED, inside)
        new, new_in_short = _unsaid(true, chapter.holds), _unsaid(short, chapter.in_short)
        still_open = [subject for subject in grounds.open if subject not in chapter.open]
        added = [*_because(because, new), *self._said(undecided, still_open)]
        return Why(
            " ".join([*_because(because, true), *self._said(undecided, grounds.open), *parts]),
            " ".join([*(added or [words.AS_CHAPTER]), *parts]),
            self._margin(new_in_short, still_open),
            holds=tuple(one.condition for one in true),
            in_short=tuple(one.condition for one in new_in_short),
            open=tuple(grounds.open),
            fitted=inside,
        )

    def _margin(self, short: list[Statement], still_open: Iterable[str]) -> str:
        return " ".join(_because(words.MARGIN, short) or self._said(words.MARGIN_OPEN, still_open))

    def _short(self, grounds: Grounds, answers: Answers) -> list[Statement]:
        """The same for the margin: the answers themselves, without what follows from them."""
        said = statements(grounds.true, self.subjects, answers, most_named=0)
        given = {one.condition.subject for one in said if isinstance(one.condition, Clause)}
        return [one for one in said if not self._follows(one.condition, given)]

    def _follows(self, condition: Condition, given: Collection[str]) -> bool:
        """Whether a condition is on a derived facet, and the answers it is derived from are given."""
        (clause,) = condition.clauses()
        facet = self.presence.project.facets.get(clause.subject)
        if facet is None or not isinstance(facet.derived, tuple):
            return False
        return all(one.subject in given for row in facet.derived for one in row.when.clauses())

    def _grounds(self, placed: Placed, shown: Shown, *, is_body_open: bool) -> Grounds:
        is_settled = shown.lead is None and shown.unsettled is None
        grounds = Grounds(self.subjects, self.presence.project.facets, shown.answers)
        for condition in (placed.around, placed.module.condition, *(Not(one.condition) for one in placed.better)):
            grounds.add(condition, is_settled=is_settled)
        grounds.add(filled(placed.module.body), is_settled=is_settled and not is_body_open)
        grounds.finish()
        return grounds

    def _said(self, pattern: str, subjects: Iterable[str]) -> list[str]:
        """The sentence that names some subjects; none where there are none. Several may be one question."""
        labels = list(dict.fromkeys(text.curly(self.subjects[name].label) for name in subjects))
        return [pattern.format(subjects=text.joined(labels))] if labels else []


def _because(pattern: str, true: Iterable[Statement]) -> list[str]:
    """The sentence that gives some reasons; none where there are none."""
    reasons = [one.words for one in true]
    return [pattern.format(reasons=text.joined_clauses(reasons))] if reasons else []


def _unsaid(true: Iterable[Statement], said: Collection[Condition]) -> list[Statement]:
    return [one for one in true if one.condition not in said]


def _is_open(node: ShownNode) -> bool:
    """Whether it may yet turn out that nothing of a node is for the reader."""
    match node:
        case ShownArm():
            return node.lead is not None or node.unsettled is not None or all(map(_is_open, node.body))
        case ShownAside() | ShownRun():
            return all(map(_is_open, node.body))
        case Text():
            return False
