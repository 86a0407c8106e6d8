"""Reading the marks of a line: values, facts, terms, links and tasks become tokens, each with its place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from generator.diagnostics import Diagnostics, Span
from generator.load.examples import Examples
from generator.load.lines import masked
from generator.load.notes import Notes
from generator.load.own_days import report_own_day
from generator.load.targets import link_mark, named_mark, picture_mark
from generator.model.dates import parse_date_rule
from generator.model.module import (
    MARK_CLOSE,
    MARK_OPEN,
    NOTE_BAR,
    NOTE_CLOSE,
    NOTE_OPEN,
    PICTURE_CLOSE,
    PICTURE_OPEN,
    TASK_CLOSE,
    TASK_OPEN,
    FileMark,
    Mark,
    TaskMark,
    ValueMark,
)
from generator.prose.lines import CODE, CONTAINERS, TASK

_DUE = re.compile(r"\s*\{(?P<kind>due|step):\s*(?P<what>[^{}]*)\}\s*$")
_MARKS = re.compile(
    rf"(?P<code>{CODE.pattern})"
    r"|\{\{(?P<value>[^{}]*)\}\}"
    r"|\[\[(?P<named>[^\[\]]*)\]\]"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<image>!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?)"
    r"|(?:(?<=[^\]]\])|(?<=\]\]\]))\("
    r"(?:(?P<link>[a-z][a-z0-9+.-]*:[^)\s]*)(?=\)|(?P<title>\s+[\"'][^)]*)\))|(?P<odd>[^)]*\)?))"
    r"|(?P<autolink><(?:https?://[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>)"
    r"|(?P<tag></?[A-Za-z!][^>]*>?)"
    r"|(?P<brace>\{\{|\}\}|\{%|%\}|\{#|#\})"
    r"|(?P<half>\[\[|\[(?:fact|source|term):|\{\s*(?:plan|profile|milestone|match|path)\.)"
)
_VALUE_PATH = re.compile(r"\s*[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+\s*")


class MarkReader:
    """Reads the lines of one module's text, one after the other. `marks` gathers what is in them."""

    def __init__(self, module: str, path: str, diagnostics: Diagnostics, examples: Examples) -> None:
        self.module, self.path, self.diagnostics, self.examples = module, path, diagnostics, examples
        self.marks: list[Mark] = []
        self.notes = Notes(path, diagnostics)
        self._is_in_note = False
        self.line = ""
        self._pieces: list[tuple[int, int, int]] = []
        self._task_words: dict[str, int] = {}
        self._open_task: int | None = None

    def join(self, lines: list[str], index: int, number: int) -> str:
        """The line at an index, whose number in the file is given, with those over which its marks go on."""
        line = lines[index]
        self._pieces = [(0, number, 0)]
        while index + 1 < len(lines) and _goes_on(line, lines[index + 1]):
            index += 1
            words = lines[index].lstrip()
            self._pieces.append((len(line) + 1, number + self.joined + 1, len(lines[index]) - len(words)))
            line = f"{line} {words}"
        return line

    @property
    def joined(self) -> int:
        """How many lines of the file were joined to the first of the current one."""
        return len(self._pieces) - 1

    def end_task(self) -> None:
        """What follows belongs to no task."""
        self._open_task = None

    def read(self, line: str) -> str:
        """The line with a token for each mark; what is wrong is reported with its place."""
        self.line = line
        task = TASK.fullmatch(line)
        if not line.strip() or (task is None and _begins_item(line)):
            self.end_task()
        opening, offset = "", 0
        if task:
            offset, line = task.start("words"), task["words"]
            where = self.at(task.start("done") - 1)
            identity = self._task_id(_DUE.sub("", line))
            self._open_task = self._mark(TaskMark(identity, None, where, task["done"] != " "))
            opening = f"{task['opening']}{TASK_OPEN}{self._open_task}{TASK_CLOSE}"
        line = self._take_due(line, offset)
        return opening + self._marked(line, offset)

    def at(self, index: int) -> Span:
        """The place of a character of the current line, which may be joined from two lines of the file."""
        start, number, indent = next(piece for piece in reversed(self._pieces) if piece[0] <= index)
        return Span(self.path, number, index - start + indent + 1)

    def _take_due(self, line: str, offset: int) -> str:
        """The line without the day or the step at its end, which its task takes."""
        plain = masked(line)
        opening = next((one for one in ("{due", "{step") if one in plain), None)
        if opening is None:
            return line
        where = self.at(offset + plain.index(opening))
        due = _DUE.search(line)
        if due is None or plain.count("{due") + plain.count("{step") > 1:
            self.diagnostics.error(
                "bad-due",
                "a task takes one day or one step, at the end of its line",
                where,
                f"such as '{self.examples.task}'",
            )
            return line
        if self._open_task is None:
            self.diagnostics.error("bad-due", f"'{opening}: ...}}' belongs to a '- [ ]' item", where)
        else:
            self._date_task(self._open_task, due["kind"], due["what"], where)
        return line[: due.start()]

    def _date_task(self, task: int, kind: str, what: str, where: Span) -> None:
        mark = self.marks[task]
        assert isinstance(mark, TaskMark)
        if mark.due is not None or mark.step is not None:
            self.diagnostics.error("bad-due", "this task has a day or a step already", where)
        try:
            dated = replace(mark, step=what.strip()) if kind == "step" else replace(mark, due=parse_date_rule(what))
        except ValueError as error:
            self.diagnostics.error("bad-due", str(error), where)
        else:
            report_own_day(dated.due, where, self.diagnostics)
            self.marks[task] = replace(dated, span=where)

    def _task_id(self, words: str) -> str:
        seen = self._task_words[words] = self._task_words.get(words, 0) + 1
        digest = hashlib.blake2s(f"{words}\n{seen}".encode(), digest_size=4).hexdigest()
        return f"{self.module}--{digest}"

    def _marked(self, line: str, offset: int) -> str:
        return _MARKS.sub(lambda match: self._replaced(match, self.at(offset + match.start())), line)

    def _replaced(self, match: re.Match[str], place: Span) -> str:
        whole = match.group(0)
        match match.lastgroup:
            case "code" | "ticks" | "autolink":
                return whole
            case "value":
                return self._value(match.group("value"), place)
            case "note":
                return self._note(whole[2:-1], place)
            case "named":
                named = named_mark(match.group("named"), place, self.diagnostics)
                return "" if named is None else self._token(named)
            case "link" | "title":
                link = link_mark(match.group("link"), match.group("title") or "", place, self.diagnostics)
                return whole if link is None else f"(mark:{self._mark(link)}"
            case "odd":
                return self._odd(match, place)
            case "image":
                picture = picture_mark(whole, self.line, place, self.diagnostics)
                return "" if picture is None else f"{PICTURE_OPEN}{self._mark(picture)}{PICTURE_CLOSE}"
            case "tag":
                advice = "write Markdown instead; a plain '<' is written '&lt;'"
                self.diagnostics.error("html-tag", f"'{whole[:20]}' is HTML", place, advice)
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
                    f"'{whole}' is not a mark",
                    place,
                    "write {{ plan.name }}, or put braces into `code`",
                )
        return whole

    def _odd(self, match: re.Match[str], place: Span) -> str:
        """What is in the place of an address: a file of the project, or nothing that is one."""
        odd = match.group("odd")
        if odd.startswith("media/") and odd.endswith(")"):
            return self._file(match, place)
        if not odd.endswith(")"):
            self.diagnostics.error("bad-link", "the ')' of this link is missing", place, "write it behind the address")
        else:
            message = f"'{odd[:-1]}' is not a valid address"
            advice = "write https://..., module:<id>, resource:<id> or media/<file>, without spaces"
            self.diagnostics.error("bad-link", message, place, advice)
        return match.group(0)

    def _value(self, inner: str, place: Span) -> str:
        if not _VALUE_PATH.fullmatch(inner):
            self.diagnostics.error(
                "bad-mark",
                f"'{{{{{inner}}}}}' is not a value",
                place,
                f"write a plain path such as {self.examples.value}",
            )
            return ""
        return self._token(ValueMark(tuple(inner.strip().split(".")), place))

    def _file(self, match: re.Match[str], place: Span) -> str:
        """The address of a file of the project."""
        target = match["odd"][:-1].partition(" ")[0]
        words = _MARKS.sub("", match.string[: match.start()].rpartition("[")[2].rstrip("]")).strip()
        mark = FileMark(target, words or target, Span(place.path, place.line, place.column + 1))
        return f"(mark:{self._mark(mark)})"

    def _note(self, name: str, place: Span) -> str:
        """A note, read at the place that refers to it."""
        if self._is_in_note:
            self.diagnostics.error("bad-note", "a note has no notes of its own", place, "say it in the text")
            return ""
        note = self.notes.use(name, place)
        if note is None:
            return ""
        around, self._pieces, self._is_in_note = self._pieces, note.pieces, True
        words = self._marked(note.text, 0).replace("|", NOTE_BAR)
        self._pieces, self._is_in_note = around, False
        return f"{NOTE_OPEN}{words}{NOTE_CLOSE}"

    def _mark(self, mark: Mark) -> int:
        self.marks.append(mark)
        return len(self.marks) - 1

    def _token(self, mark: Mark) -> str:
        return f"{MARK_OPEN}{self._mark(mark)}{MARK_CLOSE}"


def _begins_item(line: str) -> bool:
    opening = CONTAINERS.match(line)
    return opening is not None and bool(opening.group().strip(" \t>"))


def _goes_on(line: str, following: str) -> bool:
    """Whether a mark begins on one line and ends on the next, as it does where an editor wraps lines."""
    for opening, closing in (("{{", "}}"), ("[[", "]]")):
        if line.rfind(opening) > line.rfind(closing) and closing in following:
            return True
    return False
