"""One reading of a guide's sections: what of each counts where guides are compared, and what is open of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from generator import text
from generator.diagnostics import Span
from generator.model.condition import Condition
from generator.model.filled import FilledFact, FilledMark, FilledTask, FilledTerm, FilledValue
from generator.model.guide import GuideChapter, Passage, Section
from generator.model.line import Field, Line
from generator.model.line_kinds import SECTION
from generator.model.module import Text, mark_numbers
from generator.model.selection import Decision, ShownArm, ShownAside, ShownNode, ShownRun, texts_in


def passages_of(chapters: Iterable[GuideChapter]) -> Iterator[Passage]:
    """The sections in the order of the guide."""
    for chapter in chapters:
        for section in chapter.sections:
            yield Passage(_line(section, chapter.id), section, chapter)


def _line(section: Section, chapter: str) -> Line:
    decision, front = section.decision, section.decision.module.front
    own = () if decision.unsettled is None else (decision.unsettled,)
    arms = {arm.span: number for number, arm in enumerate(decision.module.arms())}
    why = decision.why
    said = None if why is None else (why.sentence, why.margin)
    fields = (
        Field("text", tuple(_written(decision.body)), ""),
        Field("filled", tuple(_filled(decision.body, section.marks, arms)), ""),
        Field("cited", tuple(_facts(decision, section.marks)), ""),
        Field("days", tuple(_days(decision, section.marks)), ""),
        Field("why", said, "" if why is None else why.sentence),
        Field("reviewed", front.reviewed, SECTION.field("reviewed").said.format(text.long_date(front.reviewed))),
    )
    return Line(
        kind=SECTION,
        id=section.id,
        label=text.curly(front.title),
        fields=fields,
        place=front.span,
        lead=None if decision.lead is None else decision.lead.sentence,
        unsettled=(*own, *_open(decision.body)),
        chapter=chapter,
    )


def _written(body: tuple[ShownNode, ...]) -> Iterator[Hashable]:
    """What authors wrote of a shown body."""
    for node in body:
        match node:
            case Text():
                yield node.markdown
            case ShownAside(kind, inner):
                yield kind, tuple(_written(inner))
            case ShownArm() | ShownRun():
                yield tuple(_written(node.body))


def _filled(
    body: tuple[ShownNode, ...], marks: Mapping[int, FilledMark], arms: Mapping[Span, int]
) -> Iterator[Hashable]:
    """What is put together for this reader: which arms, under which leads, with which values and terms."""
    for node in body:
        if isinstance(node, Text):
            for number in mark_numbers(node.markdown):
                match marks[number]:
                    case FilledValue(words, _) | FilledTerm(_, words):
                        yield words
        else:
            if isinstance(node, ShownArm):
                yield arms[node.span], node.lead and node.lead.words
            yield from _filled(node.body, marks, arms)


def _facts(decision: Decision, marks: Mapping[int, FilledMark]) -> Iterator[Hashable]:
    """The values of facts, and whether to confirm them. Their numbers are not words."""
    for mark in _marks(decision, marks):
        if isinstance(mark, FilledFact):
            yield mark.value, mark.confirm


def _days(decision: Decision, marks: Mapping[int, FilledMark]) -> Iterator[Hashable]:
    """The days of tasks, as far as they do not move while days pass."""
    for mark in _marks(decision, marks):
        if isinstance(mark, FilledTask):
            yield mark.fixed, mark.says_planned, mark.rule, mark.is_done


def _marks(decision: Decision, marks: Mapping[int, FilledMark]) -> Iterator[FilledMark]:
    for stretch in texts_in(decision.body):
        yield from (marks[number] for number in mark_numbers(stretch.markdown))


def _open(body: tuple[ShownNode, ...]) -> Iterator[Condition]:
    """Every open condition of the arms of a shown body."""
    for node in body:
        if isinstance(node, Text):
            continue
        if isinstance(node, ShownArm) and node.unsettled is not None:
            yield node.unsettled
        yield from _open(node.body)
