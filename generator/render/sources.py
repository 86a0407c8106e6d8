"""The sources of a guide as templates see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator import text
from generator.model.guide import CitedFact

View = dict[str, Any]


def sources_view(sources: Sequence[CitedFact]) -> list[View]:
    """The sources, with what paper need not repeat.

    `same_as` names an earlier one with the same address, and `apart` are those that were not checked on the day on
    which most were.
    """
    first = numbers_by_address(sources)
    days = Counter(cited.fact.checked for cited in sources).most_common(1)
    views: list[View] = []
    for cited in sources:
        number = first[cited.fact.source.url]
        same_as = None if number == cited.number else number
        views.append(_source(cited) | {"same_as": same_as, "apart": cited.fact.checked != days[0][0]})
    return views


def numbers_by_address(sources: Sequence[CitedFact]) -> dict[str, int]:
    """The number of the first source with each address."""
    return {cited.fact.source.url: cited.number for cited in reversed(sources)}


def _source(cited: CitedFact) -> View:
    fact = cited.fact
    return {
        "number": cited.number,
        "id": cited.id,
        "statement": text.curly(fact.statement),
        "value": fact.value,
        "name": fact.source.called,
        "url": fact.source.url,
        "checked": text.long_date(fact.checked),
        "season": fact.season,
        "verify": fact.verify,
        "confirm": fact.confirm,
        "confidence": fact.confidence,
        "note": None if fact.note is None else text.curly(fact.note),
        "anchor": f"source-{cited.id}",
    }
