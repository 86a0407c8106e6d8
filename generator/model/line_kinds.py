"""The kinds of lines, each with its fields: declared here and nowhere else.

A new kind is added to KINDS, and `assemble/lines.py` makes its lines; `verify`, `diff`, `send`, `explain`, the
questions and the places they matter in follow from that.
"""

from __future__ import annotations

from typing import Any

from generator.model.budget import BudgetLine
from generator.model.catalog_kinds import CATALOG, NOTICE, ROW
from generator.model.data import Resource, Term, TrackerColumn
from generator.model.entries import DocumentLine, TimelineEntry
from generator.model.guide import CitedFact, GuideChapter, ListedTask, OpenQuestion, PlanItem, Section
from generator.model.guide_path import SaidVerdict, StateItem, StepLine
from generator.model.line import FieldKind, LineKind

_BESIDE = (
    FieldKind("note", called="the note"),
    FieldKind("source", called="the source"),
    FieldKind("confirm", called="whether to confirm it"),
    FieldKind("cites", "sources {}", "the sources cited"),
)
"""What goes with every line of a data file."""

GUIDE: LineKind[None] = LineKind(
    "cover",
    "the cover",
    "{label}",
    (FieldKind("value", called="the wording"),),
    is_own=True,
)
ANSWER: LineKind[None] = LineKind(
    "answer", "your answers", "{label}", (FieldKind("value", called="the wording"),), is_own=True
)
QUESTION: LineKind[OpenQuestion] = LineKind(
    "question",
    "the open questions",
    "the question \u201c{label}\u201d",
    (
        FieldKind("places", "it may change {}", "what it may change"),
        FieldKind("type", called="how it is answered"),
        FieldKind("help", called="the explanation"),
        FieldKind("choices", called="the answers to choose from"),
    ),
    is_own=True,
)
PLAN: LineKind[PlanItem] = LineKind(
    "plan",
    "the plan",
    "\u201c{label}\u201d in your plan",
    (
        FieldKind("value", called="the value"),
        FieldKind("because", "because {}", "the reason"),
        FieldKind("changes", called="what would change it"),
    ),
    page="plan",
)
VERDICT: LineKind[SaidVerdict] = LineKind(
    "verdict",
    "what the path comes to",
    "\u201c{sentence}\u201d in your plan",
    (FieldKind("sentence", called="the sentence"), FieldKind("because", "because {}", "the reason")),
    page="plan",
)
COUNTED: LineKind[StateItem] = LineKind(
    "counted",
    "what the path is counted with",
    "what \u201c{label}\u201d is counted as",
    (FieldKind("value", "counted as {}", "what it is counted as"),),
    page="path",
    is_own=True,
)
STEP: LineKind[StepLine] = LineKind(
    "step",
    "the steps of the path",
    "the step \u201c{label}\u201d",
    (
        FieldKind("day", called="the day to be over"),
        FieldKind("begin", "begin by {}", "the day to begin"),
        FieldKind("start", "can begin on {}", "the first day", quiet=True),
        FieldKind("room", called="the days to spare", quiet=True),
        FieldKind("why", called="why now", quiet=True),
        FieldKind("week", called="why this week", compared=False),
        FieldKind("waits", "waits for {}", "what it waits for", quiet=True),
        FieldKind("called", "called \u201c{}\u201d", "what it is called", quiet=True),
        FieldKind("told", called="whether the calendar has it", is_read=False),
    ),
    page="path",
)
CHAPTER: LineKind[GuideChapter] = LineKind(
    "chapter",
    "the chapters",
    "the chapter \u201c{label}\u201d",
    (
        FieldKind("summary", called="the summary"),
        FieldKind("part", "in {}", "the part it is in"),
    ),
    follows=True,
)
SECTION: LineKind[Section] = LineKind(
    "section",
    "what the text says for you",
    "\u201c{label}\u201d",
    (
        FieldKind("text", called="the text"),
        FieldKind("filled", called="the text"),
        FieldKind("cited", called="the text"),
        FieldKind("days", called="the days"),
        FieldKind("why", called="why you are reading it"),
        FieldKind("reviewed", "Reviewed {}.", "the day it was reviewed"),
    ),
)
TASK: LineKind[ListedTask] = LineKind(
    "task",
    "the tasks",
    "the task \u201c{label}\u201d",
    (
        FieldKind("due", called="the day it is due"),
        FieldKind("rule", called="the rule of its day"),
        FieldKind("planned", called="whether its day is planned"),
    ),
    page="checklist",
)
DATE: LineKind[TimelineEntry] = LineKind(
    "date",
    "the dates",
    "the date \u201c{label}\u201d",
    (
        FieldKind("start", called="the day"),
        FieldKind("end", "to {}", "the last day"),
        FieldKind("rule", called="the rule"),
        FieldKind("planned", called="whether it is planned"),
        FieldKind("kind", called="the kind", is_read=False),
        FieldKind("standing", called="what it rests on"),
        FieldKind("lane", "in {}", "its place in the year"),
        FieldKind("alarm", "a reminder {} before", "the reminder", is_read=False),
        FieldKind("named", called="what sentences call it", quiet=True, is_read=False),
        *_BESIDE,
    ),
    page="timeline",
)
DOCUMENT: LineKind[DocumentLine] = LineKind(
    "document",
    "the documents",
    "the document \u201c{label}\u201d",
    (
        FieldKind("needed", "ready by {}", "the day it is needed"),
        FieldKind("planned", called="whether its day is planned"),
        FieldKind("start", "start by {}", "the day to start", quiet=True),
        FieldKind("takes", "takes {}", "how long it takes"),
        FieldKind("least", "at least {}", "how long it takes at least"),
        FieldKind("content", called="what it must show"),
        FieldKind("issuer", "from: {}", "who issues it"),
        FieldKind("who", "for: {}", "who needs it"),
        FieldKind("validity", "valid: {}", "how long it is valid"),
        FieldKind("sets", "used: {}", "what it is used for"),
        *_BESIDE,
    ),
    page="documents",
)
COST: LineKind[BudgetLine] = LineKind(
    "cost",
    "the budget",
    "the cost \u201c{label}\u201d",
    (
        FieldKind("total", called="the sum"),
        FieldKind("unit", "charged {}", "what it is charged for"),
        FieldKind("payer", "paid by: {}", "who pays"),
        FieldKind("group", "under {}", "the group it is in"),
        FieldKind("counted", called="whether it is in the sum"),
        FieldKind("open", called="whether it may cost more"),
        FieldKind("estimate", called="what it rests on"),
        FieldKind("season", called="the season"),
        FieldKind("formula", called="how it is counted", quiet=True, is_read=False),
        FieldKind("by_number", "counted as {}", "what it is for another number", quiet=True, is_read=False),
        *_BESIDE,
    ),
    page="budget",
)
MAYBE_COST: LineKind[BudgetLine] = LineKind("other cost", "other costs", COST.named, COST.fields)
"""A cost that this reader would have with another number than their plan's: the page shows it, paper does not."""

SUM: LineKind[None] = LineKind("sum", "the sums", "{label}", (FieldKind("total", called="the sum"),), is_own=True)
SOURCE: LineKind[CitedFact] = LineKind(
    "source",
    "the sources",
    "source {number}",
    (
        FieldKind("statement", called="the statement"),
        FieldKind("value", called="the value"),
        FieldKind("name", called="who says it"),
        FieldKind("address", called="the address"),
        FieldKind("season", called="the season"),
        FieldKind("confidence", called="how sure it is"),
        FieldKind("confirm", called="whether to confirm it"),
        FieldKind("note", called="the note"),
        FieldKind("checked", "checked {}", "the day it was checked"),
        FieldKind("expires", "to be checked again after {}", "the day until which it holds"),
        FieldKind("number", compared=False, is_read=False),
    ),
    page="sources",
    follows=True,
)
TERM: LineKind[Term] = LineKind(
    "term",
    "the glossary",
    "the term \u201c{label}\u201d",
    (FieldKind("definition", called="the definition"), FieldKind("expansion", called="what it is short for")),
    page="sources",
    follows=True,
)
ADDRESS: LineKind[Resource] = LineKind(
    "address",
    "the addresses",
    "the address of {label}",
    (FieldKind("address", called="the address"), FieldKind("use", called="what it is for")),
    page="sources",
    follows=True,
)
COLUMN: LineKind[TrackerColumn] = LineKind(
    "column",
    "the columns of the tracker",
    "the column \u201c{label}\u201d of the tracker",
    (
        FieldKind("kind", called="the kind"),
        FieldKind("choices", called="the choices"),
        FieldKind("help", called="the explanation"),
    ),
)
KINDS: tuple[LineKind[Any], ...] = (
    GUIDE, ANSWER, PLAN, VERDICT, COUNTED, STEP, QUESTION, CHAPTER, SECTION, TASK, DATE, DOCUMENT, COST, MAYBE_COST,
    SUM, SOURCE, TERM, ADDRESS, COLUMN, CATALOG, NOTICE, ROW,
)  # fmt: skip
"""In the order of a guide."""

LISTED = tuple(kind for kind in KINDS if kind.page is not None and kind not in (PLAN, VERDICT, TASK))
"""The kinds whose lines are entries of a list on a page: not values of the plan, and not parts of a text."""
