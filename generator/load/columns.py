"""Which column of a roster is which field or facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.cells import folded
from generator.model.project import Project
from generator.model.roster import ERROR, FIELDS, Table
from generator.model.settings import RosterSettings

USUAL = {
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "mail": "email",
    "full name": "name",
    "first name": "first_name",
    "last name": "last_name",
    "timestamp": "answered",
    "completion time": "answered",
    "pass phrase": "pass_phrase",
    "shared mailbox": "shared_mailbox",
}
"""What offices and web forms call the fields, where the project does not say."""

FORM = "completion time"
FORMS_OWN = ("id", "start time", "last modified time")
"""What a table with the first of these has besides: its `ID` counts answers, so one person may have several."""


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """Every header a project understands, folded, with the field or facet it stands for."""

    known: Mapping[str, str]
    ignored: frozenset[str]

    def count(self, headers: tuple[str, ...]) -> int:
        """How many of these headers are understood."""
        return sum(1 for header in headers if folded(header) in self.known or folded(header) in self.ignored)


def header_names(project: Project) -> HeaderNames:
    """The project's own names first, then ids, labels and questions, then what fields are usually called."""
    settings = project.settings.roster or _empty()
    known: dict[str, str] = {}
    for field, headers in settings.columns.items():
        for header in headers:
            known.setdefault(folded(header), field)
    for field in FIELDS:
        known.setdefault(field, field)
    for name, facet in project.facets.items():
        if facet.derived is None:
            for header in (name, name.replace("_", " "), facet.label, facet.question or ""):
                if header:
                    known.setdefault(folded(header), name)
    for header, field in USUAL.items():
        known.setdefault(header, field)
    return HeaderNames(known, frozenset({ERROR, *(folded(header) for header in settings.ignore)}))


def find_columns(table: Table, project: Project, names: HeaderNames, diagnostics: Diagnostics) -> dict[str, int] | None:
    """The index of each field's and facet's column; None (and an error) where the roster cannot be read without more.

    A column that is not used is told once; one that looks like a misspelled name gets its suggestion.
    """
    if len(table.headers) == 1:
        advice = "separate columns by commas, semicolons or tabs"
        message = f"the header is one single cell, {_quoted(table.headers[0])}"
        diagnostics.error("missing-column", message, Span(table.path, table.header_row), advice)
        return None
    found: dict[str, int] = {}
    unused: list[str] = []
    wrong = False
    left_out = _forms_own(table, project)
    for index, header in enumerate(table.headers):
        place = Span(table.path, table.header_row, index + 1)
        if folded(header) in left_out:
            continue
        field = names.known.get(folded(header))
        if field is None:
            if header.strip() and folded(header) not in names.ignored:
                unused.append(header)
        elif field in found:
            first = table.headers[found[field]]
            message = f"the columns {_quoted(first)} and {_quoted(header)} are both '{field}'"
            if folded(first) == folded(header):
                message = f"the header {_quoted(header)} is there twice"
            diagnostics.error("repeated-column", message, place, "remove one, or rename it")
            wrong = True
        else:
            found[field] = index
    wrong = _missing(table, project, found, diagnostics) or wrong
    for header in unused:
        hint = nearest(folded(header), names.known)
        place = Span(table.path, table.header_row, table.headers.index(header) + 1)
        advice = hint or "name it under 'ignore:' in guidegen.yaml, 'roster:'"
        diagnostics.warning("unused-column", f"the column {_quoted(header)} is not used", place, advice)
    return None if wrong else found


def _forms_own(table: Table, project: Project) -> frozenset[str]:
    """The columns a web form adds about itself, unless the project names them."""
    if FORM not in map(folded, table.headers):
        return frozenset()
    settings = project.settings.roster or _empty()
    named = {folded(header) for headers in settings.columns.values() for header in headers}
    return frozenset(FORMS_OWN) - named


def _missing(table: Table, project: Project, found: Mapping[str, int], diagnostics: Diagnostics) -> bool:
    """Whether a column is missing without which nobody can be built, or that the project names."""
    place = Span(table.path, table.header_row)
    wrong = False
    for field, headers in (project.settings.roster or _empty()).columns.items():
        if field not in found:
            wanted = text.joined([_quoted(header) for header in headers], "or")
            diagnostics.error(
                "missing-column",
                f"there is no column {wanted} for '{field}'",
                place,
                nearest(headers[0], table.headers) or "correct it in guidegen.yaml, 'roster:'",
            )
            wrong = True
    needed = {"email": ("email",), "name": ("name",) if "first_name" not in found else ("first_name", "last_name")}
    for fields in needed.values():
        for field in fields:
            if field not in found and field not in (project.settings.roster or _empty()).columns:
                advice = (
                    nearest(field, table.headers)
                    or f"name it in guidegen.yaml: 'roster: {{columns: {{{field}: ...}}}}'"
                )
                diagnostics.error("missing-column", f"there is no column for '{field}'", place, advice)
                wrong = True
    return wrong


def _quoted(header: str) -> str:
    words = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(header.split()))
    return f"'{words[:60]}...'" if len(words) > 60 else f"'{words}'"


def _empty() -> RosterSettings:
    return RosterSettings.model_validate({"@span": Span("guidegen.yaml"), "@spans": {}})
