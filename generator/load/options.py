"""Columns of ticks: a question with several answers that a form exported as one column for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.load.answers import BadAnswer, shown
from generator.load.cells import CellReader, folded
from generator.model.profile import Answer
from generator.model.roster import NONE_OF_THESE, Header

_SPLITS = (
    re.compile(r"(?P<question>.+?)\s*\(choice=(?P<option>.+)\)"),
    re.compile(r"(?P<question>.+?)___(?P<option>.+)"),
    re.compile(r"(?P<question>.+?)\s*\[(?P<option>.+)\]"),
    re.compile(r"(?P<question>.+?) >> (?P<option>.+)"),
    re.compile(r"(?P<question>.+?) - (?:Selected Choice - )?(?P<option>.+)"),
    re.compile(r"(?P<question>.+?)/(?P<option>.+)"),
)
"""How REDCap, LimeSurvey, Jotform, Qualtrics and KoBo write a question and one of its answers into a header."""

NOTHING = ""
"""Is among the values of a question's columns for the one that says that none of them is true."""

_TICKED = frozenset(("1", "yes", "y", "true", "checked", "x", "selected", "\u2713", "\u2714"))
_BLANK = frozenset(("", "0", "no", "n", "false", "unchecked", "not selected", "unselected"))


def question_and_option(header: Header, index: int) -> Iterator[tuple[str, str]]:
    """Every way to read a column's header as a question and one of its answers."""
    name = header.names[index]
    if header.options and header.options[index]:
        yield name, header.options[index]
    for one in (name, *(header.ids[index : index + 1] if header.ids else ())):
        for pattern in _SPLITS:
            match = pattern.fullmatch(one)
            if match is not None:
                yield match.group("question"), match.group("option")


class BadTick(BadAnswer):
    """A cell of a column of ticks that is neither a tick nor blank, with the index of its column."""

    def __init__(self, message: str, index: int) -> None:
        self.index = index
        super().__init__(message)


class OptionReader:
    """Reads the ticks of one facet's columns: `values` gives the value that each column stands for, by its index."""

    def __init__(self, cells: CellReader, values: Mapping[int, str]) -> None:
        self.cells, self.values = cells, values

    def read(self, ticks: Mapping[int, str]) -> Answer | None:
        """The answer of some cells by the index of their column; None where nothing is ticked.

        Nothing ticked is not an answer: the question may have been passed over. "None of these" has its own column.
        Raises BadAnswer.
        """
        chosen: set[str] = {
            value for index, value in self.values.items() if self._is_ticked(ticks[index], value, index)
        }
        if not chosen:
            return None
        if NOTHING in chosen:
            if len(chosen) > 1:
                none = next(index for index, value in self.values.items() if value == NOTHING)
                raise BadTick(f"'{NONE_OF_THESE}' is ticked, and another answer too", none)
            return frozenset()
        if self.cells.facet.type == "choices":
            return frozenset(chosen)
        if len(chosen) > 1:
            raise BadTick(f"{len(chosen)} answers are ticked, and this question takes one", min(self.values))
        return next(iter(chosen))

    def _is_ticked(self, cell: str, value: str, index: int) -> bool:
        words = folded(cell)
        if words in _BLANK:
            return False
        if words in _TICKED or self.cells.ways.get(words) == frozenset({value}) or self.cells.own.get(words) == value:
            return True
        raise BadTick(f"'{shown(cell)}' is neither a tick nor blank", index)
