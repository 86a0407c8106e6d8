"""Reading a module's body: blocks become a tree, marks become tokens with their places, the rest stays Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import get_args

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.arms import ArmReader
from generator.load.code import CodeReader
from generator.load.conditions import ConditionReader
from generator.load.dialects import block_advice
from generator.load.examples import Examples
from generator.load.lines import LineChecker, masked
from generator.load.marks import MarkReader
from generator.load.runs import join_runs
from generator.model.located import Map
from generator.model.module import Arm, Aside, AsideKind, Block, Body, Mark, Node, Text
from generator.prose.lines import CONTAINERS

ASIDES = get_args(AsideKind)
_END = ":::"
_OTHER_WORDS = {
    **dict.fromkeys(("end", "endwhen", "endif", "close", "/when", "/"), _END),
    **dict.fromkeys(("if", "only", "for"), "when {...}"),
    **dict.fromkeys(("elif", "elseif", "elsif", "elsewhen", "otherwise-when"), "else when {...}"),
    "otherwise": "else",
}
"""Words of other languages for what a block here begins with."""


@dataclass(slots=True)
class _Frame:
    """What is open: the body itself, an arm of a block, or an aside."""

    kind: str
    span: Span
    nodes: list[Node] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    arms: list[Arm] = field(default_factory=list)
    options: Map | None = None
    had_else: bool = False
    level: int = 1


class BodyReader:
    """Reads one body. `marks` are those of the lines read so far."""

    def __init__(self, module: str, path: str, reader: ConditionReader, diagnostics: Diagnostics) -> None:
        self.path, self.reader, self.diagnostics = path, replace(reader, asks_answered=True), diagnostics
        self.examples = Examples(reader.subjects)
        self.frames: list[_Frame] = []
        self.lines = LineChecker(diagnostics, self.examples)
        self.words = MarkReader(module, path, diagnostics, self.examples)
        self.code = CodeReader(path, diagnostics)
        self.arms = ArmReader(path, self.reader, self.examples, diagnostics)

    @property
    def marks(self) -> list[Mark]:
        """The marks, in the order in which the text's tokens number them."""
        return self.words.marks

    def read(self, lines: list[str], first_line: int) -> Body:
        """The body as a tree; what is wrong is reported with its place."""
        self.frames = [_Frame("body", Span(self.path, first_line))]
        self.words.notes.gather(lines, first_line)
        index = 0
        while index < len(lines):
            line, number = lines[index], first_line + index
            index += 1
            place = Span(self.path, number)
            self.words.notes.here = tuple((id(frame), len(frame.arms)) for frame in self.frames)
            lines_of_note = self.words.notes.lines_at(number)
            if lines_of_note:
                self.words.notes.check_signs(self.lines, lines[index - 1 : index - 1 + lines_of_note], number)
                index += lines_of_note - 1
            elif self.code.holds(line, place):
                self.lines.restart()
                self._add(line, place)
            elif line.startswith(":::"):
                self._fence(line[3:].strip(), line, place)
            elif ":::" in masked(line):
                self._stray(line, place)
            else:
                line = self.words.join(lines, index - 1, number)
                index += self.words.joined
                self._line(line, place)
        in_code = self.code.end()
        while len(self.frames) > 1:
            frame = self.frames[-1]
            if not in_code and frame.kind != "unknown":
                self.diagnostics.error(
                    "unclosed-block",
                    f"this '{frame.kind}' block is not closed",
                    frame.arms[0].span if frame.arms else frame.span,
                    "write ':::' on a line of its own where it ends",
                )
            self._close()
        self._flush(self.frames[0])
        self.words.notes.check()
        return self._joined(self.frames[0])

    def _joined(self, frame: _Frame) -> Body:
        return join_runs(tuple(frame.nodes), self.diagnostics)

    def _stray(self, line: str, place: Span) -> None:
        """The sign of a block where it is only text."""
        plain = masked(line)
        start = plain.index(":::")
        opening = CONTAINERS.match(plain)
        around = opening.group() if opening is not None and opening.end() == start else None
        if around is None:
            message, advice = "':::' is alone on its line", "begin the block on a line of its own"
        elif not around.strip():
            message, advice = "a block begins and ends at the left margin", None
        elif ">" in around:
            message, advice = "a quotation holds no block", "put the quotation into the block, or end it above"
        else:
            message, advice = (
                "an item holds no block",
                "write ':::' at the left margin, between items",
            )
        self.diagnostics.error("indented-block", message, Span(self.path, place.line, start + 1), advice)

    # blocks

    def _fence(self, words: str, line: str, place: Span) -> None:
        name, _, rest = words.partition(" ")
        rest = rest.strip()
        if not words:
            if len(self.frames) == 1:
                self.diagnostics.error("unopened-block", "no block is open here", place)
            else:
                self._close()
        elif name == "when":
            self._flush(self.frames[-1])
            options = self.arms.options(rest, line, place, needs_condition=True)
            self.frames.append(_Frame("when", place, options=options, level=self.lines.level))
        elif name == "else":
            self._else(rest, line, place)
        elif name in ASIDES:
            if rest:
                self.diagnostics.error(
                    "bad-block", f"nothing follows '::: {name}'", place, "write the text on the next line"
                )
            self._flush(self.frames[-1])
            self.frames.append(_Frame(name, place))
        else:
            self._unknown_block(name, words, Span(self.path, place.line, line.index(name) + 1))

    def _unknown_block(self, name: str, words: str, place: Span) -> None:
        known = ("when", "else", *ASIDES)
        meant = _OTHER_WORDS.get(name.casefold())
        advice = nearest(name, known)
        if meant is not None:
            advice = "write ':::' alone" if meant == _END else f"write '::: {meant}'"
        advice = block_advice(words) or advice
        message = f"there is no block '{name}'"
        if name.startswith(":"):
            message, advice = "a block has three colons, inside another one too", f"write '{_END}'"
        self.diagnostics.error("unknown-block", message, place, advice or f"known blocks: {', '.join(known)}")
        if meant == _END:
            if len(self.frames) > 1:
                self._close()
        elif meant is None or not meant.startswith("else"):
            self._flush(self.frames[-1])
            self.frames.append(_Frame("unknown", place, level=self.lines.level))

    def _else(self, rest: str, line: str, place: Span) -> None:
        frame = self.frames[-1]
        if frame.kind != "when":
            self.diagnostics.error(
                "else-without-when",
                "this 'else' belongs to no 'when'",
                place,
                "open the block with '::: when {facet: value}'",
            )
            return
        if frame.had_else:
            self.diagnostics.error("second-else", "an arm after 'else' can never be read", place)
        self._end_arm(frame)
        if rest.partition("{")[0].strip() == "when":
            frame.options = self.arms.options(rest.removeprefix("when").strip(), line, place, needs_condition=True)
        elif rest.startswith("if"):
            self.diagnostics.error("bad-block", "'else' is not followed by 'if'", place, "write '::: else when {...}'")
            frame.options = Map(place)
        else:
            frame.options = self.arms.options(rest, line, place, needs_condition=False) if rest else Map(place)
            frame.had_else = True
        frame.span = place

    def _end_arm(self, frame: _Frame) -> None:
        self._flush(frame)
        options = frame.options if frame.options is not None else Map(frame.span)
        frame.arms.append(self.arms.arm(options, self._joined(frame), frame.span))
        frame.nodes = []
        # A reader who does not get this arm has not read its headings.
        self.lines.level = frame.level

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.kind == "when":
            self._end_arm(frame)
            self.frames[-1].nodes.append(Block(tuple(frame.arms), frame.arms[0].span))
        elif frame.kind == "unknown":
            self._flush(frame)
            self.frames[-1].nodes.extend(frame.nodes)
        else:
            self._flush(frame)
            kind: AsideKind = frame.kind  # type: ignore[assignment]
            self.frames[-1].nodes.append(Aside(kind, self._joined(frame), frame.span))

    def _flush(self, frame: _Frame) -> None:
        words = [at for at, line in enumerate(frame.lines) if line.strip()]
        if words:
            first, beyond = words[0], words[-1] + 1
            numbers = tuple(frame.numbers[first:beyond])
            where = Span(self.path, numbers[0])
            frame.nodes.append(Text("\n".join(frame.lines[first:beyond]), where, numbers))
        frame.lines, frame.numbers = [], []
        self.words.end_task()
        self.lines.restart()

    def _add(self, line: str, place: Span) -> None:
        frame = self.frames[-1]
        frame.lines.append(line)
        frame.numbers.append(place.line)

    def _line(self, line: str, place: Span) -> None:
        line = self.lines.signs(line, self.words.at)
        self.lines.check(line, place)
        is_picture = line.lstrip().startswith("![")
        if is_picture:
            self._add("", place)
        self._add(self.words.read(line), place)
        if is_picture:
            self._add("", place)
