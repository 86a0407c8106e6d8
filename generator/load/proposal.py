"""What is understood of a table's columns, and the settings of its source that would make the rest understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostics
from generator.load.answers import BadAnswer
from generator.load.cells import CellReader, folded
from generator.load.columns import Columns, sort_columns
from generator.load.days import style_of
from generator.load.headers import header_names
from generator.load.proposed_answers import propose_answers
from generator.load.proposed_columns import UnknownColumn, propose_columns, propose_order
from generator.load.sources import Recognized
from generator.model.facet import Facet
from generator.model.project import Project
from generator.model.roster import RosterTable
from generator.model.settings import DateOrder, RosterSettings

OWN, UNUSED = "a column of the form itself", "not used"


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """One column: what it is taken for, how many of its cells are read, and its answers with how often they come.

    `is_proposed` says that nobody has declared what it is. `meant` is what an answer is proposed to mean (None: no
    answer), `open` the answers nobody can tell.
    """

    index: int
    header: str
    target: str
    is_proposed: bool = False
    filled: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    meant: Mapping[str, str | None] = field(default_factory=dict)
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is understood of a table. `settings` is the source's settings with everything proposed."""

    table: RosterTable
    name: str
    settings: RosterSettings
    columns: tuple[ColumnTold, ...]
    doubtful_date: str | None
    is_new: bool


def propose(table: RosterTable, project: Project, source: Recognized, name: str | None) -> Proposal:
    """The proposal for one table. `name` is what its source is to be called, where somebody said so."""
    names = header_names(project, [source.settings])
    columns = sort_columns(table, project, source, names, Diagnostics())
    filled = {index: _cells(table, index) for index in range(len(table.headers))}
    unknown = [
        UnknownColumn(index, table.headers[index], tuple(dict.fromkeys(filled[index]))) for index in columns.unused
    ]
    proposed = propose_columns(unknown, [*columns.found, *columns.options], project.facets)
    targets = {index: target for target, index in columns.found.items()} | proposed
    dates = [
        filled[index]
        for index, target in targets.items()
        if target == "answered" or (target in project.facets and project.facets[target].type == "date")
    ]
    order, doubtful = (source.settings.dates, None) if source.settings.dates else propose_order(dates)
    teller = _Teller(table, project.facets, source.settings, order, filled)
    told = [teller.column(index, targets, columns, proposed) for index in range(len(table.headers))]
    kept = tuple(one for one in told if one.header or one.filled)
    settings = _settings(source.settings, kept, order)
    called = name or source.name or _name(project, targets.values())
    return Proposal(table, called, settings, kept, doubtful, called not in project.settings.rosters)


def _cells(table: RosterTable, index: int) -> list[str]:
    return [
        row.cells[index] for row in table.rows if row.problem is None and index < len(row.cells) and row.cells[index]
    ]


def _name(project: Project, targets: Iterable[str]) -> str:
    """A name for a source: a form says when it was filled in."""
    base = "form" if "answered" in set(targets) else "office"
    taken = project.settings.rosters
    return base if base not in taken else next(f"{base}{n}" for n in range(2, 1000) if f"{base}{n}" not in taken)


@dataclass(frozen=True, slots=True)
class _Teller:
    table: RosterTable
    facets: Mapping[str, Facet]
    settings: RosterSettings
    order: DateOrder | None
    filled: Mapping[int, list[str]]

    def column(
        self, index: int, targets: Mapping[int, str], columns: Columns, proposed: Mapping[int, str]
    ) -> ColumnTold:
        header, cells = " ".join(self.table.headers[index].split()), self.filled[index]
        option = next((name for name, values in columns.options.items() if index in values), None)
        if option is not None:
            return ColumnTold(index, header, f"{option}: {columns.options[option][index]}", filled=len(cells))
        target = targets.get(index)
        if target is None:
            what = OWN if index in self.table.header.own else UNUSED
            return ColumnTold(index, header, what, filled=len(cells))
        facet = self.facets.get(target)
        is_proposed = index in proposed
        if facet is None:
            return ColumnTold(index, header, target, is_proposed, len(cells))
        own = {folded(words): value for words, value in self.settings.answers.get(target, {}).items()}
        reader = CellReader(facet, own, style_of(cells, self.order))
        meant, open_ = propose_answers(header, cells, reader)
        counts: Counter[str] = Counter()
        for cell in cells:
            counts[_as_read(cell, reader)] += 1
        return ColumnTold(index, header, target, is_proposed, len(cells), counts, meant, tuple(open_))


def _as_read(cell: str, reader: CellReader) -> str:
    """A cell as it is read, for counting; an answer that is not understood as it is written."""
    try:
        answer = reader.read(cell)
    except BadAnswer:
        return f"{cell} (?)"
    if answer is None:
        return "no answer"
    return ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)


def _settings(given: RosterSettings, columns: tuple[ColumnTold, ...], order: DateOrder | None) -> RosterSettings:
    """The settings of a source with what is proposed added to what is declared."""
    names = dict(given.columns)
    answers = {name: dict(words) for name, words in given.answers.items()}
    ignore = list(given.ignore)
    for one in columns:
        if one.is_proposed:
            names[one.target] = (*names.get(one.target, ()), one.header)
        if one.meant:
            answers.setdefault(one.target, {}).update(one.meant)
        if one.target == UNUSED and one.filled and folded(one.header) not in map(folded, ignore):
            ignore.append(one.header)
    return given.model_copy(
        update={"columns": names, "answers": answers, "ignore": tuple(dict.fromkeys(ignore)), "dates": order}
    )
