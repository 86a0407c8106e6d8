"""Where a sentence of a finished guide came from: its module, its line, and the conditions around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.explain.words import normal
from generator.model.guide import FilledMark, Guide, Section
from generator.model.module import Text
from generator.model.selection import ShownArm, ShownNode

PlainText = Callable[[Text, Mapping[int, FilledMark]], str]
"""Gives the words a reader sees of a stretch of text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words stand: their line in the module's file, and the blocks around it from the outside in."""

    section: Section
    place: Span
    arms: tuple[ShownArm, ...]


def find_origins(guide: Guide, words: str, plain: PlainText) -> list[Origin]:
    """Every stretch of a guide in which the words stand; quotes, spaces and case do not matter."""
    wanted = normal(words)
    return [
        Origin(section, _line_of(stretch, wanted, section.marks, plain), arms)
        for chapter in guide.chapters
        for section in chapter.sections
        for stretch, arms in _stretches(section.decision.body, ())
        if wanted and wanted in normal(plain(stretch, section.marks))
    ]


def _stretches(body: tuple[ShownNode, ...], arms: tuple[ShownArm, ...]) -> Iterator[tuple[Text, tuple[ShownArm, ...]]]:
    for node in body:
        if isinstance(node, Text):
            yield node, arms
        else:
            yield from _stretches(node.body, (*arms, node) if isinstance(node, ShownArm) else arms)


def _line_of(stretch: Text, wanted: str, marks: Mapping[int, FilledMark], plain: PlainText) -> Span:
    """The last line from which on the words are still there: the one they begin on."""
    lines = stretch.markdown.split("\n")
    for number in range(len(lines) - 1, 0, -1):
        if wanted in normal(plain(Text("\n".join(lines[number:]), stretch.span), marks)):
            return Span(stretch.span.path, stretch.span.line + number)
    return stretch.span
