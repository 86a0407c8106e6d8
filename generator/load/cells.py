"""Reading one cell of a roster as the answer to one question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator import text
from generator.diagnostics import nearest
from generator.load.answers import BadAnswer, check_bounds, choose_value, not_whole, read_one, shown
from generator.load.days import DateStyle, read_day
from generator.model.facet import Facet
from generator.model.numbers import parse_whole
from generator.model.profile import Answer
from generator.model.roster import NONE_OF_THESE, NOT_KNOWN

_NUMBER = re.compile(r"(-?[0-9]{1,6})(?:\.0+)?(\s*\+|\s+or more)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,;\n]\s*")
_ERROR = re.compile(r"#(N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|ERROR!|Err:[0-9]{3})")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def folded(words: str) -> str:
    """A header or answer without what does not tell it from another: case, spaces, unseen marks, a mark at its end."""
    return " ".join(_INVISIBLE.sub("", words).replace("\u00a0", " ").split()).rstrip(" *:?").casefold()


class CellReader:
    """Reads the cells of one facet's column. `own` are the source's words for its answers, folded; None is none.

    Columns repeat themselves, so what was read once is remembered.
    """

    def __init__(self, facet: Facet, own: Mapping[str, str | None], dates: DateStyle) -> None:
        self.facet, self.own, self.dates = facet, own, dates
        self.ways = ways_to_say(facet)
        self._known: dict[str, Answer | BadAnswer | None] = {}

    def read(self, cell: str) -> Answer | None:
        """The answer a cell gives; None where it gives none.

        Raises BadAnswer.
        """
        if cell not in self._known:
            try:
                self._known[cell] = self._read(cell)
            except BadAnswer as bad:
                self._known[cell] = bad
        found = self._known[cell]
        if isinstance(found, BadAnswer):
            raise BadAnswer(str(found), found.suggestion)
        return found

    def _read(self, cell: str) -> Answer | None:
        if folded(cell) == folded(NOT_KNOWN) and folded(cell) not in {*self.own, *self.ways}:
            return None
        if self.facet.type != "choices" and folded(cell) in self.own:
            value = self.own[folded(cell)]
            return None if value is None else read_one(value, self.facet)
        if (problem := not_a_value(cell)) is not None:
            raise BadAnswer(problem)
        if self.facet.type == "choices":
            return self._several(cell)
        if "\n" in cell:
            raise BadAnswer("the cell has several lines; is a quote left open?")
        if self.facet.type == "choice":
            return self._said(folded(cell), cell)
        return _integer(cell, self.facet) if self.facet.type == "integer" else read_day(cell, self.dates)

    def _said(self, words: str, cell: str) -> str:
        """The one value that some words stand for.

        Raises BadAnswer.
        """
        meant = self.ways.get(words, frozenset())
        if len(meant) == 1:
            return next(iter(meant))
        if meant:
            raise BadAnswer(f"'{shown(cell)}' may be {text.joined(sorted(meant), 'or')}", "write one of these")
        raise BadAnswer(f"'{shown(cell)}' is not a valid answer", self._hint(cell))

    def _several(self, cell: str) -> frozenset[str] | None:
        """Answers separated by commas, semicolons or line breaks; an answer may itself hold a comma."""
        if folded(cell) == folded(NONE_OF_THESE) and folded(cell) not in {*self.own, *self.ways}:
            return frozenset()
        pieces = separate(cell)
        found: set[str] = set()
        start = 0
        while start < len(pieces):
            for end in range(len(pieces), start, -1):
                words = folded(", ".join(pieces[start:end]))
                if words in self.own:
                    value = self.own[words]
                    found |= set() if value is None else {choose_value(value, self.facet)}
                elif words in self.ways:
                    found.add(self._said(words, pieces[start]))
                else:
                    continue
                start = end
                break
            else:
                piece = pieces[start]
                raise BadAnswer(f"'{shown(piece)}' is not a valid answer", self._hint(piece))
        return frozenset(found) or None

    def _hint(self, cell: str) -> str:
        labels = [value.label for value in self.facet.values.values()]
        near = nearest(cell, labels) or nearest(cell, self.facet.values) or nearest(folded(cell), self.own)
        return near or f"known answers: {', '.join(labels)}"


def not_a_value(cell: str) -> str | None:
    """What a cell holds that a spreadsheet has in place of a value; None where it holds a value."""
    if cell.startswith("="):
        return "the cell holds a formula, not its result"
    return f"the cell shows the error {cell.strip()}" if _ERROR.fullmatch(cell.strip()) else None


def separate(cell: str) -> list[str]:
    """The pieces of a cell with several answers, which commas, semicolons or line breaks separate."""
    return [piece for piece in _SEPARATORS.split(cell.strip()) if piece]


def ways_to_say(facet: Facet) -> dict[str, frozenset[str]]:
    """Every way to say one of a facet's answers, folded, with the values it may stand for."""
    ways: dict[str, frozenset[str]] = {}
    for name, value in facet.values.items():
        for words in (value.label, value.in_text):
            ways[folded(words)] = ways.get(folded(words), frozenset()) | {name}
    return ways | {folded(name): frozenset({name}) for name in facet.values}


def _integer(cell: str, facet: Facet) -> int:
    bare = cell.strip()
    for word in (facet.unit.one, facet.unit.other) if facet.unit else ():
        bare = re.sub(rf"(?<=[0-9+])\s*{re.escape(word)}(?=$|\s+or more$)", "", bare, flags=re.IGNORECASE)
    match = _NUMBER.fullmatch(bare)
    if match is None:
        raise not_whole(cell, facet)
    number = parse_whole(match.group(1))
    assert facet.max is not None
    if match.group(2) and not (facet.or_more and number >= facet.max):
        last = f"{facet.max} or more" if facet.or_more else str(facet.max)
        raise BadAnswer(f"'{shown(cell)}' may be several answers", f"its answers go from {facet.min} to {last}")
    return check_bounds(number, facet)
