"""What a reader gave that does not count: answers to questions they are not asked, ticks of steps they do not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator import text
from generator.diagnostics import Diagnostic, Span
from generator.logic.combine import conjuncts
from generator.logic.describe import condition_words
from generator.logic.entries import condition_of
from generator.logic.evaluate import evaluate
from generator.logic.presence import Presence
from generator.logic.reader import Reader
from generator.model.answers import ABSENT
from generator.model.condition import Condition
from generator.model.profile import PAPER, Profile
from generator.model.project import Project
from generator.model.truth import FALSE, UNKNOWN, Truth

ADVICE = "nothing is lost: leave it, or correct the answer that rules it out"


def unused_answers(project: Project, reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each answer to a question that is not asked of this reader, with the answers that rule it out.

    Where it is open whether it is asked, it says what to answer first.
    """
    for name, answer in reader.profile.answers.items():
        asked, place = project.facets[name].asked_when, reader.profile.place(name)
        shown = ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
        if reader.plan.answers[name] == ABSENT:
            message = f"'{name}: {shown}' is not used: it is asked only where {_why(asked, reader, FALSE)}"
            yield Diagnostic("warning", "unused-answer", message, place, ADVICE)
        elif open_ones := _open(asked, reader):
            why = _why(asked, reader, UNKNOWN)
            message = f"'{name}: {shown}' may not count: it is asked only where {why}, which is open"
            yield Diagnostic("warning", "doubtful-answer", message, place, f"answer {text.joined(open_ones)} too")


def _open(asked: Condition, reader: Reader) -> list[str]:
    """The questions that a reader left open, and that decide whether another is asked of them."""
    if evaluate(asked, reader.plan.answers) is not UNKNOWN:
        return []
    names = dict.fromkeys(clause.subject for clause in asked.clauses())
    return [f"'{name}'" for name in names if name not in reader.profile.answers]


def unused_ticks(presence: Presence, reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each tick of what a reader does not have, or of a step that their own answer says is not done.

    The reader has their path.
    """
    yield from _foreign_ticks(presence, reader)
    for name, step in presence.project.steps.items():
        if name not in reader.profile.ticks or reader.journey is None:
            continue
        place = tick_place(reader.profile, name)
        if reader.journey.path.steps[name].state == "skipped":
            message = f"the tick '{name}' is not used: this reader has no such step"
            yield Diagnostic("warning", "unused-tick", message, place, ADVICE)
        elif step.done is not None and (denied := _denied(step.done, reader)):
            message = f"the tick '{name}' counts as done, but {denied} says that it is not"
            yield Diagnostic("warning", "doubtful-tick", message, place, "correct the one of the two that is wrong")


def unused_lists(project: Project, reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each list from which a reader chose though they do not have it. The reader has their plan."""
    for name in reader.profile.lists:
        if evaluate(project.catalogs[name].head.when, reader.plan.answers) is FALSE:
            message = f"what is chosen from '{name}' is not used: this reader has no such list"
            yield Diagnostic("warning", "unused-list", message, reader.profile.place(f"lists.{name}"), ADVICE)


def past_days(reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each answered day that is past, of a step that is not ticked: it counts as still to be done.

    The reader has their path, if the project has steps.
    """
    steps = {} if reader.journey is None else reader.journey.path.steps
    for name, one in steps.items():
        for rule in (one.step.starts_on, one.step.ends_on):
            day = None if rule is None else reader.profile.answers.get(rule.anchor)
            if rule is None or one.state != "todo" or not isinstance(day, dt.date) or day >= reader.today:
                continue
            message = f"'{rule.anchor}: {day}' is past, but '{name}' is not ticked: it counts as still to be done"
            place = reader.profile.place(rule.anchor)
            yield Diagnostic(
                "warning", "past-day", message, place, f"tick '{name}' with its day, or correct the answer"
            )


def _foreign_ticks(presence: Presence, reader: Reader) -> Iterator[Diagnostic]:
    """Ticks of tasks and papers that no answer to what is open brings into a reader's guide."""
    papers = {PAPER + name: condition_of(presence.project, one) for name, one in presence.project.documents.items()}
    for kind, whose in (("task", presence.tasks), ("paper", papers)):
        for name in reader.profile.ticks:
            if name in whose and evaluate(whose[name], reader.plan.answers) is FALSE:
                message = f"the tick '{name}' is not used: this reader has no such {kind}"
                yield Diagnostic("warning", "unused-tick", message, tick_place(reader.profile, name), ADVICE)


def tick_place(profile: Profile, name: str) -> Span:
    """Where a step is ticked."""
    return profile.place(f"ticks.{name}")


def _why(condition: Condition, reader: Reader, truth: Truth) -> str:
    """The parts of a condition that fail for a reader, or are open."""
    parts = [one for one in conjuncts(condition) if evaluate(one, reader.plan.answers) is truth]
    return " and ".join(map(condition_words, parts))


def _denied(done: Condition, reader: Reader) -> str:
    """The answers by which a reader says that a step is not done; empty where they say nothing of it."""
    if evaluate(done, reader.plan.answers) is not FALSE:
        return ""
    given = reader.profile.answers
    names = dict.fromkeys(clause.subject for clause in done.clauses() if clause.subject in given)
    return " and ".join(f"'{name}: {given[name]}'" for name in names)
