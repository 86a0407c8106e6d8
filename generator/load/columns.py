"""Which column of a roster is which field or facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.cells import folded, ways_to_say
from generator.load.headers import HeaderNames
from generator.load.options import NOTHING, question_and_option
from generator.load.sources import Recognized
from generator.model.project import Project
from generator.model.roster import NONE_OF_THESE, RosterTable


@dataclass(frozen=True, slots=True)
class Columns:
    """The index of each field's and facet's column, and for facets with a column for each answer, these with their
    values. `unused` are the columns with values that are neither used nor ignored.
    """

    found: dict[str, int] = field(default_factory=dict)
    options: dict[str, dict[int, str]] = field(default_factory=dict)
    unused: list[int] = field(default_factory=list)


def find_columns(
    table: RosterTable, project: Project, source: Recognized, names: HeaderNames, diagnostics: Diagnostics
) -> Columns | None:
    """The columns of a roster; None (and an error) where it cannot be read without more."""
    place = Span(table.path, table.header_row)
    if sum(map(bool, table.headers)) < 2:
        advice = "separate columns by commas, semicolons or tabs"
        if table.sheet is not None:
            advice = f"if the table is on another sheet, name it in guidegen.yaml, {source.place}, as 'sheet: ...'"
        message = f"the header is one single cell, {quoted(next(filter(None, table.headers), ''))}"
        diagnostics.error("missing-column", message, place, advice)
        return None
    columns = sort_columns(table, project, source, names, diagnostics)
    _tell_unused(table, columns, source, names, diagnostics)
    return None if _missing(table, columns, diagnostics) or diagnostics.has_errors else columns


def sort_columns(
    table: RosterTable, project: Project, source: Recognized, names: HeaderNames, diagnostics: Diagnostics
) -> Columns:
    """Every column, sorted by what it is used for; two for one field are an error unless one of them is blank."""
    columns = Columns()
    filled = {index for index in range(len(table.headers)) if any(_cell(row.cells, index) for row in table.rows)}
    named = {folded(header) for headers in source.settings.columns.values() for header in headers}
    for index, header in enumerate(table.headers):
        if index in table.header.own and folded(header) not in named:
            continue
        target = _target(table, index, names)
        option = None if target is not None else _option(table, project, source, names, index)
        if option is not None:
            columns.options.setdefault(option[0], {})[index] = option[1]
        elif target is None:
            if header and folded(header) not in names.ignored and index in filled:
                columns.unused.append(index)
        elif target not in columns.found or columns.found[target] not in filled:
            columns.found[target] = index
        elif index in filled:
            _tell_repeated(table, columns.found[target], index, target, diagnostics)
    for name in columns.options:
        columns.found.pop(name, None)  # KoBo gives the answers in one cell too, parted by spaces
    return columns


def _cell(cells: tuple[str, ...], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _target(table: RosterTable, index: int, names: HeaderNames) -> str | None:
    """The field or facet a column is for, by its name or by what a survey calls it besides."""
    if table.header.options and table.header.options[index]:
        return None
    several = (table.headers[index], *table.header.ids[index : index + 1])
    return next((names.known[words] for words in map(folded, several) if words in names.known), None)


def _option(
    table: RosterTable, project: Project, source: Recognized, names: HeaderNames, index: int
) -> tuple[str, str] | None:
    """The facet and the value that a column of ticks is for."""
    for question, option in question_and_option(table.header, index):
        name = names.known.get(folded(question))
        facet = project.facets.get(name or "")
        if name is None or facet is None or facet.type not in ("choice", "choices"):
            continue
        own = {folded(words): value for words, value in source.settings.answers.get(name, {}).items()}
        meant = ways_to_say(facet).get(folded(option), frozenset())
        value = own.get(folded(option), next(iter(meant)) if len(meant) == 1 else None)
        if value is not None:
            return name, value
        if facet.type == "choices" and folded(option) == folded(NONE_OF_THESE):
            return name, NOTHING
    return None


def _tell_repeated(table: RosterTable, first: int, index: int, target: str, diagnostics: Diagnostics) -> None:
    place = Span(table.path, table.header_row, index + 1)
    names = table.headers[first], table.headers[index]
    message = f"the columns {quoted(names[0])} and {quoted(names[1])} are both '{target}'"
    if folded(names[0]) == folded(names[1]):
        message = f"the header {quoted(names[1])} is there twice"
    diagnostics.error("repeated-column", message, place, "remove one, or rename it")


def _tell_unused(
    table: RosterTable, columns: Columns, source: Recognized, names: HeaderNames, diagnostics: Diagnostics
) -> None:
    """One warning for each column that looks like a misspelled name, and one for all others."""
    others: list[int] = []
    for index in columns.unused:
        hint = nearest(folded(table.headers[index]), names.known)
        if hint is None:
            others.append(index)
        else:
            place, message = Span(table.path, table.header_row, index + 1), "is not used"
            diagnostics.warning("unused-column", f"the column {quoted(table.headers[index])} {message}", place, hint)
    if others:
        listed = ", ".join(quoted(table.headers[index]) for index in others)
        what = f"the column {listed} is not used" if len(others) == 1 else f"the columns {listed} are not used"
        advice = f"name what is meant to be left alone under 'ignore:' in guidegen.yaml, {source.place}"
        diagnostics.warning("unused-column", what, Span(table.path, table.header_row, others[0] + 1), advice)


def _missing(table: RosterTable, columns: Columns, diagnostics: Diagnostics) -> bool:
    """Whether a column is missing without which nobody's handbook can be made."""
    found: Mapping[str, int] = columns.found
    needed = ["email", *(("name",) if "first_name" not in found and "last_name" not in found else ())]
    if "name" not in found and len({"first_name", "last_name"} & set(found)) == 1:
        needed += [part for part in ("first_name", "last_name") if part not in found]
    missing = [name for name in needed if name not in found]
    for name in missing:
        place = Span(table.path, table.header_row)
        known = "guidegen.yaml: rosters: NAME: columns: {" + name + ": ITS HEADER}"
        advice = nearest(name, table.headers) or f"say which one it is in {known}"
        diagnostics.error("missing-column", f"there is no column for '{name}'", place, advice)
    return bool(missing)


def quoted(header: str) -> str:
    """A header in a message: on one line, without what is not printed, and not too long."""
    words = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(header.split()))
    return f"'{words[:60]}...'" if len(words) > 60 else f"'{words}'"
