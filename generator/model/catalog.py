"""Catalogs: tables of things to choose among, as they are written down. `content/data/catalogs/<name>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from generator.model.bounds import day_bounds
from generator.model.data import Confidence, Source
from generator.model.facet import Unit
from generator.model.located import Entry, When, Whole

ColumnType = Literal["text", "choice", "choices", "integer", "money", "days", "date", "address", "yes-no"]
UNKNOWN_CELL = "unknown"
"""What a cell says that nobody knows; an empty cell says the same."""

YES_NO = {"yes": "yes", "no": "no"}
ROW_KEYS = ("name", "as_written", "when", "because", "source", "checked", "confidence", "confirm", "note")
"""What every row may have next to the cells of its columns."""

_FRESH = re.compile(r"([1-9]\d?) months?")
DESCENDING = " descending"


def _months(raw: object) -> object:
    """Read "12 months"."""
    if not isinstance(raw, str):
        return raw
    match = _FRESH.fullmatch(raw.strip())
    if match is None:
        raise ValueError("write a number of months, such as 12 months")
    return int(match.group(1))


def _listed(raw: object) -> object:
    """One value is a list of one."""
    return [raw] if isinstance(raw, str) else raw


Months = Annotated[int, BeforeValidator(_months)]
Means = Annotated[tuple[str, ...], BeforeValidator(_listed)]


def _checked_form(words: str) -> str:
    try:
        if words != UNKNOWN_CELL:
            day_bounds(words)
    except ValueError:
        raise ValueError("write a day such as 2027-06-30, a year, or unknown") from None
    return words


Checked = Annotated[str, AfterValidator(_checked_form)]
"""When somebody looked at a source: a day, a month or a year, or unknown."""


class Column(Entry):
    """A column of a catalog.

    Where it is a `facet`, `means` says for which answers each of its values is; a value that is left out there is the
    facet's own value of that name. `ask` is what a reader asks where the cell is unknown ("what it costs"), `because`
    why a row is not for somebody ("it takes {value} only"), `when` for whom the column matters at all. A `key` column
    is one of the three that decide.
    """

    label: str
    type: ColumnType
    values: dict[str, str] = Field(default_factory=dict)
    facet: str | None = None
    means: dict[str, Means] = Field(default_factory=dict)
    unit: Unit | None = None
    ask: str | None = None
    because: str | None = None
    when: When
    help: str | None = None
    key: bool = False
    show: bool = True

    @property
    def words(self) -> Mapping[str, str]:
        """The values of a choice with their words."""
        return YES_NO if self.type == "yes-no" else self.values

    @property
    def is_number(self) -> bool:
        return self.type in ("integer", "money", "days")

    @property
    def is_testable(self) -> bool:
        """Whether a condition can ask about it."""
        return self.type not in ("text", "address")


ALL = "all"
"""What a value of a column means that is for every answer."""


class Note(Entry):
    """A paragraph over the rows, such as how complete they are. `kind` is the word it begins with."""

    kind: Literal["note", "tip", "confirm", "stop"] = "note"
    text: str
    when: When
    lead: str | None = None
    source: Source | None = None
    checked: Checked | None = None


class CatalogHead(Entry):
    """A catalog, its `rows` as they are written: they are read one by one, against the columns.

    Catalogs come by their `position`, then by name. `fresh_for` is how many months a row holds after it was checked.
    `order` are the columns that decide between rows of the same rank, `handbook` is how many of the best the handbook
    prints. Of a catalog that is not `fitted` nobody is told that a row fits: it is to know, not to choose.
    """

    title: str
    menu: str | None = None
    about: str | None = None
    when: When
    position: Annotated[Whole, Field(ge=1, le=99)] = 99
    unit: Unit
    fresh_for: Months = 12
    order: tuple[str, ...] = ("name",)
    handbook: Annotated[Whole, Field(ge=0, le=25)] = 10
    fitted: bool = True
    notes: tuple[Note, ...] = ()
    columns: dict[str, Column]
    file: str | None = None
    rows: Any = None


class RowHead(Entry):
    """What every row has next to its cells. `as_written` is what the source says, by column."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    as_written: dict[str, str] = Field(default_factory=dict)
    when: When
    because: str | None = None
    source: Source
    checked: Checked
    confidence: Confidence
    confirm: str | None = None
    note: str | None = None
