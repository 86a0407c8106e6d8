"""One reading of a guide's sections: what of each counts where guides are compared, and what is open of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from generator import text
from generator.assemble.shown import ReadBody, shown_of
from generator.model.filled import FilledFact, FilledMark, FilledTask, FilledTerm, FilledValue
from generator.model.guide import GuideChapter, Passage, Section
from generator.model.line import Field, Line
from generator.model.line_kinds import SECTION


def passages_of(chapters: Iterable[GuideChapter]) -> Iterator[Passage]:
    """The sections in the order of the guide."""
    for chapter in chapters:
        for section in chapter.sections:
            yield Passage(_line(section, chapter.id), section, chapter)


def _line(section: Section, chapter: str) -> Line:
    decision, front = section.decision, section.decision.module.front
    shown = shown_of(decision)
    marks = [section.marks[number] for number in shown.numbers]
    return Line(
        kind=SECTION,
        id=section.id,
        label=text.curly(front.title),
        fields=(
            shown.written,
            Field("filled", tuple(_filled(shown, section.marks)), ""),
            Field("cited", tuple(_facts(marks)), ""),
            Field("days", tuple(_days(marks)), ""),
            shown.why,
            shown.reviewed,
        ),
        place=front.span,
        lead=None if decision.lead is None else decision.lead.sentence,
        unsettled=shown.unsettled,
        chapter=chapter,
    )


def _filled(shown: ReadBody, marks: Mapping[int, FilledMark]) -> Iterator[Hashable]:
    """What is put together for this reader: which arms, under which leads, with which values and terms."""
    for part in shown.parts:
        if not isinstance(part, int):
            yield part
            continue
        match marks[part]:
            case FilledValue(words, _) | FilledTerm(_, words):
                yield words


def _facts(marks: Iterable[FilledMark]) -> Iterator[Hashable]:
    """The values of facts, and whether to confirm them. Their numbers are not words."""
    return ((mark.value, mark.confirm) for mark in marks if isinstance(mark, FilledFact))


def _days(marks: Iterable[FilledMark]) -> Iterator[Hashable]:
    """The days of tasks, as far as they do not move while days pass."""
    for mark in marks:
        if isinstance(mark, FilledTask):
            yield mark.fixed, mark.says_planned, mark.rule, mark.is_done
