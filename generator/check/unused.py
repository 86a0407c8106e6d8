"""What a reader gave that does not count: answers to questions they are not asked, ticks of steps they do not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span
from generator.logic.combine import conjuncts
from generator.logic.describe import condition_words
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.model.answers import ABSENT
from generator.model.condition import Condition
from generator.model.profile import Profile
from generator.model.project import Project
from generator.model.truth import FALSE

ADVICE = "nothing is lost: leave it, or correct the answer that rules it out"


def unused_answers(project: Project, reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each answer to a question that is not asked of this reader, with the answers that rule it out."""
    for name, answer in reader.profile.answers.items():
        if reader.plan.answers[name] != ABSENT:
            continue
        shown = ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
        why = _why(project.facets[name].asked_when, reader)
        message = f"'{name}: {shown}' is not used: it is asked only where {why}"
        yield Diagnostic("warning", "unused-answer", message, reader.profile.place(name), ADVICE)


def unused_ticks(project: Project, reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each ticked step that a reader does not have, or that their own answer says is not done.

    The reader has their path.
    """
    for name, step in project.steps.items():
        if name not in reader.profile.ticks or reader.journey is None:
            continue
        place = tick_place(reader.profile, name)
        if reader.journey.path.steps[name].state == "skipped":
            message = f"the tick '{name}' is not used: this reader has no such step"
            yield Diagnostic("warning", "unused-tick", message, place, ADVICE)
        elif step.done is not None and (denied := _denied(step.done, reader)):
            message = f"the tick '{name}' counts as done, but {denied} says that it is not"
            yield Diagnostic("warning", "doubtful-tick", message, place, "correct the one of the two that is wrong")


def tick_place(profile: Profile, name: str) -> Span:
    """Where a step is ticked."""
    return profile.place(f"ticks.{name}")


def _why(condition: Condition, reader: Reader) -> str:
    """The parts of a condition that fail for a reader."""
    failing = [one for one in conjuncts(condition) if evaluate(one, reader.plan.answers) is FALSE]
    return " and ".join(map(condition_words, failing))


def _denied(done: Condition, reader: Reader) -> str:
    """The answers by which a reader says that a step is not done; empty where they say nothing of it."""
    if evaluate(done, reader.plan.answers) is not FALSE:
        return ""
    given = reader.profile.answers
    names = dict.fromkeys(clause.subject for clause in done.clauses() if clause.subject in given)
    return " and ".join(f"'{name}: {given[name]}'" for name in names)
