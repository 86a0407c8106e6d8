"""A condition as a tree of truths: each clause with its place, what it asks and what this reader answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from generator.logic.describe import allowed_words, answer_words, condition_words
from generator.logic.evaluate import evaluate
from generator.logic.subject import Subjects
from generator.model.answers import Answers, Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range

Tree = dict[str, Any]
SIGNS = {"true": "+", "false": "-", "unknown": "?"}


def condition_tree(condition: Condition, answers: Answers, subjects: Subjects, *, wanted: bool = True) -> Tree:
    """The whole condition as data, every part with its truth for this reader.

    Negations are pushed down to the clauses (`negated`), as they are evaluated: so the truth of every part follows
    from those of its own parts by Kleene's tables, and that of a clause from what it `asks` and the `answer`.
    """
    truth = evaluate(condition, answers, wanted=wanted).value
    match condition:
        case Clause():
            return {
                "kind": "clause",
                "truth": truth,
                "negated": not wanted,
                "subject": condition.subject,
                "asks": asked(condition),
                "asks_words": allowed_words(condition),
                "answer": answer_data(answers[condition.subject]),
                "answer_words": answer_words(answers[condition.subject], subjects[condition.subject]),
                "place": str(condition.span),
            }
        case AllOf(parts) | AnyOf(parts):
            kind = "all" if isinstance(condition, AllOf) is wanted else "any"
            inner = [condition_tree(one, answers, subjects, wanted=wanted) for one in parts]
            return {"kind": kind, "truth": truth, "parts": inner}
        case Not(part):
            return condition_tree(part, answers, subjects, wanted=not wanted)
    assert_never(condition)


def asked(condition: Condition) -> Tree:
    """What a clause asks: the values it allows, or the ends of its range. Of another condition its words."""
    if not isinstance(condition, Clause):
        return {"words": condition_words(condition)}
    if isinstance(condition.allowed, Range):
        bounds = {"min": condition.allowed.low, "max": condition.allowed.high}
        return {name: one if isinstance(one, int) else str(one) for name, one in bounds.items() if one is not None}
    return {"values": sorted(condition.allowed)}


def answer_data(possible: Possible) -> Tree:
    """The answers still possible.

    `possible` is a list of values; of a date its bounds, of a facet with several values at once those chosen, None
    where that is open. A plan value that has been `stated` counts before the others it may become.
    """
    match possible:
        case Several(chosen):
            return {"chosen": None if chosen is None else sorted(chosen)}
        case Interval(low, high):
            return {"from": None if low is None else str(low), "to": None if high is None else str(high)}
        case Presumed(value, values):
            return {"stated": value, "possible": _listed(values)}
    return {"possible": _listed(possible)}


def _listed(values: frozenset[str | int | None]) -> list[str | int | None]:
    return sorted(values, key=lambda one: (one is None, isinstance(one, str), one if one is not None else 0))


def tree_lines(tree: Tree, indent: str = "") -> Iterator[str]:
    """A condition as indented lines, one for each clause."""
    sign = SIGNS[tree["truth"]]
    if tree["kind"] == "clause":
        negation = "not " if tree["negated"] else ""
        asks = f"{negation}{tree['subject']}: {tree['asks_words']}"
        yield f"{indent}{sign} {asks}   [answer: {tree['answer_words']}]   {tree['place']}"
    elif not tree["parts"]:
        yield f"{indent}{sign} nothing"
    elif len(tree["parts"]) == 1:
        yield from tree_lines(tree["parts"][0], indent)
    else:
        yield f"{indent}{sign} {'all of' if tree['kind'] == 'all' else 'any of'}"
        for part in tree["parts"]:
            yield from tree_lines(part, f"{indent}  ")
