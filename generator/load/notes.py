"""Footnotes: `words[^a]` and, on a line of its own, `[^a]: the note`. A note is read where it is referred to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.lines import LineChecker
from generator.prose.blocks import read_blocks
from generator.prose.lines import CONTAINERS, begins_block, fenced, is_blank
from generator.prose.nodes import Listing, Node

_DEFINITION = re.compile(r"\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<words>.*)")

Around = tuple[tuple[int, int], ...]
"""The blocks and arms around a line, from the outside in."""


@dataclass(slots=True)
class Footnote:
    """One note. `pieces` say where its joined lines come from: index in the text, line of the file, column from 0.

    `around` is known once its own line is reached.
    """

    text: str
    span: Span
    pieces: list[tuple[int, int, int]]
    around: Around | None = None
    used_in: tuple[Around, ...] = ()


class Notes:
    """The notes of one module, gathered before its text is read. `here` is what is around the line being read."""

    def __init__(self, path: str, diagnostics: Diagnostics) -> None:
        self.path, self.diagnostics = path, diagnostics
        self.here: Around = ()
        self._notes: dict[str, Footnote] = {}
        self._at: dict[int, tuple[str | None, int]] = {}

    def gather(self, lines: list[str], first_line: int) -> None:
        """Find the notes among the lines of a body."""
        code = fenced(lines).inside
        index = 0
        while index < len(lines):
            match = None if index in code else _DEFINITION.fullmatch(lines[index])
            if match is None:
                if index not in code:
                    self._report_inside(lines[index], first_line + index)
                index += 1
                continue
            beyond = index + 1
            while beyond < len(lines) and _goes_on(lines[beyond]):
                beyond += 1
            self._add(match, lines[index:beyond], first_line + index)
            index = beyond
        self._report_between(lines, first_line)

    def _add(self, match: re.Match[str], lines: list[str], number: int) -> None:
        place = Span(self.path, number)
        text, pieces = match["words"].rstrip(), [(0, number, match.start("words"))]
        for offset, line in enumerate(lines[1:], start=1):
            words = line.strip()
            pieces.append((len(text) + 1 if text else 0, number + offset, len(line) - len(line.lstrip())))
            text = f"{text} {words}" if text else words
        name = match["name"]
        known = self._notes.get(name)
        self._at[number] = (None if known else name, len(lines))
        if known is not None:
            message = f"note '[^{name}]' is already defined on line {known.span.line}"
            self.diagnostics.error("duplicate-note", message, place, "give one of them another name")
            return
        if not text.strip():
            self.diagnostics.error("empty-note", "this note says nothing", place, f"write '[^{name}]: ...'")
        begun = [match["words"], *(line.strip() for line in lines[1:])]
        block = next((at for at, one in enumerate(begun) if begins_block(one, in_paragraph=False)), None)
        if block is not None:
            message, where = "a note is one paragraph, without lists and quotations", Span(self.path, number + block)
            self.diagnostics.error("bad-note", message, where, "say it in sentences, and leave a blank line below it")
        self._notes[name] = Footnote(text, place, pieces)

    def _report_between(self, lines: list[str], first_line: int) -> None:
        """Report notes between two lists: without them the lists would be one."""
        of_notes = {number + at for number, (_, count) in self._at.items() for at in range(count)}
        for number in self._at:
            rest = [(first_line + at, line) for at, line in enumerate(lines) if first_line + at not in of_notes]
            before = _until_block([line for at, line in reversed(rest) if at < number])
            above = read_blocks(before[::-1])[-1:]
            below = read_blocks(_until_block([line for at, line in rest if at > number]))[:1]
            if _is_one_list([*above, *below]):
                message = "this note is between items of a list"
                advice = "write it below the list, or at the end of the module"
                self.diagnostics.error("bad-note", message, Span(self.path, number), advice)

    def check_signs(self, checker: LineChecker, lines: list[str], number: int) -> None:
        """Report the signs of other kinds of text in a note; its first line has a number in the file."""
        for at, line in enumerate(lines, start=number):
            match = _DEFINITION.fullmatch(line)
            start = match.start("words") if match else 0
            checker.signs(" " * start + line[start:], lambda index, at=at: Span(self.path, at, index + 1))  # type: ignore[misc]

    def _report_inside(self, line: str, number: int) -> None:
        opening = CONTAINERS.match(line)
        start = opening.end() if opening else 0
        if start and _DEFINITION.match(line[start:]):
            message = "a note is written at the left margin, in no quotation and in no item"
            self.diagnostics.error("bad-note", message, Span(self.path, number, start + 1))

    def lines_at(self, number: int) -> int:
        """How many lines the note takes that begins on a line of the file; 0 where none does."""
        name, count = self._at.get(number, (None, 0))
        if name is not None:
            self._notes[name].around = self.here
        return count

    def use(self, name: str, place: Span) -> Footnote | None:
        """The note that a reference leads to; None, and a diagnostic, where there is none."""
        note = self._notes.get(name)
        if note is None:
            advice = nearest(name, self._notes) or f"write '[^{name}]: ...' on a line of its own"
            self.diagnostics.error("unknown-note", f"there is no note '[^{name}]'", place, advice)
            return None
        note.used_in = (*note.used_in, self.here)
        return note

    def check(self) -> None:
        """Report notes that nothing refers to, and those that are not for all who read the reference."""
        for name, note in self._notes.items():
            around = note.around or ()
            if not note.used_in:
                advice = f"write [^{name}] behind the words it belongs to"
                self.diagnostics.error("unused-note", f"nothing refers to note '[^{name}]'", note.span, advice)
            elif any(one[: len(around)] != around for one in note.used_in):
                message = "this note is in a block, and text outside that block refers to it"
                self.diagnostics.error("note-in-block", message, note.span, "write it at the end of the module")


def _until_block(lines: list[str]) -> list[str]:
    """The lines before the first sign of a block."""
    return lines[: next((at for at, line in enumerate(lines) if line.startswith(":::")), len(lines))]


def _is_one_list(blocks: list[Node]) -> bool:
    """Whether two blocks are lists that would be one."""
    lists = [block for block in blocks if isinstance(block, Listing)]
    return len(lists) == 2 and lists[0].marker == lists[1].marker


def _goes_on(line: str) -> bool:
    """Whether a line goes on with the note above it."""
    if is_blank(line) or line.startswith(":::") or _DEFINITION.match(line):
        return False
    return not begins_block(line, in_paragraph=True)
