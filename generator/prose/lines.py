"""What a single line of a text may begin: the one place where the signs of Markdown's blocks are written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

INDENT = 4
"""Spaces that make a line code where a block may begin."""

FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
HEADING = re.compile(r" {0,3}(?P<hashes>#{1,6})(?:[ \t]+(?P<words>.*?))??(?:[ \t]+#+)?[ \t]*")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
QUOTE = re.compile(r"(?P<opening> {0,3}> ?)(?P<rest>.*)")
ITEM = re.compile(r"(?P<indent> {0,3})(?P<marker>[-*+]|\d{1,9}[.)])(?:(?P<spaces> +)(?P<rest>\S.*)| *)")
MEANING = re.compile(r"(?P<indent> {0,3}):(?P<spaces> {1,3})(?P<rest>\S.*)")
DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
CONTAINERS = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
"""What may be on a line before its words: quotations and items it is in."""
TASK = re.compile(
    rf"(?P<opening>{CONTAINERS.pattern}(?:[-*+]|\d{{1,9}}[.)])[ \t]+)\[(?P<done>[ xX])\][ \t]+(?P<words>\S.*)"
)
ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.)[^\s<>\"(){}]*[^\s<>\"'.,;:!?(){}\]\u2026*_]"
    r"|[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"
    r"|(?:\w(?:[\w-]*\w)?\.)+(?:com|org|net|edu|gov|mil|int|info|io|[a-z]{2})(?![\w.-]|\.\w)(?:/[^\s\"'<>]*)?"
)
"""What reads as an address, with or without its beginning."""
CODE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")


def indent_of(text: str) -> int:
    """The spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def is_blank(text: str) -> bool:
    """Whether nothing is on a line."""
    return not text.strip()


def item_marker(text: str) -> re.Match[str] | None:
    """The marker of an item; None where the line begins none, or is a rule."""
    return None if RULE.fullmatch(text) else ITEM.fullmatch(text)


def begins_block(text: str, *, in_paragraph: bool) -> bool:
    """Whether a line begins a block other than a paragraph or a table.

    In a paragraph only an item with words does, and of numbers only the first.
    """
    if any(one.fullmatch(text) for one in (FENCE, HEADING, RULE, QUOTE)):
        return True
    item = ITEM.fullmatch(text)
    if item is None:
        return False
    return not in_paragraph or (item["rest"] is not None and item["marker"].rstrip(".)") in ("-", "*", "+", "1"))


def cells_of(text: str) -> list[str]:
    """The cells of a row. A bar in code, or behind a backslash, is part of a cell."""
    row = text.strip()
    hidden = CODE.sub(lambda match: "\x00" * len(match.group()), row)
    bars = [at for at, letter in enumerate(hidden) if letter == "|" and not _is_escaped(hidden, at)]
    edges = [-1, *bars, len(row)]
    cells = [row[start + 1 : stop].strip().replace("\\|", "|") for start, stop in pairwise(edges)]
    if bars and bars[0] == 0:
        cells = cells[1:]
    if bars and bars[-1] == len(row) - 1 and cells:
        cells = cells[:-1]
    return cells


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def begins_table(text: str, following: str | None) -> bool:
    """Whether a line is the head of a table: it has bars, and as many dashes below it as it has cells."""
    if following is None or "|" not in text or not DASHES.fullmatch(following):
        return False
    return len(cells_of(text)) == len(cells_of(following))


def align_of(dashes: str) -> str:
    """How the cells of a column are aligned, by the colons at its dashes."""
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def is_row(text: str) -> bool:
    """Whether a line is written as a row of a table."""
    return text.startswith("|")


@dataclass(frozen=True, slots=True)
class Fences:
    """The lines that open code, and all that are in it or around it, counted from 0."""

    openings: tuple[int, ...]
    inside: frozenset[int]


def fenced(lines: Sequence[str]) -> Fences:
    """Which lines are code between fences, in quotations and items, too."""
    openings: list[int] = []
    inside: set[int] = set()
    fence: str | None = None
    for number, line in enumerate(lines):
        opening = CONTAINERS.match(line)
        words = line[opening.end() :] if opening else line
        if fence is None:
            match = FENCE.fullmatch(words)
            if match is None:
                continue
            fence = match["fence"]
            openings.append(number)
        elif len(words.strip()) >= len(fence) and not words.strip().strip(fence[0]):
            fence = None
        inside.add(number)
    return Fences(tuple(openings), frozenset(inside))
