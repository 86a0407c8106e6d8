"""What differs between two guides: plan values, sections, and the lines of everything else that is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from generator import text
from generator.logic import words
from generator.model.catalog_kinds import CATALOG
from generator.model.difference import Difference, LineDifference, PlanDifference, SectionDifference
from generator.model.guide import Guide, Passage
from generator.model.line import LEAD, Field, Line, LineKind
from generator.model.line_kinds import KINDS, PLAN, SECTION, TASK

Placed = Mapping[Hashable, Passage]
"""Sections by what they may be paired with."""

Unlike = Mapping[str, tuple[Field, Field]]
"""The fields of two lines that differ, by name."""

ORDER: LineKind[None] = LineKind("order", "the order", "the order of {label}", ())
"""Not a line of a guide: the sections of a chapter, or the rows of a list, follow each other otherwise."""


def difference(was: Guide, becomes: Guide, kinds: Collection[LineKind[Any]] = KINDS) -> Difference:
    """Everything that changes for a reader who moves from one guide to the other; of its lines those of some `kinds`.

    Words count, not numbering: a source's number, a chapter's number or the address of a link is not a difference. What
    tells of the reader counts only where both are the same one.
    """
    is_same = was.id == becomes.id
    first = _placed(was)
    second = _renamed(first, _placed(becomes))
    pairs = list(_paired(first, second))
    changed = [pair for pair in pairs if not _reads_same(pair, is_same=is_same)]
    return Difference(
        was=was.id,
        becomes=becomes.id,
        plan=tuple(_plan(was, becomes)),
        sections=tuple(changed),
        lines=(*_order(first, second), *_list_order(was, becomes), *_lines(was, becomes, kinds, is_same=is_same)),
        same=len(pairs) - len(changed),
    )


_ANY_READER = {"text", "filled", "cited", "days"}
_SAME_READER = _ANY_READER | {"why", "reviewed"}


def shape(passage: Passage, *, is_same: bool = False) -> Hashable:
    """What a reader reads of a section: equal shapes read the same. Why they read it is their own affair."""
    names = _SAME_READER if is_same else _ANY_READER
    line = passage.line
    return line.lead, line.label, *[one.value for one in line.fields if one.name in names]


def _placed(guide: Guide) -> Placed:
    """Every section by what it may be paired with: its slot's first, second, ... alternative, or the module itself."""
    placed: dict[Hashable, Passage] = {}
    counts: Counter[str] = Counter()
    for passage in guide.passages:
        slot = passage.section.decision.module.front.slot
        if slot is None:
            placed[passage.section.id] = passage
            continue
        placed[slot, counts[slot]] = passage
        counts[slot] += 1
    return placed


def _renamed(first: Placed, second: Placed) -> Placed:
    """The second guide's sections, those under another id by that of the section they read like, or are called like."""
    gone = [key for key in first if key not in second]
    names: dict[Hashable, Hashable] = {}
    for like in (shape, _title):
        mine = {key: like(first[key]) for key in gone}
        for key, passage in second.items():
            if key in first or key in names:
                continue
            its = like(passage)
            twin = next((one for one in gone if mine[one] == its), None)
            if twin is not None:
                names[key] = twin
                gone.remove(twin)
    return {names.get(key, key): passage for key, passage in second.items()}


def _title(passage: Passage) -> Hashable:
    return passage.line.label


def _order(first: Placed, second: Placed) -> Iterator[LineDifference]:
    """Chapters in which the sections that both guides have follow each other otherwise, or are others."""
    was, becomes = _by_chapter(first, second), _by_chapter(second, first)
    for name in dict.fromkeys([*becomes, *was]):
        one, other = was.get(name, ()), becomes.get(name, ())
        if one != other:
            names = (", ".join(map(_name, several)) or None for several in (one, other))
            yield LineDifference(ORDER, name, name, *names)


def _list_order(was: Guide, becomes: Guide) -> Iterator[LineDifference]:
    """Lists in which the rows that both guides have follow each other otherwise."""
    first, second = rows_by_catalog(was), rows_by_catalog(becomes)
    for name in (one for one in second if one in first):
        both = set(first[name]) & set(second[name])
        one, other = ([row for row in rows[name] if row in both] for rows in (first, second))
        if one != other:
            yield LineDifference(ORDER, name, name, ", ".join(one), ", ".join(other))


def rows_by_catalog(guide: Guide) -> dict[str, list[str]]:
    """The ids of the rows of each list, from best to worst."""
    return {one.name: [choice.id for choice in one.choices] for one in guide.entries(CATALOG)}


def _by_chapter(placed: Placed, others: Placed) -> dict[str, tuple[Hashable, ...]]:
    """The sections by chapter that are in the other guide too."""
    found: dict[str, tuple[Hashable, ...]] = {}
    for key, passage in placed.items():
        if key in others:
            found[passage.chapter.id] = (*found.get(passage.chapter.id, ()), key)
    return found


def _name(key: Hashable) -> str:
    """A section's id, or its slot."""
    return str(key[0] if isinstance(key, tuple) else key)


def _paired(first: Placed, second: Placed) -> Iterator[SectionDifference]:
    """Both guides' sections merged into one order."""
    keys, others = list(first), list(second)
    for _, start, stop, other_start, other_stop in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        here, there = keys[start:stop], others[other_start:other_stop]
        for key in here:
            yield SectionDifference(first[key].chapter, first[key], second.get(key))
        for key in there:
            if key not in first:
                yield SectionDifference(second[key].chapter, None, second[key])


def _reads_same(pair: SectionDifference, *, is_same: bool) -> bool:
    if pair.was is None or pair.becomes is None:
        return False
    return shape(pair.was, is_same=is_same) == shape(pair.becomes, is_same=is_same)


def _plan(was: Guide, becomes: Guide) -> Iterator[PlanDifference]:
    items, others = {item.name: item for item in was.entries(PLAN)}, {item.name: item for item in becomes.entries(PLAN)}
    for one, other in _unlike(was.of(PLAN), becomes.of(PLAN)):
        line = other or one
        assert line is not None
        yield PlanDifference(line.id, line.label, items.get(line.id), others.get(line.id))


def _lines(was: Guide, becomes: Guide, kinds: Collection[LineKind[Any]], *, is_same: bool) -> Iterator[LineDifference]:
    """The lines that differ, kind by kind; of those that only follow from the sections, what both guides have."""
    first, second = _by_kind(was), _by_kind(becomes)
    for kind in kinds:
        if kind in (PLAN, SECTION, TASK) or (kind.is_own and not is_same):
            continue  # the plan and the sections are told of apart, and a task is part of its section
        for one, other in _unlike(first.get(kind, ()), second.get(kind, ())):
            if kind.follows and (one is None or other is None):
                continue
            line = other or one
            assert line is not None
            if one is None or other is None:
                yield LineDifference(kind, line.id, line.label, _whole(one), _whole(other))
                continue
            unlike = one.unlike(other)
            if is_same or not _reads_alike(one, other, unlike):
                yield LineDifference(kind, line.id, line.label, *_told(one, other, unlike))


def _by_kind(guide: Guide) -> dict[LineKind[Any], list[Line]]:
    found: dict[LineKind[Any], list[Line]] = {}
    for one in guide.lines:
        found.setdefault(one.kind, []).append(one)
    return found


def _unlike(was: Iterable[Line], becomes: Iterable[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines of one kind in pairs that do not say the same."""
    first, second = {line.id: line for line in was}, {line.id: line for line in becomes}
    for name in dict.fromkeys([*first, *second]):
        one, other = first.get(name), second.get(name)
        if one is None or other is None or not one.says_as(other):
            yield one, other


def _reads_alike(one: Line, other: Line, unlike: Unlike) -> bool:
    """Whether both say the same in what differs: two readers may come to the same words in different ways."""
    if one.lead != other.lead:
        return False
    is_read = (one.kind.field(name).is_read for name in unlike)
    return all(was.words == becomes.words for was, becomes in unlike.values()) and all(is_read)


def _whole(line: Line | None) -> str | None:
    """What is said of a line that comes or goes: what it is about."""
    return None if line is None else _under(line, [line.main.words])


def _told(one: Line, other: Line, unlike: Unlike) -> tuple[str, str]:
    """What is said of a line before and after: what differs."""
    names = _changed(one, unlike)
    both = [unlike.get(name, (one.main, other.main)) for name in names]
    was, becomes = (_under(line, [pair[side].words for pair in both]) for side, line in enumerate((one, other)))
    if was == becomes:
        # A day that is printed with a rule behind it: another rule may give the same day.
        called = text.joined([one.kind.field(name).called for name in names])
        becomes = (words.CHANGED if was else words.CHANGED_UNSAID).format(words=was, fields=called)
    return was, becomes


def _under(line: Line, several: Iterable[str]) -> str:
    """Words under the lead of their line."""
    said = "; ".join(filter(None, several))
    return said if line.lead is None else f"{line.lead}: {said}"


def _changed(one: Line, unlike: Unlike) -> list[str]:
    """The names of the fields that differ; those that only follow from others where nothing else does.

    A lead is said anyway, before what the line is about.
    """
    names = list(unlike)
    loud = [name for name in names if not one.kind.field(name).quiet]
    return [name for name in loud or names if name != LEAD.name] or [one.main.name]
