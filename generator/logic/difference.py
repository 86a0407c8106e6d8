"""What differs between two guides: plan values, sections, and the lines of everything else that is read."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from generator import text
from generator.model.difference import Difference, LineDifference, LineKind, PlanDifference, SectionDifference
from generator.model.guide import (
    DocumentLine,
    FilledFact,
    FilledMark,
    FilledTask,
    FilledTerm,
    FilledValue,
    Guide,
    GuideChapter,
    PlanItem,
    Section,
)
from generator.model.module import Text, mark_numbers
from generator.model.selection import ShownArm, ShownNode, ShownRun

Place = tuple[GuideChapter, Section]


def difference(was: Guide, becomes: Guide) -> Difference:
    """Everything that changes for a reader who moves from one guide to the other.

    Words count, not numbering: a source's number, a chapter's number or the address of a link is not a difference.
    """
    first = _placed(was)
    second = _renamed(first, _placed(becomes))
    pairs = list(_paired(first, second))
    changed = [pair for pair in pairs if not _reads_same(pair.was, pair.becomes)]
    return Difference(
        was=was.id,
        becomes=becomes.id,
        plan=tuple(_plan(was.plan, becomes.plan)),
        sections=tuple(changed),
        lines=(
            *_title_line(was, becomes),
            *_order(first, second),
            *_shared("chapter", _chapters(was), _chapters(becomes)),
            *_lines("timeline", _dates(was), _dates(becomes)),
            *_lines("documents", _documents(was), _documents(becomes)),
            *_lines("budget", _costs(was), _costs(becomes)),
            *_shared("term", _terms(was), _terms(becomes)),
            *_shared("source", _sources(was), _sources(becomes)),
            *_shared("address", _addresses(was), _addresses(becomes)),
        ),
        same=len(pairs) - len(changed),
    )


def shape(section: Section) -> Hashable:
    """What a reader reads of a section: equal shapes read the same."""
    lead = section.decision.lead
    return (
        lead.sentence if lead else None,
        section.decision.module.title,
        _shape(section.decision.body, section.marks),
    )


def _shape(body: tuple[ShownNode, ...], marks: Mapping[int, FilledMark]) -> Hashable:
    parts: list[Hashable] = []
    for node in body:
        if isinstance(node, Text):
            parts.append((node.markdown, tuple(_read(marks[number]) for number in mark_numbers(node.markdown))))
        elif isinstance(node, ShownArm):
            parts.append((node.lead.words if node.lead else None, _shape(node.body, marks)))
        elif isinstance(node, ShownRun):
            parts.append(_shape(node.body, marks))
        else:
            parts.append((node.kind, _shape(node.body, marks)))
    return tuple(parts)


def _read(mark: FilledMark) -> Hashable:
    match mark:
        case FilledValue(words):
            return words
        case FilledFact(_, value, verify):
            return value, verify
        case FilledTerm(_, words):
            return words
        case FilledTask(_, due, planned, rule):
            return due, planned, rule
    return None


def _placed(guide: Guide) -> dict[Hashable, Place]:
    """Every section by what it may be paired with: its slot's first, second, ... alternative, or the module itself."""
    placed: dict[Hashable, Place] = {}
    for chapter in guide.chapters:
        for section in chapter.sections:
            slot = section.decision.module.front.slot
            if slot is None:
                placed[section.id] = (chapter, section)
                continue
            count = sum(1 for key in placed if isinstance(key, tuple) and key[0] == slot)
            placed[slot, count] = (chapter, section)
    return placed


def _renamed(first: Mapping[Hashable, Place], second: Mapping[Hashable, Place]) -> dict[Hashable, Place]:
    """The second guide's sections, those under another id by that of the section they read like, or are called like."""
    gone = [key for key in first if key not in second]
    names: dict[Hashable, Hashable] = {}
    for like in (shape, _title):
        for key, (_, section) in second.items():
            if key in first or key in names:
                continue
            twin = next((one for one in gone if like(first[one][1]) == like(section)), None)
            if twin is not None:
                names[key] = twin
                gone.remove(twin)
    return {names.get(key, key): place for key, place in second.items()}


def _title(section: Section) -> Hashable:
    return section.decision.module.title


def _order(first: Mapping[Hashable, Place], second: Mapping[Hashable, Place]) -> Iterator[LineDifference]:
    """Chapters in which the sections that both guides have follow each other otherwise, or are others."""
    was, becomes = _by_chapter(first, second), _by_chapter(second, first)
    for name in dict.fromkeys([*becomes, *was]):
        one, other = was.get(name, ()), becomes.get(name, ())
        if one != other:
            yield LineDifference(
                "order", name, name, ", ".join(map(_name, one)) or None, ", ".join(map(_name, other)) or None
            )


def _by_chapter(placed: Mapping[Hashable, Place], others: Mapping[Hashable, Place]) -> dict[str, tuple[Hashable, ...]]:
    """The sections by chapter that are in the other guide too."""
    found: dict[str, tuple[Hashable, ...]] = {}
    for key, (chapter, _) in placed.items():
        if key in others:
            found[chapter.id] = (*found.get(chapter.id, ()), key)
    return found


def _name(key: Hashable) -> str:
    """A section's id, or its slot."""
    return str(key[0] if isinstance(key, tuple) else key)


def _paired(first: Mapping[Hashable, Place], second: Mapping[Hashable, Place]) -> Iterator[SectionDifference]:
    """Both guides' sections merged into one order."""
    keys, others = list(first), list(second)
    for _, start, stop, other_start, other_stop in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        here, there = keys[start:stop], others[other_start:other_stop]
        for key in here:
            chapter, section = first[key]
            match = second.get(key)
            yield SectionDifference(chapter, section, match[1] if match else None)
        for key in there:
            if key not in first:
                chapter, section = second[key]
                yield SectionDifference(chapter, None, section)


def _reads_same(was: Section | None, becomes: Section | None) -> bool:
    if was is None or becomes is None:
        return False
    return _is_same(was, becomes) or shape(was) == shape(becomes)


def _is_same(was: Section, becomes: Section) -> bool:
    """Whether two sections have all in common that their shapes are made of: seldom not so, and quickly seen."""
    one, other = was.decision, becomes.decision
    return (
        one.module is other.module and one.lead == other.lead and one.body == other.body and was.marks == becomes.marks
    )


def _plan(was: Iterable[PlanItem], becomes: Iterable[PlanItem]) -> Iterator[PlanDifference]:
    first, second = {item.name: item for item in was}, {item.name: item for item in becomes}
    for name in dict.fromkeys([*second, *first]):
        one, other = first.get(name), second.get(name)
        if _stated(one) != _stated(other):
            yield PlanDifference(name, (other or first[name]).label, one, other)


def _stated(item: PlanItem | None) -> Hashable:
    if item is None:
        return None
    changes = tuple((change.lead, change.text, change.because) for change in item.changes)
    return item.label, item.text, item.because, item.items, changes


Line = tuple[str, str, str]
"""A line's id, its label, and all of it in words."""


def _shared(kind: LineKind, was: Iterable[Line], becomes: Iterable[Line]) -> Iterator[LineDifference]:
    """Lines that both guides have. Which of them a guide has follows from its sections."""
    first, second = list(was), list(becomes)
    both = {line[0] for line in first} & {line[0] for line in second}
    yield from _lines(kind, (line for line in first if line[0] in both), (line for line in second if line[0] in both))


def _lines(kind: LineKind, was: Iterable[Line], becomes: Iterable[Line]) -> Iterator[LineDifference]:
    first, second = {line[0]: line for line in was}, {line[0]: line for line in becomes}
    for name in dict.fromkeys([*first, *second]):
        one, other = first.get(name), second.get(name)
        if one != other:
            label = (other or first[name])[1]
            yield LineDifference(kind, name, label, one[2] if one else None, other[2] if other else None)


def _title_line(was: Guide, becomes: Guide) -> Iterator[LineDifference]:
    """The title counts for one reader before and after; two readers are called differently anyway."""
    if was.id == becomes.id and was.title != becomes.title:
        yield LineDifference("title", "title", "Title", was.title, becomes.title)


def _chapters(guide: Guide) -> Iterator[Line]:
    for chapter in guide.chapters:
        summary = f": {chapter.summary}" if chapter.summary else ""
        yield chapter.id, chapter.title, f"{chapter.title}{summary} (in {chapter.part_title})"


def _terms(guide: Guide) -> Iterator[Line]:
    for name, term in guide.terms:
        yield name, term.term, f"{term.expansion}: {term.definition}" if term.expansion else term.definition


def _sources(guide: Guide) -> Iterator[Line]:
    for cited in guide.sources:
        fact, note = cited.fact, f" {cited.fact.note}" if cited.fact.note else ""
        words = f"{fact.statement} ({fact.value}){note} {fact.source.name}, {fact.source.url}, checked {fact.checked}"
        yield cited.id, cited.id, words


def _addresses(guide: Guide) -> Iterator[Line]:
    for name, resource in guide.resources:
        yield name, resource.name, f"{resource.name}: {resource.use} ({resource.owner}, {resource.url})"


def _dates(guide: Guide) -> Iterator[Line]:
    for entry in guide.timeline:
        when = text.long_date(entry.start) if entry.start else entry.rule or "no date yet"
        if entry.end is not None and entry.end != entry.start:
            when = f"{when} to {text.long_date(entry.end)}"
        yield entry.id, entry.label, _under(entry.beside.lead, when)


def _documents(guide: Guide) -> Iterator[Line]:
    for line in guide.documents:
        yield line.id, line.label, _under(line.beside.lead, f"ready by {_when(line)}")


def _when(line: DocumentLine) -> str:
    return text.long_date(line.needed) if line.needed else line.rule or "the day it is asked for"


def _costs(guide: Guide) -> Iterator[Line]:
    for line in (line for group in guide.budget.groups for line in group.lines):
        low, typical, high = (
            f"{guide.budget.currency}{amount:,}" for amount in (line.total.low, line.total.typical, line.total.high)
        )
        yield (
            line.id,
            line.label,
            _under(line.beside.lead, low if low == high else f"{low} to {high}, usually {typical}"),
        )


def _under(lead: str | None, words: str) -> str:
    return words if lead is None else f"{lead}: {words}"
