"""One reading of a guide: a line for everything a reader can read that is not prose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator import text
from generator.assemble import words
from generator.assemble.catalog_lines import catalog_lines
from generator.assemble.line import Values, Worded, line, line_once
from generator.assemble.parts import Parts
from generator.assemble.path_lines import path_lines
from generator.assemble.renewal import season_end
from generator.assemble.sources import source_line
from generator.diagnostics import Span
from generator.logic.reader import Reader
from generator.model.budget import BudgetLine, Estimate
from generator.model.data import Resource, Term, TrackerColumn
from generator.model.entries import DocumentLine, TimelineEntry
from generator.model.guide import ListedTask, OpenQuestion, Passage, PlanItem
from generator.model.line import Line, LineKind
from generator.model.line_kinds import (
    ADDRESS,
    ANSWER,
    CHAPTER,
    COLUMN,
    COST,
    DATE,
    DOCUMENT,
    GUIDE,
    MAYBE_COST,
    PLAN,
    QUESTION,
    SUM,
    TASK,
    TERM,
)
from generator.model.milestone import MilestoneRule, RelativeDay
from generator.model.project import Project

Noted = TypeVar("Noted", TimelineEntry, DocumentLine, BudgetLine)
"""What comes from a data file with a note, a source and doubts."""


class LineMaker:
    """Makes the lines of one guide, each with its place in the project's files."""

    def __init__(self, project: Project, reader: Reader, parts: Parts) -> None:
        self.project, self.reader, self.parts = project, reader, parts
        self.currency = parts.budget.currency

    def lines(self) -> Iterator[Line]:
        """Every line but the open questions, in the order of a guide."""
        parts, project = self.parts, self.project
        yield from self._about()
        yield from map(self._plan, parts.plan)
        yield from self._chapters()
        yield from (self._task(listed) for group in parts.tasks for listed in group.tasks)
        if parts.path is not None:
            named = {listed.task.step for group in parts.tasks for listed in group.tasks}
            yield from path_lines(parts.path, project, named)
        yield from map(self._date, parts.dates)
        yield from map(self._document, parts.documents)
        for group in parts.budget.groups:
            yield from (self._cost(COST, one, group.label) for one in group.lines)
        for category, one in parts.budget.elsewhere:
            yield self._cost(MAYBE_COST, one, text.capitalized(category))
        yield from self._sums()
        yield from (source_line(cited) for cited in parts.sources)
        for name, term in parts.terms:
            yield line_once(TERM, term, name, term.term, _term_values, project.terms[name].span)
        for name, resource in parts.resources:
            yield line_once(ADDRESS, resource, name, resource.name, _address_values, resource.span)
        for number, column in enumerate(parts.columns):
            yield line_once(COLUMN, column, str(number), text.curly(column.label), _column_values, column.span)
        yield from catalog_lines(parts.catalogs)

    def questions(self, questions: Iterable[OpenQuestion], passages: Iterable[Passage]) -> Iterator[Line]:
        """The open questions, with what an answer may change."""
        titles = {passage.section.id: passage.line.label for passage in passages}
        for one in questions:
            places = tuple(
                dict.fromkeys(titles.get(place.section, words.PLACE.format(kind=place.kind)) for place in one.places)
            )
            choices = tuple(label for _, label in one.choices)
            values: Values = {"places": places, "type": one.type, "help": one.help, "choices": choices}
            yield line(QUESTION, one, one.facet, one.question, values, self.project.facets[one.facet].span)

    def _about(self) -> Iterator[Line]:
        """What the cover says: whom and what the guide is for."""
        parts = self.parts
        name = self.project.settings.season_name
        season = None if parts.season is None else name.replace("{year}", str(parts.season))
        about = (
            ("title", words.TITLE, parts.title),
            ("name", words.NAME, parts.reader),
            ("season", words.SEASON, season),
            ("until", words.HOLDS_UNTIL, self._holds_until()),
        )
        for name, label, value in about:
            yield line(GUIDE, None, name, label, {"value": value}, self.project.settings.span)
        facets = self.project.facets
        for name, (label, answer) in zip(self.reader.answered, parts.situation, strict=True):
            yield line(ANSWER, None, name, label, {"value": answer}, facets[name].span)

    def _holds_until(self) -> dt.date | None:
        """The first day on which a source runs out or the season ends, whether or not it has passed.

        The cover names the first one still to come, and that alone is not a change of the guide.
        """
        end = season_end(self.reader, self.project.settings.good_until)
        days = [*(cited.fact.expires for cited in self.parts.sources), end]
        return min((day for day in days if day is not None), default=None)

    def _plan(self, item: PlanItem) -> Line:
        value = text.joined([said for said, _ in item.items]) if item.items else item.text
        because = [item.because, *(because for _, because in item.items)]
        changes = [words.CHANGE.format(lead=one.lead, value=one.text, because=one.because) for one in item.changes]
        values: Values = {"value": value, "because": "; ".join(filter(None, because)), "changes": "; ".join(changes)}
        return line(
            PLAN,
            item,
            item.name,
            text.curly(item.label),
            values,
            self.project.tables[item.name].span,
            unsettled=tuple(one.residue for one in item.changes),
        )

    def _chapters(self) -> Iterator[Line]:
        written = {chapter.id: chapter for _, chapter in self.project.outline.chapters()}
        for one in self.parts.chapters:
            values: Values = {"summary": one.summary, "part": one.part_title}
            yield line(CHAPTER, one, one.id, one.title, values, written[one.id].span, chapter=one.id)

    def _task(self, listed: ListedTask) -> Line:
        task = listed.task
        due = None if task.due is None else Worded(task.fixed, text.long_date(task.due))
        values: Values = {"due": due, "rule": task.rule, "planned": task.says_planned and words.PLANNED}
        return line(
            TASK,
            listed,
            task.id,
            listed.words,
            values,
            listed.stretch.span,
            lead=listed.leads[-1] if listed.leads else None,
            unsettled=listed.unsettled,
            chapter=listed.chapter,
        )

    def _date(self, entry: TimelineEntry) -> Line:
        milestone = self.project.milestones[entry.id]
        values: Values = {
            "start": _day(entry.start, moves=entry.moves, rule=milestone.start),
            "end": _day(entry.end, moves=entry.moves, rule=milestone.end),
            "rule": entry.rule,
            "planned": entry.planned and words.PLANNED,
            "kind": entry.kind,
            "standing": entry.standing,
            "lane": entry.lane,
            "alarm": None if entry.alarm is None else text.days(entry.alarm),
            "named": milestone.called,
        }
        return self._beside(DATE, entry, values, milestone.span)

    def _document(self, line: DocumentLine) -> Line:
        values: Values = {
            "needed": _day(line.needed, moves=line.moves),
            "planned": line.planned and words.PLANNED,
            "start": _day(line.start, moves=line.moves),
            "takes": None if line.typical_days is None else text.days(line.typical_days),
            "least": None if line.least_days is None else text.days(line.least_days),
            "content": line.content,
            "issuer": line.issuer,
            "who": line.who,
            "validity": line.validity,
            "sets": line.sets,
        }
        return self._beside(DOCUMENT, line, values, self.project.documents[line.id].span)

    def _cost(self, kind: LineKind[BudgetLine], line: BudgetLine, group: str) -> Line:
        formula = (line.each, line.count, line.scales, line.per_count, line.plus, line.share)
        by_number = [self._money(one).words for one in line.by_number if one is not None]
        values: Values = {
            "total": self._money(line.total),
            "unit": line.unit,
            "payer": line.payer,
            "group": group,
            "counted": words.COUNTED if line.is_counted else words.NOT_COUNTED,
            "open": line.is_open_ended and words.OPEN_ENDED,
            "estimate": words.ESTIMATED if line.is_estimate else line.beside.verify and words.TO_CONFIRM,
            "season": None if line.is_estimate else line.season,
            "formula": Worded(formula, ""),
            "by_number": Worded(line.by_number, ", ".join(by_number)),
        }
        return self._beside(kind, line, values, self.project.costs[line.id].span)

    def _sums(self) -> Iterator[Line]:
        budget = self.parts.budget
        if not budget.groups:
            return
        place = next(iter(self.project.costs.values())).span
        for name, label, total in (
            ("total", words.COSTS, budget.total),
            ("maybe", words.MAY_COST, budget.maybe),
        ):
            yield line(SUM, None, name, label, {"total": self._money(total)}, place)

    def _beside(self, kind: LineKind[Noted], entry: Noted, values: Values, place: Span) -> Line:
        """A line of a data file, with what goes with it."""
        note = entry.beside
        source = None if note.source is None else f"{note.source.called}, {note.source.url}"
        values |= {
            "note": note.note,
            "source": source,
            "confirm": note.verify and (kind is DATE or bool(note.source or note.cites)) and words.CONFIRM,
            "cites": tuple(one.fact for one in note.cites),
        }
        unsettled = () if note.unsettled is None else (note.unsettled,)
        return line(kind, entry, entry.id, entry.label, values, place, lead=note.lead, unsettled=unsettled)

    def _money(self, sum_: Estimate) -> Worded:
        low, typical, high = (f"{self.currency}{amount:,}" for amount in (sum_.low, sum_.typical, sum_.high))
        return Worded(sum_, low if low == high else words.MONEY_RANGE.format(low=low, high=high, typical=typical))


def _term_values(term: Term) -> Values:
    return {"definition": text.curly(term.definition), "expansion": term.expansion}


def _address_values(resource: Resource) -> Values:
    return {"address": resource.url, "use": text.curly(resource.use)}


def _column_values(column: TrackerColumn) -> Values:
    choices = tuple(map(text.curly, column.choices))
    return {"kind": column.kind, "choices": choices, "help": text.curly(column.help or "")}


def _day(day: dt.date | None, *, moves: bool, rule: MilestoneRule | None = None) -> Worded | dt.date | None:
    """A day as a value; where it moves with the day a guide counts from, only the rule that gives it is compared."""
    if not moves or day is None:
        return day
    written = (rule.to, rule.days) if isinstance(rule, RelativeDay) else None
    return Worded(written, text.long_date(day))
