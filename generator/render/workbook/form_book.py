"""The form as a workbook: a row for each person with drop-down answers, and a sheet that explains."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from generator import text
from generator.logic.describe import label_words
from generator.logic.words import OR_MORE
from generator.model.condition import ALWAYS
from generator.model.dates import FIRST_YEAR, LAST_YEAR
from generator.model.facet import Facet
from generator.model.project import Project
from generator.model.roster import NONE_OF_THESE, NOT_KNOWN
from generator.render import words
from generator.render.workbook.book import PAPERS, new_book
from generator.render.workbook.looks import looks_of
from generator.render.workbook.sheet import MOST_HELP, Sheet, Width

ROWS = 200
"""So many people have rows with drop-down answers."""

COLORED = 40
"""Of these rows, so many are colored as rows to be filled in."""

NAME_WIDTH, EMAIL_WIDTH, WIDTH = 24, 28, (16, 26)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the sheet of answers: its head, the help shown in its cells, and what may be in them."""

    head: str
    help: str
    width: Width = WIDTH
    choices: tuple[str, ...] = ()
    facet: Facet | None = None


def form_workbook(project: Project, facets: Mapping[str, Facet], needed: AbstractSet[str], deliver: str) -> bytes:
    """The workbook that asks the questions of some facets, of which the needed ones cannot be left open.

    A roster is read from it as it is.
    """
    settings = project.settings
    columns = [*_person_columns(), *_question_columns(facets, needed)]

    def sheets(book: Any) -> None:
        looks = looks_of(book, settings.currency, settings.accent)
        paper = PAPERS[settings.paper]
        answers = Sheet(book, looks, words.SHEET, [one.width for one in columns], paper=paper)
        how = Sheet(book, looks, words.GUIDE_SHEET, (46, 60, 44), paper=paper, head=None, landscape=True)
        lists = book.add_worksheet(words.LIST_SHEET)
        lists.hide()
        _fill_answers(answers, columns, lists)
        _fill_how(how, project, facets, needed, deliver)
        answers.finish()
        how.finish()

    return new_book(text.curly(settings.title), sheets)


def _person_columns() -> Iterator[_Column]:
    yield _Column(words.NAME, words.NAME_HELP, NAME_WIDTH)
    yield _Column(words.EMAIL, words.EMAIL_HELP, EMAIL_WIDTH)
    yield _Column(words.SHARED, words.SHARED_HELP, 12, (words.YES, words.NO))


def _question_columns(facets: Mapping[str, Facet], needed: AbstractSet[str]) -> Iterator[_Column]:
    """A column for each question; one for each answer where a question takes several."""
    heads = Counter(_same(head) for facet in facets.values() for head in (facet.question or "", facet.label))
    for name, facet in facets.items():
        question = facet.question or name
        head = question if heads[_same(question)] == 1 else name
        if facet.type == "choices":
            labels = Counter(_same(one.label) for one in facet.values.values())
            for value, one in facet.values.items():
                option = one.label if labels[_same(one.label)] == 1 else value
                yield _Column(words.OPTION.format(question=head, option=option), words.TICK_HELP, choices=("x",))
            yield _Column(words.OPTION.format(question=head, option=NONE_OF_THESE), words.TICK_HELP, choices=("x",))
            continue
        yield _Column(head, _help(facet), choices=tuple(_choices(facet, is_needed=name in needed)), facet=facet)


def _same(head: str) -> str:
    return " ".join(head.split()).rstrip(" *:?").casefold()


def _choices(facet: Facet, *, is_needed: bool) -> Iterator[str]:
    """The drop-down answers of a question that has them."""
    if facet.type == "choice":
        labels = Counter(_same(one.label) for one in facet.values.values())
        for value, one in facet.values.items():
            yield one.label if labels[_same(one.label)] == 1 else value
    elif facet.type == "integer":
        assert facet.min is not None
        assert facet.max is not None
        for number in range(facet.min, facet.max + 1):
            is_more = facet.or_more and number == facet.max
            yield OR_MORE.format(number=number) if is_more else str(number)
    else:
        return
    if not is_needed:
        yield NOT_KNOWN


def _help(facet: Facet) -> str:
    """What shows next to a cell: the facet's own help, and how a date is written."""
    own = facet.help or ""
    return text.curly(f"{own} {words.DATE_HELP}".strip() if facet.type == "date" else own)


def _fill_answers(sheet: Sheet, columns: list[_Column], lists: Any) -> None:
    sheet.heads(0, [one.head for one in columns])
    for index, one in enumerate(columns):
        look = "field_date" if one.facet is not None and one.facet.type == "date" else "field"
        for row in range(1, COLORED + 1):
            sheet.write(row, index, None, look)
        rule: dict[str, Any] = {"validate": "any"}
        if one.choices:
            lists.write_column(0, index, one.choices)
            letters = text.letter(index + 1).upper()
            source = f"='{words.LIST_SHEET}'!${letters}$1:${letters}${len(one.choices)}"
            rule = {"validate": "list", "source": source, "error_message": words.WRONG_CHOICE}
        elif look == "field_date":
            rule = _date_rule()
        if one.help:
            rule["input_message"] = one.help[:MOST_HELP]
        sheet.page.data_validation(1, index, ROWS, index, {**rule, "ignore_blank": True})


def _date_rule() -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": dt.date(FIRST_YEAR, 1, 1),
        "maximum": dt.date(LAST_YEAR, 12, 31),
        "error_message": words.WRONG_DATE.format(first=FIRST_YEAR, last=LAST_YEAR),
    }


def _fill_how(
    sheet: Sheet, project: Project, facets: Mapping[str, Facet], needed: AbstractSet[str], deliver: str
) -> None:
    sheet.write(0, 0, words.TITLE.format(title=text.curly(project.settings.title)), "title")
    row = 1
    for line in words.HOW:
        sheet.write(row, 0, line.format(deliver=deliver), "quiet_line")
        row += 1
    sheet.heads(row + 1, (words.QUESTION_HEAD, words.ANSWER_HEAD, words.WHEN_HEAD))
    for number, (name, facet) in enumerate(facets.items(), row + 2):
        help_ = f"\n{facet.help}" if facet.help else ""
        everybody = words.NEEDED if name in needed else words.EVERYBODY
        when = (
            everybody
            if facet.asked_when == ALWAYS
            else words.ONLY.format(condition=label_words(facet.asked_when, project.facets))
        )
        answer = text.curly(f"{_allowed(facet)}{help_}")
        sheet.row(
            number, (text.curly(facet.question or facet.label), answer, text.curly(when)), ("label", "text", "quiet")
        )


def _allowed(facet: Facet) -> str:
    """What a question may be answered with, in words."""
    if facet.type == "integer":
        high = OR_MORE.format(number=facet.max) if facet.or_more else facet.max
        return words.RANGE.format(low=facet.min, high=high)
    if facet.type == "date":
        return words.DATE
    pattern = words.ONE_OF if facet.type == "choice" else words.SOME_OF
    return pattern.format(values="; ".join(one.label for one in facet.values.values()))
