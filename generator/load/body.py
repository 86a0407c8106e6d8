"""Reading a module's body: blocks become a tree, marks become tokens with their places, the rest stays Markdown."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import get_args

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.lines import CODE, TASK, LineChecker, masked
from generator.load.yaml import read_yaml
from generator.model.address import is_address
from generator.model.condition import ALWAYS
from generator.model.dates import parse_date_rule
from generator.model.located import Map, Seq
from generator.model.module import (
    MARK_CLOSE,
    MARK_OPEN,
    Arm,
    Aside,
    AsideKind,
    Block,
    Body,
    FactMark,
    LinkMark,
    Mark,
    Node,
    TaskMark,
    TermMark,
    Text,
    UnknownPolicy,
    ValueMark,
)

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
SCHEMES = ("http", "https", "mailto", "tel")

_FENCE = re.compile(r"(```+|~~~+)[ ]*[\w#.+-]*[ ]*")
_DUE = re.compile(r"\s*\{due:\s*([^{}]*)\}\s*$")
_MARKS = re.compile(
    rf"(?P<code>{CODE.pattern})"
    r"|\{\{(?P<value>[^{}]*)\}\}"
    r"|\[\[(?P<named>[^\[\]]*)\]\]"
    r"|(?P<image>!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?)"
    r"|(?:(?<=[^\]]\])|(?<=\]\]\]))\("
    r"(?:(?P<link>[a-z][a-z0-9+.-]*:[^)\s]*)(?=\)|(?P<title>\s+[\"'][^)]*)\))|(?P<odd>[^)]*\)?))"
    r"|(?P<autolink><(?:https?://[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>)"
    r"|(?P<tag></?[A-Za-z!][^>]*>?)"
    r"|(?P<brace>\{\{|\}\}|\{%|%\}|\{#|#\})"
    r"|(?P<half>\[\[|\[(?:fact|source|term):|\{\s*(?:plan|profile|milestone|match)\.)"
)
_VALUE_PATH = re.compile(r"\s*[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+\s*")


@dataclass(slots=True)
class _Frame:
    """What is open: the body itself, an arm of a block, or an aside."""

    kind: str
    span: Span
    nodes: list[Node] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    lines_at: Span | None = None
    arms: list[Arm] = field(default_factory=list)
    options: Map | None = None
    had_else: bool = False
    level: int = 1


@dataclass(frozen=True, slots=True)
class _Code:
    """Code that is open: its fence, and where it stands."""

    fence: str
    span: Span
    is_indented: bool


class BodyReader:
    """Reads one body. `nodes` and `marks` are filled by `read`."""

    def __init__(self, module: str, path: str, reader: ConditionReader, diagnostics: Diagnostics) -> None:
        self.module, self.path, self.reader, self.diagnostics = module, path, reader, diagnostics
        self.marks: list[Mark] = []
        self.frames: list[_Frame] = []
        self.lines = LineChecker(diagnostics)
        self.code: _Code | None = None
        self.task_words: dict[str, int] = {}
        self.open_task: int | None = None
        self.pieces: list[tuple[int, int, int]] = []

    def read(self, lines: list[str], first_line: int) -> Body:
        """The body as a tree; what is wrong is reported with its place."""
        self.frames = [_Frame("body", Span(self.path, first_line))]
        index = 0
        while index < len(lines):
            line, number = lines[index], first_line + index
            index += 1
            place = Span(self.path, number)
            self.pieces = [(0, number, 0)]
            if self._is_code(line, place):
                self._add(line, place)
            elif line.startswith(":::"):
                self._fence(line[3:].strip(), line, place)
            elif line.lstrip().startswith(":::"):
                self.diagnostics.error(
                    "indented-block",
                    "a block begins and ends at the left margin",
                    Span(self.path, number, line.index(":") + 1),
                )
            else:
                while index < len(lines) and _goes_on(line, lines[index]):
                    following = lines[index].lstrip()
                    self.pieces.append((len(line) + 1, first_line + index, len(lines[index]) - len(following)))
                    line = f"{line} {following}"
                    index += 1
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
                    frame.span,
                    "write ':::' on a line of its own where it ends",
                )
            self._close()
        self._flush(self.frames[0])
        return tuple(self.frames[0].nodes)

    def _is_code(self, line: str, place: Span) -> bool:
        """Whether a line stands in code, or opens or closes it."""
        is_indented = line[:1].isspace()
        if self.code is None:
            fence = _FENCE.fullmatch(line.strip())
            if fence is None:
                return False
            self.code = _Code(fence.group(1), place, is_indented)
            self.lines.restart()
        elif line.strip() == self.code.fence:
            is_indented = is_indented and not self.code.is_indented
            self.code = None
        else:
            return True
        if is_indented:
            self.diagnostics.error("indented-code", "code begins and ends at the left margin", place)
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
            self._unknown_block(name, Span(self.path, place.line, line.index(name) + 1))

    def _unknown_block(self, name: str, place: Span) -> None:
        known = ("when", "else", *ASIDES)
        meant = _OTHER_WORDS.get(name.casefold())
        advice = nearest(name, known)
        if meant is not None:
            advice = "write ':::' alone" if meant == _END else f"write '::: {meant}'"
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
                "such as '::: when {visa: j1}'",
            )
            return Map(place)
        # Spaces keep the columns of the file.
        source = " " * line.index("{") + words
        options = read_yaml(source, self.path, self.diagnostics, place.line)
        if options is None:
            return Map(place)
        if needs_condition and not set(options) - set(OPTIONS):
            self.diagnostics.error("bad-block", "this 'when' has no condition", place, "such as '::: when {visa: j1}'")
        if not needs_condition:
            for key in set(options) - set(OPTIONS):
                self.diagnostics.error(
                    "bad-block",
                    f"'else' takes no condition, so '{key}' cannot stand here",
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
                body=tuple(frame.nodes),
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
            self.frames[-1].nodes.append(Aside(kind, tuple(frame.nodes), frame.span))

    def _flush(self, frame: _Frame) -> None:
        if any(line.strip() for line in frame.lines):
            frame.nodes.append(Text("\n".join(frame.lines).strip("\n"), frame.lines_at or frame.span))
        frame.lines, frame.lines_at = [], None
        self.open_task = None
        self.lines.restart()

    def _add(self, line: str, place: Span) -> None:
        frame = self.frames[-1]
        if frame.lines_at is None and line.strip():
            frame.lines_at = place
        frame.lines.append(line)

    # lines

    def _line(self, line: str, place: Span) -> None:
        if self.lines.check(line, place):
            self._add("", place)  # elsewhere a list may follow a text at once, in Python-Markdown it may not
        if not line.strip():
            self.open_task = None
        task = TASK.fullmatch(line)
        opening, offset = "", 0
        if task:
            offset, line = task.start(3), task.group(3)
            where = self._at(task.start(2) - 1)
            self.open_task = self._mark(TaskMark(self._task_id(_DUE.sub("", line)), None, where))
            opening = f"{task.group(1)}{MARK_OPEN}{self.open_task}{MARK_CLOSE}"
        line = self._take_due(line, offset)
        self._add(opening + self._marked(line, offset), place)

    def _at(self, index: int) -> Span:
        """The place of a character of the current line, which may be joined from two lines of the file."""
        start, number, indent = next(piece for piece in reversed(self.pieces) if piece[0] <= index)
        return Span(self.path, number, index - start + indent + 1)

    def _take_due(self, line: str, offset: int) -> str:
        plain = masked(line)
        if "{due" not in plain:
            return line
        where = self._at(offset + plain.index("{due"))
        due = _DUE.search(line)
        if due is None or plain.count("{due") > 1:
            self.diagnostics.error(
                "bad-due",
                "a due date stands at the end of the line",
                where,
                "such as '- [ ] Ask {due: rotation_start - 20 weeks}'",
            )
            return line
        if self.open_task is None:
            self.diagnostics.error("bad-due", "a due date belongs to a '- [ ]' item", where)
        else:
            mark = self.marks[self.open_task]
            assert isinstance(mark, TaskMark)
            if mark.due is not None:
                self.diagnostics.error("bad-due", "this task has a due date already", where)
            try:
                self.marks[self.open_task] = TaskMark(mark.id, parse_date_rule(due.group(1)), where)
            except ValueError as error:
                self.diagnostics.error("bad-due", str(error), where)
        return line[: due.start()]

    def _task_id(self, words: str) -> str:
        seen = self.task_words[words] = self.task_words.get(words, 0) + 1
        digest = hashlib.blake2s(f"{words}\n{seen}".encode(), digest_size=4).hexdigest()
        return f"{self.module}--{digest}"

    def _marked(self, line: str, offset: int) -> str:
        def replaced(match: re.Match[str]) -> str:
            return self._replaced(match, self._at(offset + match.start()))

        return _MARKS.sub(replaced, line)

    def _replaced(self, match: re.Match[str], place: Span) -> str:
        whole = match.group(0)
        match match.lastgroup:
            case "code" | "ticks" | "autolink":
                return whole
            case "value":
                return self._value(match.group("value"), place)
            case "named":
                return self._named(match.group("named"), place)
            case "link" | "title":
                return self._link(match.group("link"), match.group("title") or "", whole, place)
            case "odd":
                odd = match.group("odd")
                if not odd.endswith(")"):
                    self.diagnostics.error("bad-link", "the ')' of this link is missing", place)
                else:
                    self.diagnostics.error(
                        "bad-link",
                        f"'{odd[:-1]}' is no address",
                        place,
                        "write https://..., module:<id> or resource:<id>, without spaces",
                    )
            case "image":
                self.diagnostics.error("picture", "modules hold no pictures", place, "say it in words, or link to it")
            case "tag":
                self.diagnostics.error(
                    "html-tag",
                    f"'{whole[:20]}' is HTML",
                    place,
                    "write Markdown instead; a plain '<' is written '&lt;'",
                )
            case "half":
                self.diagnostics.error(
                    "bad-mark",
                    f"'{whole}' begins a mark that is not whole",
                    place,
                    "write {{ plan.name }} or [[fact:ID]], with two braces or brackets on both sides",
                )
            case _:
                self.diagnostics.error(
                    "bad-mark",
                    f"'{whole}' is no mark",
                    place,
                    "write {{ plan.name }}, or put braces into `code`",
                )
        return whole

    def _value(self, inner: str, place: Span) -> str:
        if not _VALUE_PATH.fullmatch(inner):
            self.diagnostics.error(
                "bad-mark",
                f"'{{{{{inner}}}}}' is no value",
                place,
                "write a plain path such as {{ plan.rotations }}",
            )
            return ""
        return self._token(ValueMark(tuple(inner.strip().split(".")), place))

    def _named(self, inner: str, place: Span) -> str:
        kind, colon, name = inner.partition(":")
        name, bar, words = name.partition("|")
        kind, name = kind.strip(), name.removesuffix("\\").strip()
        advice = nearest(kind, ("fact", "source", "term")) if colon else None
        if name and kind in ("fact", "source"):
            if not bar:
                return self._token(FactMark(name, kind == "fact", place))
            advice = f"write your own words, then [[source:{name}]]"
        elif name and kind == "term":
            return self._token(TermMark(name, words.strip() or None, place))
        elif kind in ("fact", "source", "term"):
            advice = None
        self.diagnostics.error(
            "bad-mark",
            f"'[[{inner}]]' is no mark",
            place,
            advice or "write [[fact:ID]], [[source:ID]] or [[term:id]]",
        )
        return ""

    def _link(self, address: str, title: str, whole: str, place: Span) -> str:
        scheme, _, target = address.partition(":")
        place = Span(place.path, place.line, place.column + 1)
        if any(opening in address + title for opening in ("{{", "[[")):
            self.diagnostics.error("bad-link", "an address and its title take no marks", place, "write them whole")
            return whole
        if scheme in ("module", "resource"):
            mark = LinkMark("module" if scheme == "module" else "resource", target, place)
            return f"(mark:{self._mark(mark)}"
        if scheme not in SCHEMES:
            self.diagnostics.error(
                "bad-link",
                f"'{scheme}:' is no kind of link",
                place,
                nearest(scheme, ("module", "resource", *SCHEMES)) or "write https://..., module:<id> or resource:<id>",
            )
        elif not is_address(address):
            self.diagnostics.error(
                "bad-link",
                f"'{address}' is no address",
                place,
                "copy the whole address, such as https://example.org/page",
            )
        return whole

    def _mark(self, mark: Mark) -> int:
        self.marks.append(mark)
        return len(self.marks) - 1

    def _token(self, mark: Mark) -> str:
        return f"{MARK_OPEN}{self._mark(mark)}{MARK_CLOSE}"


def _goes_on(line: str, following: str) -> bool:
    """Whether a mark begins on one line and ends on the next, as it does where an editor wraps lines."""
    for opening, closing in (("{{", "}}"), ("[[", "]]")):
        if line.rfind(opening) > line.rfind(closing) and closing in following:
            return True
    return False
