"""The workbook: plan, the project's own list, documents, tasks, dates and budget, to be filled in by the reader."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from generator import text
from generator.model.guide import Guide
from generator.model.line_kinds import COLUMN, DATE, DOCUMENT
from generator.model.project import Project
from generator.model.settings import SHEETS
from generator.render.workbook import budget_sheet as budget
from generator.render.workbook import catalog_sheet as catalogs
from generator.render.workbook import dates_sheet as dates
from generator.render.workbook import documents_sheet as documents
from generator.render.workbook import path_sheet as path
from generator.render.workbook import plan_sheet as plan
from generator.render.workbook import tasks_sheet as tasks
from generator.render.workbook import words
from generator.render.workbook.looks import looks_of
from generator.render.workbook.sheet import Sheet, Width
from generator.render.workbook.tracker_sheet import tracker_sheet

CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""The workbook never says when it was made, so that the same guide gives the same bytes."""

PAPERS = {"a4": 9, "letter": 1}


def new_book(title: str, fill: Callable[[Any], None]) -> bytes:
    """A workbook as bytes, the same for the same content; `fill` writes its sheets."""
    import xlsxwriter  # noqa: PLC0415 -- only where a workbook is made

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": CREATED})
        fill(book)
    return stream.getvalue()


def workbook_file(guide: Guide, project: Project) -> bytes:
    """The workbook of one guide; a sheet that would be empty is left out."""
    settings = project.settings
    title = text.curly(settings.title)

    def sheets(book: Any) -> None:
        looks = looks_of(book, guide.budget.currency, settings.accent)

        def add(
            name: str,
            widths: Sequence[Width],
            fill: Callable[[Sheet], None],
            *,
            head: int | None = 0,
            landscape: bool = True,
        ) -> None:
            sheet = Sheet(book, looks, name, widths, paper=PAPERS[settings.paper], head=head, landscape=landscape)
            fill(sheet)
            sheet.finish()

        add(words.PLAN, plan.WIDTHS, lambda sheet: plan.plan_sheet(sheet, guide, title), head=None, landscape=False)
        if guide.entries(COLUMN):
            widths: list[Width] = [column.width for column in guide.entries(COLUMN)]
            add(settings.sheet, widths, lambda sheet: tracker_sheet(sheet, guide.entries(COLUMN)))
        if guide.path is not None and guide.path.steps:
            steps = guide.path
            add(words.PATH, path.WIDTHS, lambda sheet: path.path_sheet(sheet, steps))
        for catalog in guide.catalogs:
            widths = catalogs.catalog_widths(catalog)
            name = catalogs.sheet_name(catalog, {*book.sheetnames, settings.sheet, *SHEETS})
            add(name, widths, partial(catalogs.catalog_sheet, catalog=catalog))
        if guide.entries(DOCUMENT):
            add(
                words.DOCUMENTS,
                documents.WIDTHS,
                lambda sheet: documents.documents_sheet(sheet, guide.entries(DOCUMENT)),
            )
        if guide.tasks:
            add(words.TASKS, tasks.WIDTHS, lambda sheet: tasks.tasks_sheet(sheet, guide))
        if guide.entries(DATE):
            add(words.DATES, dates.WIDTHS, lambda sheet: dates.dates_sheet(sheet, guide.entries(DATE)))
        if guide.budget.groups:
            add(words.BUDGET, budget.WIDTHS, lambda sheet: budget.budget_sheet(sheet, guide.budget), head=budget.HEAD)

    return new_book(title, sheets)
