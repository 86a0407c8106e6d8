"""Why a row of a catalog is for a reader or not: every condition with its truth, as data and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.explain.tree import SIGNS
from generator.logic.describe import condition_words
from generator.logic.evaluate import evaluate
from generator.logic.ranking import asked_answers
from generator.logic.reader import Reader
from generator.logic.row_classes import classes_of
from generator.model.choices import Choice, ReaderCatalog
from generator.model.ranking import RankRow

Tree = dict[str, Any]


def choice_data(catalog: ReaderCatalog, choice: Choice, reader: Reader) -> Tree:
    """What was decided of one row for one reader, and what decided it.

    `conditions` are what the row leaves of each rule: a clause on an unknown cell is still in it.
    """
    classes = classes_of(catalog.catalog)
    answers = asked_answers(classes, reader.plan.answers)
    number = catalog.catalog.rows.index(choice.row)
    one = classes.classes[classes.of_row[number]]

    def told(label: str, index: int, value: str | None, place: object) -> Tree:
        condition = classes.conditions[index]
        truth = evaluate(condition, answers).value
        return {
            "rule": label,
            "truth": truth,
            "when": condition_words(condition) or "never",
            "value": value,
            "place": str(place),
        }

    conditions = [told("when", one.when, None, choice.row.head.place("when"))]
    columns = catalog.catalog.head.columns
    conditions += [told(f"column {name}", index, None, columns[name].span) for name, index in one.facets.items()]
    for name, ruled in zip(catalog.catalog.rankings, one.tables, strict=True):
        rules = [rule for rule in ruled.table.every_row if isinstance(rule, RankRow)]
        conditions += [
            told(name, index, rule.value, rule.span) for rule, index in zip(rules, ruled.conditions, strict=True)
        ]
    return {
        "row": f"{catalog.name}/{choice.id}",
        "name": choice.row.name,
        "place": str(choice.row.place),
        "rank": catalog.choices.index(choice) + 1,
        "of": len(catalog.choices),
        "fit": choice.fit,
        "because": list(choice.reasons),
        "ask": list(choice.asks),
        "open": list(choice.open),
        "scores": [{"label": score.label, "value": score.value, "because": score.because} for score in choice.scores],
        "conditions": conditions,
    }


def choice_lines(data: Tree, profile: str) -> Iterator[str]:
    """The same in words."""
    yield f"{data['row']}: {data['fit']} for {profile}, number {data['rank']} of {data['of']}"
    yield f"  {data['place']}: {data['name']}"
    for key, words in (("because", "because"), ("ask", "ask first"), ("open", "open")):
        for one in data[key]:
            yield f"  {words}: {one}"
    for score in data["scores"]:
        yield f"  {score['label']}: {score['value']}, because {score['because']}"
    yield "  what the row leaves of each condition:"
    for one in data["conditions"]:
        gives = "" if one["value"] is None else f" -> {one['value']}"
        yield f"    {SIGNS[one['truth']]} {one['rule']}: {one['when']}{gives}   {one['place']}"
