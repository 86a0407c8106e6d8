"""Where words came from, as data: the place, what is there, and every condition around it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.explain.quotes import Quote
from generator.explain.reader import ReaderExplanation
from generator.explain.sentence import Elsewhere, Origin, WordsFound
from generator.explain.tree import Tree, tree_lines

KINDS = {
    "part": "the outline",
    "chapter": "the outline",
    "title": "title of module",
    "lead": "lead written for module",
    "text": "text of module",
    "plan": "plan value",
    "verdict": "verdict",
    "step": "a step of the path",
    "date": "a date",
    "document": "a document",
    "cost": "a cost",
    "source": "a fact",
    "term": "a glossary word",
    "address": "an address",
}


def found_data(told: ReaderExplanation, found: WordsFound) -> Tree:
    """Everything that was found, as data."""
    return {
        "origins": [_origin(told, one) for one in found.origins],
        "elsewhere": [_elsewhere(told, one) for one in found.elsewhere],
        "nearest": found.nearest,
    }


def _origin(told: ReaderExplanation, origin: Origin) -> Tree:
    quote = origin.quote
    conditions: list[Tree] = []
    name: str | None = None
    reason: str | None = None
    if quote.section is not None:
        decision = quote.section.decision
        name, reason = decision.module.id, decision.reason.sentence
        conditions = _around(told.module(decision), {str(arm.span) for arm in quote.arms})
    elif quote.value is not None:
        name = quote.value.name
        conditions = _row(told, quote)
    return {
        "kind": quote.kind,
        "place": str(origin.place),
        "name": name,
        "chapter": quote.chapter,
        "words": quote.words,
        "reason": reason,
        "conditions": conditions,
    }


def _elsewhere(told: ReaderExplanation, one: Elsewhere) -> Tree:
    module = told.module(one.decision)
    return {
        "place": str(one.place),
        "module": one.decision.module.id,
        "reason": one.decision.reason.sentence,
        "conditions": _around(module, {str(arm.span) for arm in one.arms}),
    }


def _around(module: Tree, arms: set[str]) -> list[Tree]:
    """The conditions around a place of a module from the outside in: the outline's, its own, the blocks'."""
    conditions = [
        {"of": "outline", "place": None, "reason": None, "condition": module["outline"]},
        {"of": "module", "place": module["place"], "reason": module["reason"]["sentence"]},
    ]
    conditions[1]["condition"] = module["condition"]
    conditions.extend(
        {"of": "block", "place": arm["place"], "reason": arm["reason"]["sentence"], "condition": arm["condition"]}
        for arm in _arms(module["blocks"])
        if arm["place"] in arms
    )
    return [one for one in conditions if one["of"] != "outline" or one["condition"].get("parts") != []]


def _arms(blocks: list[Tree]) -> Iterator[Tree]:
    for block in blocks:
        for arm in block["arms"]:
            yield arm
            yield from _arms(arm["blocks"])


def _row(told: ReaderExplanation, quote: Quote) -> list[Tree]:
    """The condition of the row that a line of the plan comes from."""
    assert quote.value is not None
    return [
        {"of": "row", "place": str(trial.span), "reason": trial.because, "condition": told.tree(trial.condition)}
        for trial in quote.value.trials
        if trial.span == quote.place
    ]


def found_lines(document: Tree, profile: str) -> Iterator[str]:
    """What was found, as text."""
    for one in document["origins"]:
        name = f" '{one['name']}'" if one["name"] else ""
        yield f"{one['place']}: {KINDS.get(one['kind'], one['kind'])}{name}"
        yield from _condition_lines(one["conditions"])
    if document["origins"]:
        return
    yield f"these words are not in the guide of {profile}"
    for one in document["elsewhere"]:
        yield f"{one['place']}: they are in module '{one['module']}'"
        yield from _condition_lines(one["conditions"])
    if document["nearest"] is not None and not document["elsewhere"]:
        yield f"most like them: {document['nearest']}"


def _condition_lines(conditions: list[Tree]) -> Iterator[str]:
    for one in conditions:
        if one["of"] == "outline":
            yield "    its place in the outline:"
        elif one["of"] == "row":
            yield "    its row:"
        else:
            yield f"    {one['of']} {one['place']}: {one['reason']}"
        if one["condition"].get("parts") != []:
            yield from tree_lines(one["condition"], "        ")
