"""The tracker workbook: programs to write to, documents, tasks, dates and the budget, to be filled in by the reader.

Texts are always written as texts: what begins like a formula stays words.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from generator import text
from generator.model.guide import BudgetLine, Estimate, Guide
from generator.model.project import Project
from generator.model.settings import Settings
from generator.render.fragments import FragmentMaker
from generator.render.plain import plain_tasks

CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""The workbook never says when it was made, so that the same guide gives the same bytes."""

PROGRAM_ROWS = 80
SPARE_ROWS = 15
PAPERS = {"a4": 9, "letter": 1}
DOCUMENT_STATES = ["to do", "asked for", "in hand", "sent", "not needed"]
TASK_STATES = ["to do", "done", "not for me"]
YES_NO = ["yes", "no"]
Cell = str | int | float | dt.date | None


def workbook_file(guide: Guide, project: Project, fragments: FragmentMaker) -> bytes:
    """The workbook of one guide."""
    import xlsxwriter  # noqa: PLC0415 -- only where a workbook is made

    title = text.curly(project.settings.title)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": CREATED})
        maker = _Maker(book, guide, project.settings)
        maker.plan(title)
        maker.programs()
        maker.documents()
        maker.tasks(fragments)
        maker.dates()
        maker.budget()
    return stream.getvalue()


class _Maker:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, guide: Guide, settings: Settings) -> None:
        self.book, self.guide, self.paper = book, guide, PAPERS[settings.paper]
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
        money = f'"{guide.budget.currency}"#,##0'
        looks: dict[str, dict[str, Any]] = {
            "text": {},
            "title": {"bold": True, "font_size": 16, "text_wrap": False, "font_color": settings.accent},
            "head": {"bold": True, "bottom": 2, "bottom_color": "#56616B", "bg_color": "#F4F6F7"},
            "label": {"bold": True},
            "quiet": {"font_color": "#56616B"},
            "date": {"num_format": "d mmm yyyy", "align": "left"},
            "number": {"num_format": "0"},
            "money": {"num_format": money},
            "sum": {"num_format": money, "bold": True, "top": 1},
            "sum_label": {"bold": True, "top": 1},
            "input": {"bg_color": "#FFF6E3"},
            "input_date": {"bg_color": "#FFF6E3", "num_format": "d mmm yyyy", "align": "left"},
            "input_number": {"bg_color": "#FFF6E3", "num_format": "#,##0"},
            "input_money": {"bg_color": "#FFF6E3", "num_format": money},
            "late": {"font_color": "#9B1C1C", "bold": True},
            "done": {"font_color": "#56616B"},
        }
        self.look = {name: book.add_format({**base, **look}) for name, look in looks.items()}

    def sheet(self, name: str, widths: Sequence[int], *, head: int | None, landscape: bool = True) -> Any:
        """A sheet ready to be printed: its head row stays in sight and comes again on every page."""
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(self.paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer("&L&A&R&P")
        if landscape:
            sheet.set_landscape()
        if head is not None:
            sheet.freeze_panes(head + 1, 1)
            sheet.repeat_rows(head)
        return sheet

    def write(self, sheet: Any, row: int, column: int, value: Cell, look: str = "text") -> None:
        """One cell: a text is written as a text, whatever it begins with."""
        style = self.look[look]
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
        else:
            sheet.write_number(row, column, value, style)

    def row(self, sheet: Any, number: int, cells: Sequence[Cell], looks: Sequence[str]) -> None:
        """One row; `looks` gives each cell's."""
        for column, (value, look) in enumerate(zip(cells, looks, strict=True)):
            self.write(sheet, number, column, value, look)

    def heads(self, sheet: Any, number: int, labels: Sequence[str]) -> None:
        """A head row."""
        self.row(sheet, number, labels, ["head"] * len(labels))

    def choice(
        self, sheet: Any, first: int, last: int, column: int, choices: Sequence[str], help_text: str | None = None
    ) -> None:
        """A drop-down list in a stretch of one column."""
        rule: dict[str, Any] = {"validate": "list", "source": list(choices), "ignore_blank": True}
        if help_text:
            rule["input_message"] = help_text
        sheet.data_validation(first, column, last, column, rule)

    def plan(self, title: str) -> None:
        """The plan, and what the other sheets are for."""
        sheet = self.sheet("Plan", (26, 34, 70), head=None, landscape=False)
        self.write(sheet, 0, 0, title, "title")
        self.write(sheet, 1, 0, self.guide.reader or self.guide.title, "quiet")
        self.heads(sheet, 3, ("Your plan", "", "Because"))
        number = 4
        for item in self.guide.plan:
            lines = item.items or ((item.text, item.because),)
            for index, (words, because) in enumerate(lines):
                cells = (item.label if index == 0 else "", text.capitalized(words), because)
                self.row(sheet, number, cells, ("label", "text", "quiet"))
                number += 1
        self.write(sheet, number + 1, 0, "Cells with a warm background are yours to fill in.", "quiet")

    def programs(self) -> None:
        """Where the reader keeps the programs they write to; without columns there is no such sheet."""
        columns = self.guide.tracker
        if not columns:
            return
        sheet = self.sheet("Programs", [column.width for column in columns], head=0)
        self.heads(sheet, 0, [text.curly(column.label) for column in columns])
        sheet.autofilter(0, 0, PROGRAM_ROWS, len(columns) - 1)
        looks = {"date": "input_date", "number": "input_number"}
        for index, column in enumerate(columns):
            for row in range(1, PROGRAM_ROWS + 1):
                self.write(sheet, row, index, None, looks.get(column.kind, "input"))
            if column.kind == "choice":
                self.choice(sheet, 1, PROGRAM_ROWS, index, column.choices, column.help)
            elif column.help:
                sheet.data_validation(
                    1, index, PROGRAM_ROWS, index, {"validate": "any", "input_message": text.curly(column.help)}
                )

    def documents(self) -> None:
        """The documents with their dates and a state to keep."""
        lines = self.guide.documents
        if not lines:
            return
        labels = ("Document", "State", "Start by", "Needed by", "For", "Issued by", "It must show", "Good for", "Notes")
        sheet = self.sheet("Documents", (30, 12, 13, 13, 22, 22, 44, 18, 40), head=0)
        self.heads(sheet, 0, labels)
        looks = ("label", "input", "date", "date", "text", "text", "text", "text", "input")
        for number, line in enumerate(lines, 1):
            name = line.label if line.beside.lead is None else f"{line.beside.lead}: {line.label}"
            needed: Cell = line.needed or line.rule
            cells = (
                name,
                "to do",
                line.start,
                needed,
                ", ".join(line.sets),
                line.issuer,
                line.content,
                line.validity,
                line.beside.note,
            )
            self.row(sheet, number, cells, looks)
        last = len(lines) + SPARE_ROWS
        for number in range(len(lines) + 1, last + 1):
            self.row(sheet, number, (None,) * len(labels), ("input",) * len(labels))
        self.choice(sheet, 1, last, 1, DOCUMENT_STATES)
        self.mark_late(sheet, last, state="B", day="C", open_states=("to do",))
        sheet.autofilter(0, 0, last, len(labels) - 1)

    def tasks(self, fragments: FragmentMaker) -> None:
        """Every task of the guide, by when it is due."""
        labels = ("Task", "State", "Due", "When", "Chapter", "Notes")
        tasks = list(plain_tasks(self.guide, fragments))
        if not tasks:
            return
        sheet = self.sheet("Tasks", (64, 12, 13, 34, 30, 40), head=0)
        self.heads(sheet, 0, labels)
        for number, task in enumerate(tasks, 1):
            filled = task.listed.task
            when = filled.rule or ""
            if filled.planned:
                when = f"{when} (planned)".strip()
            cells = (task.summary, "to do", filled.due, when, task.chapter, None)
            self.row(sheet, number, cells, ("text", "input", "date", "quiet", "quiet", "input"))
        last = len(tasks) + SPARE_ROWS
        for number in range(len(tasks) + 1, last + 1):
            self.row(sheet, number, (None,) * 6, ("input", "input", "input_date", "input", "input", "input"))
        self.choice(sheet, 1, last, 1, TASK_STATES)
        self.mark_late(sheet, last, state="B", day="C", open_states=("to do",))
        sheet.autofilter(0, 0, last, len(labels) - 1)

    def mark_late(self, sheet: Any, last: int, *, state: str, day: str, open_states: Sequence[str]) -> None:
        """Color the day of what is late, and quiet what is done."""
        is_open = ",".join(f'${state}2="{one}"' for one in open_states)
        sheet.conditional_format(
            f"{day}2:{day}{last + 1}",
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER(${day}2),${day}2<TODAY(),OR({is_open}))",
                "format": self.look["late"],
            },
        )
        sheet.conditional_format(
            f"A2:A{last + 1}",
            {
                "type": "formula",
                "criteria": f'=AND(${state}2<>"",NOT(OR({is_open})))',
                "format": self.look["done"],
            },
        )

    def dates(self) -> None:
        """The dates of the guide."""
        entries = self.guide.timeline
        if not entries:
            return
        labels = ("Date", "Until", "What", "Part", "Note", "Source")
        sheet = self.sheet("Dates", (18, 13, 54, 24, 54, 40), head=0)
        self.heads(sheet, 0, labels)
        for number, entry in enumerate(entries, 1):
            lead = "" if entry.beside.lead is None else f"{entry.beside.lead}: "
            notes = [entry.beside.note or "", "Planned." if entry.planned else ""]
            notes.append("Confirm at the source." if entry.beside.verify else "")
            source = "" if entry.beside.source is None else f"{entry.beside.source.name}, {entry.beside.source.url}"
            first: Cell = entry.start or text.capitalized(entry.rule or "no date yet")
            cells = (first, entry.end, lead + entry.label, entry.lane, " ".join(filter(None, notes)), source)
            self.row(sheet, number, cells, ("date", "date", "text", "quiet", "text", "quiet"))
        sheet.autofilter(0, 0, len(entries), len(labels) - 1)

    def budget(self) -> None:
        """The budget with sums that follow what the reader changes."""
        budget = self.guide.budget
        if not budget.groups:
            return
        sheet = self.sheet("Budget", (46, 20, 12, 12, 12, 10, 14, 12, 14, 50), head=None)
        self.write(sheet, 0, 0, "Budget", "title")
        number_cell = self.number_of(sheet)
        head = 7
        self.heads(
            sheet,
            head,
            ("What", "Charged", "Low", "Typical", "High", "Counts?", "My figure", "Paid", "In my sum", "Notes"),
        )
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
        lines = [(group.label, line) for group in budget.groups for line in group.lines]
        ordinary = [(label, line) for label, line in lines if line.share is None]
        shares = [(label, line) for label, line in lines if line.share is not None]
        first, last = head + 1, head + len(ordinary) + SPARE_ROWS
        row = first
        before = ""
        for label, line in ordinary:
            self.budget_line(sheet, row, label if label != before else "", line, number_cell)
            before = label
            row += 1
        for spare in range(row, last + 1):
            looks = (
                "input",
                "input",
                "input_money",
                "input_money",
                "input_money",
                "input",
                "input_money",
                "input_money",
            )
            self.row(sheet, spare, (None,) * 8, looks)
            self.own_sum(sheet, spare, 0)
            self.write(sheet, spare, 9, None, "input")
        end = last
        for label, line in shares:
            end += 1
            self.share_line(sheet, end, label, line, (first, last))
        self.choice(sheet, first, end, 5, YES_NO, "Yes: this line is in the sums.")
        self.sums(sheet, (first, end))

    def number_of(self, sheet: Any) -> str | None:
        """The cell that holds the number many lines depend on; its address, or None where there is none."""
        number = self.guide.budget.number
        if number is None:
            return None
        self.write(sheet, 1, 0, text.curly(number.label), "label")
        self.write(sheet, 1, 2, number.value, "input_number")
        sheet.data_validation(1, 2, 1, 2, {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 20})
        return "$C$2"

    def budget_line(self, sheet: Any, row: int, group: str, line: BudgetLine, number_cell: str | None) -> None:
        notes = [line.beside.note or "", "Our estimate." if line.is_estimate else line.season or ""]
        notes.append("Confirm at the source." if line.beside.verify and not line.is_estimate else "")
        payer = {"employer": "paid by the employer", "benchmark-only": "to compare with"}.get(line.payer, line.unit)
        name = line.label if line.beside.lead is None else f"{line.beside.lead}: {line.label}"
        self.write(sheet, row, 0, f"{group}: {name}" if group else name, "text")
        self.write(sheet, row, 1, payer, "quiet")
        for column, part in enumerate(("low", "typical", "high"), 2):
            value = getattr(line.total, part)
            if line.scales and number_cell and line.each is not None and line.per_count is not None:
                count = f"MAX(0,{getattr(line.per_count, part)}*{number_cell}+{line.plus})"
                formula = f"={getattr(line.each, part)}*{count}"
                sheet.write_formula(row, column, formula, self.look["money"], value)
            else:
                self.write(sheet, row, column, value, "money")
        self.write(sheet, row, 5, "yes" if line.is_counted else "no", "input")
        self.write(sheet, row, 6, None, "input_money")
        self.write(sheet, row, 7, None, "input_money")
        self.own_sum(sheet, row, line.total.typical if line.is_counted else 0)
        self.write(sheet, row, 9, " ".join(filter(None, notes)), "quiet")

    def own_sum(self, sheet: Any, row: int, value: int) -> None:
        """What a line adds to the reader's own sum: their figure where they have one, else the typical one."""
        at = row + 1
        formula = f'=IF(F{at}="yes",IF(G{at}="",N(D{at}),G{at}),0)'
        sheet.write_formula(row, 8, formula, self.look["money"], value)

    def share_line(self, sheet: Any, row: int, group: str, line: BudgetLine, span: tuple[int, int]) -> None:
        """A line that is a percentage of all lines above."""
        assert line.share is not None
        first, last = span[0] + 1, span[1] + 1
        self.write(sheet, row, 0, f"{group}: {line.label}", "text")
        self.write(sheet, row, 1, f"{line.share:g} percent of the lines above", "quiet")
        for column, part in zip("CDE", ("low", "typical", "high"), strict=True):
            formula = f'=ROUND({line.share / 100:g}*SUMIFS({column}{first}:{column}{last},$F{first}:$F{last},"yes"),0)'
            place = ord(column) - ord("A")
            sheet.write_formula(row, place, formula, self.look["money"], getattr(line.total, part))
        self.write(sheet, row, 5, "yes" if line.is_counted else "no", "input")
        self.write(sheet, row, 6, None, "input_money")
        self.write(sheet, row, 7, None, "input_money")
        at = row + 1
        formula = f'=IF(F{at}="yes",IF(G{at}="",ROUND({line.share / 100:g}*SUM(I{first}:I{last}),0),G{at}),0)'
        value = line.total.typical if line.is_counted else 0
        sheet.write_formula(row, 8, formula, self.look["money"], value)
        self.write(sheet, row, 9, line.beside.note, "quiet")

    def sums(self, sheet: Any, span: tuple[int, int]) -> None:
        """The sums, above the lines, where they stay in sight."""
        first, last = span[0] + 1, span[1] + 1
        total: Estimate = self.guide.budget.total
        for row, (label, column, value) in enumerate(
            (
                ("Sum of the lines that count, low", "C", total.low),
                ("typical", "D", total.typical),
                ("high", "E", total.high),
            ),
            2,
        ):
            self.write(sheet, row, 0, label, "sum_label")
            self.write(sheet, row, 1, None, "sum_label")
            formula = f'=SUMIFS({column}{first}:{column}{last},F{first}:F{last},"yes")'
            sheet.write_formula(row, 2, formula, self.look["sum"], value)
        self.write(sheet, 5, 0, "My own sum, and what is paid of it", "sum_label")
        self.write(sheet, 5, 1, None, "sum_label")
        sheet.write_formula(5, 2, f"=SUM(I{first}:I{last})", self.look["sum"], total.typical)
        sheet.write_formula(5, 3, f"=SUM(H{first}:H{last})", self.look["sum"], 0)
