"""A condition as a tree of truths: each clause with its place, what it asks and what this reader answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.logic.describe import allowed_words, answer_words
from generator.logic.evaluate import evaluate
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.truth import FALSE, TRUE

Tree = dict[str, Any]
SIGNS = {"true": "+", "false": "-", "unknown": "?"}


def condition_tree(condition: Condition, answers: Answers, subjects: Subjects, *, wanted: bool = True) -> Tree:
    """The whole condition as data, every part with its truth for this reader.

    Negations are pushed down to the clauses (`negated`), as they are evaluated: so the truth of every part follows
    from those of its own parts by Kleene's tables.
    """
    truth = evaluate(condition, answers, wanted=wanted).value
    match condition:
        case Clause():
            return {
                "kind": "clause",
                "truth": truth,
                "negated": not wanted,
                "subject": condition.subject,
                "asks": _asks(condition),
                "answer": answer_words(answers[condition.subject], subjects[condition.subject]),
                "place": str(condition.span),
            }
        case AllOf(parts) | AnyOf(parts):
            kind = "all" if isinstance(condition, AllOf) is wanted else "any"
            inner = [condition_tree(one, answers, subjects, wanted=wanted) for one in parts]
            return {"kind": kind, "truth": truth, "parts": inner}
        case Not(part):
            return condition_tree(part, answers, subjects, wanted=not wanted)
    raise TypeError(condition)


def _asks(clause: Clause) -> Tree:
    if isinstance(clause.allowed, Range):
        bounds = {"min": clause.allowed.low, "max": clause.allowed.high}
        return {name: one if isinstance(one, int) else str(one) for name, one in bounds.items() if one is not None}
    return {"values": sorted(clause.allowed)}


def tree_lines(condition: Condition, answers: Answers, subjects: Subjects, indent: str = "") -> Iterator[str]:
    """The condition as indented lines, one for each clause."""
    truth = evaluate(condition, answers)
    sign = SIGNS[truth.value]
    match condition:
        case AllOf(()):
            yield f"{indent}+ for everyone"
        case Clause():
            answer = answer_words(answers[condition.subject], subjects[condition.subject])
            word = {TRUE: "holds", FALSE: "fails"}.get(truth, "open")
            asks = f"{condition.subject}: {allowed_words(condition)}"
            yield f"{indent}{sign} {asks}  {word}: the answer is {answer}  ({condition.span})"
        case Not(part):
            yield f"{indent}{sign} not"
            yield from tree_lines(part, answers, subjects, f"{indent}  ")
        case AllOf(parts) | AnyOf(parts):
            yield f"{indent}{sign} {'all of' if isinstance(condition, AllOf) else 'any of'}"
            for part in parts:
                yield from tree_lines(part, answers, subjects, f"{indent}  ")
