"""What of a section follows from its decision alone: found once for all readers for whom a module is decided alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Span
from generator.kept import Kept
from generator.logic.word_count import word_count
from generator.model.condition import Condition
from generator.model.line import Field
from generator.model.line_kinds import SECTION
from generator.model.module import Text, mark_numbers
from generator.model.selection import Decision, ShownArm, ShownAside, ShownNode, ShownRun

_REVIEWED = SECTION.field("reviewed").said


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A decision's body as it is read.

    `parts` are its marks, by number, and its arms with their leads, in order; `numbers` the marks alone. `unsettled`
    are the conditions that are open of it, `words` how many there are to read.
    """

    decision: Decision
    parts: tuple[Hashable, ...]
    numbers: tuple[int, ...]
    written: Field
    why: Field
    reviewed: Field
    unsettled: tuple[Condition, ...]
    words: int


# Decisions are kept for the readers who come to the same; personas of the shipped guide have some 2,200.
_SHOWN: Kept[ReadBody] = Kept(3_000)


def shown_of(decision: Decision) -> ReadBody:
    """What is read of a module by those for whom this was decided."""
    return _SHOWN.get(id(decision), 1, lambda: _made(decision), lambda known: known.decision is decision)


def _made(decision: Decision) -> ReadBody:
    arms = {arm.span: number for number, arm in enumerate(decision.module.arms())}
    parts = tuple(_parts(decision.body, arms))
    why, day = decision.why, decision.module.front.reviewed
    own = () if decision.unsettled is None else (decision.unsettled,)
    return ReadBody(
        decision,
        parts,
        tuple(one for one in parts if isinstance(one, int)),
        Field("text", tuple(_written(decision.body)), ""),
        Field("why", None if why is None else (why.sentence, why.margin), "" if why is None else why.sentence),
        Field("reviewed", day, _REVIEWED.format(text.long_date(day))),
        (*own, *_open(decision.body)),
        word_count(decision),
    )


def _parts(body: tuple[ShownNode, ...], arms: Mapping[Span, int]) -> Iterator[Hashable]:
    for node in body:
        if isinstance(node, Text):
            yield from mark_numbers(node.markdown)
        else:
            if isinstance(node, ShownArm):
                yield arms[node.span], node.lead and node.lead.words
            yield from _parts(node.body, arms)


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


def _open(body: tuple[ShownNode, ...]) -> Iterator[Condition]:
    """Every open condition of the arms of a shown body."""
    for node in body:
        if isinstance(node, Text):
            continue
        if isinstance(node, ShownArm) and node.unsettled is not None:
            yield node.unsettled
        yield from _open(node.body)
