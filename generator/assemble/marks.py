"""Filling the marks of shown text: values, facts with their numbers, terms, links and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import text
from generator.assemble.guard import guard
from generator.assemble.shown import ReadBody
from generator.assemble.step_days import shown_step
from generator.diagnostics import Diagnostics
from generator.logic.reader import Reader
from generator.logic.values import NoValue
from generator.model.filled import (
    FilledFact,
    FilledFile,
    FilledLink,
    FilledMark,
    FilledPicture,
    FilledTask,
    FilledTerm,
    FilledValue,
)
from generator.model.module import (
    FactMark,
    FileMark,
    LinkMark,
    Mark,
    PictureMark,
    TaskMark,
    TermMark,
    ValueMark,
)
from generator.model.project import Project
from generator.model.selection import Selection


@dataclass(slots=True)
class MarkFiller:
    """Fills marks for one reader. Facts are numbered in the order of their first mention."""

    project: Project
    selection: Selection
    reader: Reader
    places: Mapping[str, tuple[str, str]]
    diagnostics: Diagnostics
    facts: dict[str, int] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)

    def check(self, read: ReadBody) -> None:
        """Report what is missing of the values and links of a section; nothing else that is marked can be."""
        marks = read.decision.module.marks
        for number in read.numbers:
            if isinstance(mark := marks[number], ValueMark | LinkMark):
                self._fill(mark)

    def section(self, read: ReadBody) -> dict[int, FilledMark]:
        """The filled marks of the text that is shown of a module."""
        marks = read.decision.module.marks
        filled = ((number, self._fill(marks[number])) for number in read.numbers)
        return {number: one for number, one in filled if one is not None}

    def cite(self, fact: str) -> int:
        """A fact's number among the sources."""
        return self.facts.setdefault(fact, len(self.facts) + 1)

    def _fill(self, mark: Mark) -> FilledMark | None:
        match mark:
            case ValueMark(path, span):
                try:
                    return FilledValue(text.curly(self.reader.values.text(path)), ".".join(path))
                except NoValue as missing:
                    self.diagnostics.error(
                        "no-value",
                        f"for {self.selection.profile}: {missing}",
                        span,
                        guard(self.project, self.reader, path),
                    )
                    return None
            case FactMark(fact, with_value, _):
                number = self.cite(fact)
                known = self.project.facts[fact]
                return FilledFact(number, text.curly(known.value) if with_value else None, known.confirm, fact)
            case TermMark(term, words, _):
                self.terms.add(term)
                return FilledTerm(term, text.curly(words or self.project.terms[term].term))
            case LinkMark():
                return self._link(mark)
            case PictureMark(target, words, caption):
                state = self.project.media[target].state
                return FilledPicture(target, text.curly(words), caption and text.curly(caption), state)
            case FileMark(target, words):
                return FilledFile(target, text.curly(words), self.project.media[target].state)
            case TaskMark(identity, _, _, is_done, str() as step):
                return self._step_task(identity, step, is_done=is_done)
            case TaskMark(identity, due, _, is_done):
                if due is None:
                    return FilledTask(identity, None, planned=False, rule=None, is_done=is_done)
                dated, usual = self.reader.calendar.last(due), self.reader.calendar.resolve(due)
                rule = self.reader.calendar.words(due)
                if dated is None:
                    return FilledTask(identity, None, planned=False, rule=rule, is_done=is_done)
                is_moved = due.anchor in self.reader.calendar.moved_days
                fixed = None if is_moved or due.anchor in self.reader.calendar.path_days else dated.day
                is_last = dated.planned and dated != usual and not is_moved
                return FilledTask(identity, dated.day, dated.planned, rule, is_done, fixed=fixed, is_last=is_last)

    def _step_task(self, identity: str, name: str, *, is_done: bool) -> FilledTask:
        """A task that is part of a step; one that lies behind the reader is done."""
        shown = shown_step(self.reader, name)
        if shown is None:
            state = None if self.reader.journey is None else self.reader.journey.path.steps[name].state
            return FilledTask(identity, None, planned=False, rule=None, is_done=is_done or state == "done", step=name)
        return FilledTask(
            id=identity,
            due=shown.day,
            planned=shown.planned,
            rule=None,
            is_done=is_done,
            step=name,
            begin=shown.begin,
            fixed=shown.fixed,
            missed=shown.missed,
        )

    def _link(self, mark: LinkMark) -> FilledLink | None:
        if mark.kind == "resource":
            self.resources.add(mark.target)
            return FilledLink(None, "", self.project.resources[mark.target].url)
        place = self.places.get(mark.target)
        if place is None:
            decision = self.selection.decisions.get(mark.target)
            why = "" if decision is None else f": {decision.reason.sentence}"
            self.diagnostics.error(
                "absent-target",
                f"{self.selection.profile} has this link, but not '{mark.target}'{why}",
                mark.span,
            )
            return None
        return FilledLink(*place)
