"""What a section rests on that should be looked at again before anybody acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import text
from generator.model.data import Fact
from generator.model.filled import FilledFact
from generator.model.guide import Section
from generator.render.fill import Filler


def recheck_view(section: Section, facts: Mapping[int, Fact], filler: Filler) -> dict[str, Any] | None:
    """The sources of a section that say so, with the oldest day they were checked; None where there are none.

    Facts that carry "confirm" where they are cited are left out. `facts` are the guide's, by number.
    """
    cited = {mark.number: mark.fact for mark in section.marks.values() if isinstance(mark, FilledFact)}
    numbers = [number for number in sorted(cited) if facts[number].verify and not facts[number].confirm]
    if not numbers:
        return None
    return {
        "checked": text.long_date(min(facts[number].checked for number in numbers)),
        "sources": [{"number": number, "href": filler.addresses.source(number, cited[number])} for number in numbers],
    }
