"""Reading a module's body: blocks become a tree, marks become tokens with their places, the rest stays Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import get_args

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.dialects import block_advice, code_advice, foreign_signs
from generator.load.examples import Examples
from generator.load.lines import LineChecker, masked
from generator.load.marks import MarkReader
from generator.load.runs import join_runs
from generator.load.yaml import read_yaml
from generator.model.condition import ALWAYS
from generator.model.located import Map, Seq
from generator.model.module import Arm, Aside, AsideKind, Block, Body, Mark, Node, Text, UnknownPolicy
from generator.prose.lines import CONTAINERS, FENCE

ASIDES = get_args(AsideKind)
_END = ":::"
_OTHER_WORDS = {
    **dict.fromkeys(("end", "endwhen", "endif", "close", "/when", "/"), _END),
    **dict.fromkeys(("if", "only", "for"), "when {...}"),
    **dict.fromkeys(("elif", "elseif", "elsif", "elsewhen", "otherwise-when"), "else when {...}"),
    "otherwise": "else",
}
"""Words of other languages for what a block here begins with."""
OPTIONS = ("lead", "unknown", "points")

_LANGUAGE = re.compile(r"[ ]*[\w#.+-]*[ ]*")


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


@dataclass(frozen=True, slots=True)
class _Code:
    """Code that is open: its fence, where it is, and whether it is in an item or a quotation."""

    fence: str
    span: Span
    is_inside: bool


class BodyReader:
    """Reads one body. `marks` are those of the lines read so far."""

    def __init__(self, module: str, path: str, reader: ConditionReader, diagnostics: Diagnostics) -> None:
        self.path, self.reader, self.diagnostics = path, replace(reader, in_block=True), diagnostics
        self.examples = Examples(reader.subjects)
        self.frames: list[_Frame] = []
        self.lines = LineChecker(diagnostics, self.examples)
        self.words = MarkReader(module, path, diagnostics, self.examples)
        self.code: _Code | None = None

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
                index += lines_of_note - 1
            elif self._is_code(line, place):
                self._add(line, place)
            elif line.startswith(":::"):
                self._fence(line[3:].strip(), line, place)
            elif ":::" in masked(line):
                self._stray(line, place)
            else:
                line = self.words.join(lines, index - 1, number)
                index += self.words.joined
                self._line(line, place)
        if self.code is not None:
            advice = f"write '{self.code.fence}' on a line of its own where it ends"
            self.diagnostics.error("unclosed-code", "this code is not closed", self.code.span, advice)
        while len(self.frames) > 1:
            frame = self.frames[-1]
            if self.code is None and frame.kind != "unknown":
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

    def _is_code(self, line: str, place: Span) -> bool:
        """Whether a line is in code, or opens or closes it."""
        opening = CONTAINERS.match(line)
        start = opening.end() if opening is not None else 0
        is_inside = start > 0
        if self.code is None:
            fence = FENCE.fullmatch(line[start:])
            if fence is None:
                return False
            advice = code_advice(fence["info"].strip())
            if advice is not None or not _LANGUAGE.fullmatch(fence["info"]):
                advice = advice or f"write the name of the language alone, or just {fence['fence']}"
                where = Span(self.path, place.line, start + len(fence["fence"]) + 1)
                self.diagnostics.error("bad-code", f"'{fence['info'].strip()}' means nothing here", where, advice)
            self.code = _Code(fence["fence"], place, is_inside)
            self.lines.restart()
            return True
        bare = line.strip(" \t>")
        if len(bare) < len(self.code.fence) or bare.strip(self.code.fence[0]):
            return True
        if is_inside != self.code.is_inside:
            message = "code ends where it begins: at the left margin, or as far in as its item"
            self.diagnostics.error("indented-code", message, place)
        self.code = None
        return True

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
            options = self._options(rest, line, place, needs_condition=True)
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
            frame.options = self._options(rest.removeprefix("when").strip(), line, place, needs_condition=True)
        elif rest.startswith("if"):
            self.diagnostics.error("bad-block", "'else' is not followed by 'if'", place, "write '::: else when {...}'")
            frame.options = Map(place)
        else:
            frame.options = self._options(rest, line, place, needs_condition=False) if rest else Map(place)
            frame.had_else = True
        frame.span = place

    def _options(self, words: str, line: str, place: Span, *, needs_condition: bool) -> Map:
        if not words.startswith("{") or not words.endswith("}"):
            self.diagnostics.error(
                "bad-block",
                "write the condition in braces on the same line",
                place,
                f"such as '{self.examples.block}'",
            )
            return Map(place)
        # Spaces keep the columns of the file.
        source = " " * line.index("{") + words
        options = read_yaml(source, self.path, self.diagnostics, place.line)
        if options is None:
            return Map(place)
        if needs_condition and not set(options) - set(OPTIONS):
            self.diagnostics.error(
                "bad-block", "this 'when' has no condition", place, f"such as '{self.examples.block}'"
            )
        if not needs_condition:
            for key in set(options) - set(OPTIONS):
                self.diagnostics.error(
                    "bad-block",
                    f"'else' takes no condition, so '{key}' cannot be used here",
                    options.key_spans[key],
                    "write '::: else when {...}'",
                )
                del options[key]
        return options

    def _end_arm(self, frame: _Frame) -> None:
        self._flush(frame)
        options = frame.options if frame.options is not None else Map(frame.span)
        condition = Map(options.span)
        for key, value in options.items():
            if key not in OPTIONS:
                condition[key] = value
                condition.spans[key], condition.key_spans[key] = options.spans[key], options.key_spans[key]
        frame.arms.append(
            Arm(
                condition=self.reader.condition(condition) if condition else ALWAYS,
                lead=self._lead(options),
                unknown=self._unknown(options),
                points=self._points(options),
                body=self._joined(frame),
                span=frame.span,
            )
        )
        frame.nodes = []
        # A reader who does not get this arm has not read its headings.
        self.lines.level = frame.level

    def _lead(self, options: Map) -> str | None:
        lead = options.get("lead")
        if lead is not None and not isinstance(lead, str):
            self.diagnostics.error("bad-value", "'lead' is a text", options.spans["lead"])
            return None
        return lead

    def _unknown(self, options: Map) -> UnknownPolicy:
        policy = options.get("unknown", "show")
        if policy not in get_args(UnknownPolicy):
            self.diagnostics.error(
                "unknown-value",
                f"'unknown' cannot be '{policy}'",
                options.spans["unknown"],
                "allowed: show, hide",
            )
            return "show"
        return "hide" if policy == "hide" else "show"

    def _points(self, options: Map) -> tuple[str, ...]:
        points = options.get("points", ())
        if isinstance(points, Seq) and all(isinstance(one, str) for one in points):
            return tuple(points)
        if points:
            self.diagnostics.error(
                "bad-value", "'points' is a list of ids", options.spans["points"], "such as [DR-057]"
            )
        return ()

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
        for foreign in foreign_signs(line):
            where = self.words.at(foreign.start)
            self.diagnostics.error("other-markdown", f"this is {foreign.what}", where, foreign.advice)
            hidden = "x" * (foreign.end - foreign.start)
            line = f"{line[: foreign.start]}{hidden}{line[foreign.end :]}"
        self.lines.check(line, place)
        is_picture = line.lstrip().startswith("![")
        if is_picture:
            self._add("", place)
        self._add(self.words.read(line), place)
        if is_picture:
            self._add("", place)
