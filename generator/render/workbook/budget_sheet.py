"""The sheet of the budget, with sums that follow what the reader changes."""

from __future__ import annotations

from generator import text
from generator.model.budget import Budget, BudgetLine, Estimate
from generator.render.workbook import words
from generator.render.workbook.sheet import Sheet

WIDTHS = ((34, 50), (12, 24), 11, 11, 11, 10, 12, 11, 12, (20, 54))
SPARE_LOOKS = ("input", "input", "input_money", "input_money", "input_money", "input", "input_money", "input_money")
SPARE_ROWS = 15
HEAD = 7
"""The row of the head: the sums come above it, where they stay in sight."""

PARTS = ("low", "typical", "high")


def budget_sheet(sheet: Sheet, budget: Budget) -> None:
    """Sums, lines by group, rows for what the reader adds, then the lines that are a percentage of all these."""
    sheet.write(0, 0, words.BUDGET, "title")
    number_cell = _number_of(sheet, budget)
    sheet.heads(HEAD, words.BUDGET_HEADS)
    lines = [(group.label, line) for group in budget.groups for line in group.lines]
    ordinary = [(label, line) for label, line in lines if line.share is None]
    shares = [(label, line) for label, line in lines if line.share is not None]
    first = HEAD + 1
    last = HEAD + len(ordinary) + SPARE_ROWS
    before = ""
    for row, (label, line) in enumerate(ordinary, first):
        _line(sheet, row, label if label != before else "", line, number_cell)
        before = label
    for spare in range(first + len(ordinary), last + 1):
        sheet.row(spare, (None,) * len(SPARE_LOOKS), SPARE_LOOKS)
        _own_sum(sheet, spare, 0)
        sheet.write(spare, 9, None, "input")
    for row, (label, line) in enumerate(shares, last + 1):
        _share_line(sheet, row, label, line, (first, last))
    end = last + len(shares)
    sheet.choice(first, end, 5, (words.YES, words.NO), words.COUNTS)
    _sums(sheet, budget.total, (first, end))


def _number_of(sheet: Sheet, budget: Budget) -> str | None:
    """The cell that holds the number many lines depend on; its address, or None where there is none."""
    number = budget.number
    if number is None:
        return None
    sheet.write(1, 0, text.curly(number.label), "label")
    sheet.write(1, 2, number.value, "input_number")
    sheet.page.data_validation(1, 2, 1, 2, {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 20})
    return "$C$2"


def _line(sheet: Sheet, row: int, group: str, line: BudgetLine, number_cell: str | None) -> None:
    notes = [line.beside.note or "", words.ESTIMATE if line.is_estimate else line.season or ""]
    notes.append(words.CONFIRM if line.beside.verify and not line.is_estimate else "")
    name = line.label if line.beside.lead is None else words.UNDER.format(lead=line.beside.lead, label=line.label)
    sheet.write(row, 0, words.UNDER.format(lead=group, label=name) if group else name, "text")
    sheet.write(row, 1, line.payer or line.unit, "quiet")
    for column, part in enumerate(PARTS, 2):
        value = getattr(line.total, part)
        if line.scales and number_cell and line.each is not None and line.per_count is not None:
            count = f"MAX(0,{getattr(line.per_count, part)}*{number_cell}+{line.plus})"
            sheet.formula(row, column, f"={getattr(line.each, part)}*{count}", "money", value)
        else:
            sheet.write(row, column, value, "money")
    _inputs(sheet, row, line)
    _own_sum(sheet, row, line.total.typical if line.is_counted else 0)
    sheet.write(row, 9, " ".join(filter(None, notes)), "quiet")


def _inputs(sheet: Sheet, row: int, line: BudgetLine) -> None:
    """What the reader fills in: whether a line counts, their own figure, what is paid."""
    looks = ("input", "input_money", "input_money")
    for column, (value, look) in enumerate(
        zip((words.YES if line.is_counted else words.NO, None, None), looks, strict=True), 5
    ):
        sheet.write(row, column, value, look)


def _own_sum(sheet: Sheet, row: int, value: int) -> None:
    """What a line adds to the reader's own sum: their figure where they have one, else the typical one."""
    at = row + 1
    sheet.formula(row, 8, f'=IF(F{at}="{words.YES}",IF(G{at}="",N(D{at}),G{at}),0)', "money", value)


def _share_line(sheet: Sheet, row: int, group: str, line: BudgetLine, span: tuple[int, int]) -> None:
    """A line that is a percentage of all lines above."""
    assert line.share is not None
    first, last = span[0] + 1, span[1] + 1
    sheet.write(row, 0, words.UNDER.format(lead=group, label=line.label), "text")
    sheet.write(row, 1, words.SHARE.format(share=f"{line.share:g}"), "quiet")
    for place, (column, part) in enumerate(zip("CDE", PARTS, strict=True), 2):
        formula = (
            f'=ROUND({line.share / 100:g}*SUMIFS({column}{first}:{column}{last},$F{first}:$F{last},"{words.YES}"),0)'
        )
        sheet.formula(row, place, formula, "money", getattr(line.total, part))
    _inputs(sheet, row, line)
    at = row + 1
    formula = f'=IF(F{at}="{words.YES}",IF(G{at}="",ROUND({line.share / 100:g}*SUM(I{first}:I{last}),0),G{at}),0)'
    sheet.formula(row, 8, formula, "money", line.total.typical if line.is_counted else 0)
    sheet.write(row, 9, line.beside.note, "quiet")


def _sums(sheet: Sheet, total: Estimate, span: tuple[int, int]) -> None:
    """The sums, above the lines."""
    first, last = span[0] + 1, span[1] + 1
    for row, (label, column, part) in enumerate(zip(words.SUMS, "CDE", PARTS, strict=True), 2):
        sheet.row(row, (label, None), ("sum_label", "sum_label"))
        formula = f'=SUMIFS({column}{first}:{column}{last},F{first}:F{last},"{words.YES}")'
        sheet.formula(row, 2, formula, "sum", getattr(total, part))
    sheet.row(5, (words.OWN_SUM, None), ("sum_label", "sum_label"))
    sheet.formula(5, 2, f"=SUM(I{first}:I{last})", "sum", total.typical)
    sheet.formula(5, 3, f"=SUM(H{first}:H{last})", "sum", 0)
