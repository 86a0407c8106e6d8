"""The facts of a project as lines: those that a guide cites, or all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator import text
from generator.assemble import words
from generator.assemble.line import Values, line
from generator.kept import Kept
from generator.model.guide import CitedFact
from generator.model.line import Line
from generator.model.line_kinds import SOURCE
from generator.model.project import Project

# A build cites the same facts under the same few numbers in every guide.
_LINES: Kept[Line] = Kept(5_000)


def source_lines(project: Project) -> Iterator[Line]:
    """Every fact of a project as a line; its number is that of no guide."""
    return (source_line(CitedFact(0, name, fact)) for name, fact in project.facts.items())


def source_line(cited: CitedFact) -> Line:
    """A fact among the sources of a guide."""
    key = id(cited.fact), cited.id, cited.number
    return _LINES.get(key, 1, lambda: _made(cited), lambda known: known.entry.fact is cited.fact)


def _made(cited: CitedFact) -> Line:
    fact = cited.fact
    values: Values = {
        "statement": text.curly(fact.statement),
        "value": text.curly(fact.value),
        "name": fact.source.called,
        "address": fact.source.url,
        "season": fact.season,
        "confidence": None if fact.confidence == "high" else words.CONFIDENCE.format(level=fact.confidence),
        "confirm": fact.verify and words.CONFIRM_AT_SOURCE,
        "note": fact.note and text.curly(fact.note),
        "checked": fact.checked,
        "expires": fact.expires,
        "number": cited.number,
    }
    return line(SOURCE, cited, cited.id, cited.id, values, fact.span)
