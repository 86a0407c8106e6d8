"""What a reader has answered, and what not: for blocks that test it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.logic.comparison import FAILS, HOLDS
from generator.logic.subject import Subjects, asked_about
from generator.model.answers import ABSENT, Answers, Given, is_settled
from generator.model.profile import Profile


def given_answers(profile: Profile, answers: Answers, subjects: Subjects) -> Mapping[str, Given]:
    """For each facet that a block asks about whether it was answered, or follows from what was; never both."""
    return {name: _given(facet, profile, answers) for name, facet in asked_about(subjects).items()}


def _given(facet: str, profile: Profile, answers: Answers) -> Given:
    possible = answers[facet]
    if possible == ABSENT:
        return FAILS
    return HOLDS if facet in profile.answers or is_settled(possible) else FAILS
