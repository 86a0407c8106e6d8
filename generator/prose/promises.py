"""What the lines of a text promise, compared with what became of them in HTML.

The promises are read line by line, without the reader of blocks, so that one cannot share the other's mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.model.module import TASK_CLOSE, TASK_OPEN
from generator.prose.lines import CONTAINERS, DASHES, HEADING, MEANING, RULE, Fences, cells_of, fenced, is_blank

_LABEL = re.compile("\ue010(\\d+)\ue011")
_TASK = re.compile(f"{TASK_OPEN}\\d+{TASK_CLOSE}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = "\ue030"
_LEFT_OVER = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|(?<!~)~~(?!~)|`+|\]\(|!\[|:::|\|-{3}")
_BOX = re.compile(r"(?:\A\s*|[-*+.)]\s+)(?P<box>\[[xX]\])(?=\s)|(?P<empty>\[ \])(?=\s)")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]*\Z")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

ITEM_ADVICE = "leave a blank line above a list; where it is not a list, write the sign with a backslash: '{escaped}'"
_OPENINGS = ("p", "blockquote", "em", "strong", "del", "a")
"""Elements that may begin an item before its first word."""

HEADLESS = "this table has no header row"
TABLE_ADVICE = "begin with '| What | Where |' and a line '|---|---|' below it; a bar in text is written '\\|'"


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept: line from 0, column from 1."""

    line: int
    column: int
    code: str
    message: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class _Promise:
    """What one line promises of its words. `column` is where they begin."""

    line: int
    column: int
    quotes: int = 0
    items: int = 0
    is_task: bool = False
    is_heading: bool = False
    is_meaning: bool = False
    is_row: bool = False
    marker: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Where the words of a line are: the elements around them, and whether they begin the innermost item."""

    tags: tuple[str, ...]
    is_first: bool


def broken_promises(text: str, html: Callable[[str], str]) -> Iterator[Broken]:
    """What of a text did not become what it promises. `html` is the conversion that is put to the test."""
    lines = text.split("\n")
    promises: list[_Promise] = []
    labelled, fences = _labelled(lines, promises)
    came = _Reader()
    came.feed(html("\n".join(labelled)))
    came.close()
    for promise in promises:
        outcome = came.outcomes.get(promise.line)
        if outcome is not None:
            yield from _compared(promise, outcome, lines[promise.line])
    yield from _tables(lines, fences, came.outcomes)
    yield from _empty_items(lines, fences)
    if came.blocks_of_code < len(fences.openings) and not any("pre" in one.tags for one in came.outcomes.values()):
        yield Broken(fences.openings[0], 1, "unclosed-code", "what this opens did not become code")
    for line, mark, after in came.left_over:
        yield _left_over(lines[line] if line < len(lines) else "", line, mark, after)


def _labelled(lines: list[str], promises: list[_Promise]) -> tuple[list[str], Fences]:
    """The lines, each with its number at the beginning of its words; what they promise is added to a list."""
    fences = fenced(lines)
    labelled: list[str] = []
    for number, line in enumerate(lines):
        if number in fences.inside or is_blank(line) or RULE.fullmatch(line):
            labelled.append(line)
            continue
        promise = _promise(number, line)
        at = promise.column - 1
        words = _ESCAPED.sub(_HIDDEN, line[at:])
        if not words.strip() or DASHES.fullmatch(words):
            labelled.append(line)
            continue
        promises.append(promise)
        labelled.append(f"{line[:at]}\ue010{number}\ue011{words}")
    return labelled, fences


def _promise(number: int, line: str) -> _Promise:
    match = CONTAINERS.match(line)
    opening = match.group() if match else ""
    words = line[len(opening) :]
    column = len(opening) + 1
    markers = opening.replace(">", " ").split()
    task = _TASK.match(words)
    heading = HEADING.fullmatch(words) if not opening else None
    meaning = MEANING.fullmatch(words)
    is_row = words.startswith("|")
    if task is not None:
        column += task.end()
    elif heading is not None and heading["words"]:
        column += heading.start("words")
    elif meaning is not None:
        column += meaning.start("rest")
    elif is_row:
        column += 1
    signs = (task is not None, heading is not None, meaning is not None, is_row)
    return _Promise(number, column, opening.count(">"), len(markers), *signs, marker=markers[-1] if markers else "")


class _Reader(HTMLParser):
    """Reads HTML back: where each line came to be, and which signs of Markdown are left in the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outcomes: dict[int, _Outcome] = {}
        self.left_over: list[tuple[int, str, str]] = []
        self.blocks_of_code = 0
        self._open: list[str] = []
        self._is_first = True
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            return
        is_task = ("class", "task") in attrs
        self._open.append("task" if is_task else tag)
        self.blocks_of_code += tag == "pre"
        self._is_first = tag in ("li", "dd") or (self._is_first and tag in _OPENINGS)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- their signature
        self._is_first = False
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        end = 0
        for label in _LABEL.finditer(data):
            self._words(data[end : label.start()])
            self._line = int(label.group(1))
            is_first = self._is_first and not _PRIVATE.sub("", _TASK.sub("", data[: label.start()])).strip()
            self.outcomes[self._line] = _Outcome(tuple(self._open), is_first)
            end = label.end()
        self._words(data[end:])
        self._is_first = False

    def _words(self, data: str) -> None:
        if "code" in self._open:
            return
        found = [(match.group(), match.end()) for match in _LEFT_OVER.finditer(data)]
        found += [(match["box"] or match["empty"], match.end()) for match in _BOX.finditer(data)]
        self.left_over += [(self._line, mark, data[end : end + 12]) for mark, end in found]


def _compared(promise: _Promise, outcome: _Outcome, line: str) -> Iterator[Broken]:
    """What the words of a line promise, and are not."""
    tags = outcome.tags
    start = len(line) - len(line.lstrip()) + 1
    if "pre" in tags:
        message = "so many spaces at the beginning turn this text into code"
        advice = "begin at the left margin, or put code between lines of ```"
        yield Broken(promise.line, 1, "indented-text", message, advice)
        return
    if tags.count("blockquote") < promise.quotes:
        advice = "leave a blank line above the quotation"
        yield Broken(promise.line, start, "not-a-quotation", "this line begins like a quotation, but is none", advice)
    items = sum(1 for tag in tags if tag in ("li", "task"))
    if promise.items and (items < promise.items or not outcome.is_first):
        sign = promise.marker
        escaped = f"{sign[:-1]}\\{sign[-1]}"
        message = "this line begins like an item of a list, but goes on with the text above it"
        yield Broken(promise.line, start, "not-an-item", message, ITEM_ADVICE.format(escaped=escaped))
    elif promise.is_task and "task" not in tags[-2:]:
        yield Broken(promise.line, start, "bad-task", "this did not become a task", "write '- [ ] Ask ...'")
    if promise.is_heading and not any(tag.startswith("h") and tag[1:].isdigit() for tag in tags):
        yield Broken(promise.line, start, "bad-heading", "this line begins like a heading, but is none")
    if promise.is_meaning and "dd" not in tags:
        advice = "write the word on the line above, at the left margin; a colon that begins a line is written '\\:'"
        yield Broken(promise.line, start, "not-a-meaning", "this line begins like the meaning of a word", advice)
    if promise.is_row and not {"td", "th"} & set(tags):
        yield Broken(promise.line, promise.column - 1, "table-without-header", HEADLESS, TABLE_ADVICE)


def _tables(lines: list[str], fences: Fences, outcomes: dict[int, _Outcome]) -> Iterator[Broken]:
    """Lines of dashes with bars that have no head of a table above them."""
    for number, line in enumerate(lines):
        opening = CONTAINERS.match(line)
        start = opening.end() if opening else 0
        if number in fences.inside or "|" not in line or not DASHES.fullmatch(line[start:]):
            continue
        head = outcomes.get(number - 1)
        if head is None or not {"th", "td"} & set(head.tags):
            yield Broken(number, start + 1, "table-without-header", HEADLESS, TABLE_ADVICE)
        elif not any(cells_of(lines[number - 1][start:])):
            yield Broken(number - 1, start + 1, "table-without-header", HEADLESS, TABLE_ADVICE)


def _empty_items(lines: list[str], fences: Fences) -> Iterator[Broken]:
    """Markers of items that have no words, nor any on the next line."""
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        opening = CONTAINERS.match(line + " ")
        marker = _MARKER.search(line)
        if marker is None or opening is None or opening.end() < len(line) or number in fences.inside:
            continue
        if RULE.fullmatch(line):
            continue
        if is_blank(after) or len(after) - len(after.lstrip()) <= marker.start():
            yield Broken(
                number, marker.start() + 1, "empty-item", "this item says nothing", "write words, or remove it"
            )


def _left_over(line: str, number: int, mark: str, after: str) -> Broken:
    """A sign that has no partner."""
    wanted = mark + _PRIVATE.split(after, maxsplit=1)[0].split("\n", maxsplit=1)[0]
    at = line.find(wanted)
    column = (at if at >= 0 else max(line.find(mark), 0)) + 1
    escaped = "".join(f"\\{letter}" for letter in mark)
    if mark.endswith("]"):
        message = f"'{mark}' makes no task here and is printed"
        return Broken(number, column, "bad-task", message, "write '- [ ] Ask ...' on a line of its own")
    message, advice = f"'{mark}' has no partner and is printed", f"close it, or write '{escaped}'"
    return Broken(number, column, "left-over-sign", message, advice)
