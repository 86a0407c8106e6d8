"""What the lines of a text promise, compared with what became of them in HTML.

The promises are read line by line, without the reader of blocks, so that one cannot share the other's mistake.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.prose.lines import CONTAINERS, DASHES, HEADING, MEANING, RULE, Fences, cells_of, fenced, is_blank
from generator.prose.outcomes import EMPTY_LINK, PRIVATE, TASK_TOKEN, LineOutcome, OutcomeReader, letters_of

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = "\ue030"
_LINK = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_INDENTED_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)]) +(?=\S)")
_YEAR = re.compile(r"\d{4}[.)]")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]*\Z")

ITEM_ADVICE = "leave a blank line above a list; where it is not a list, write the sign with a backslash: '{escaped}'"
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


def broken_promises(text: str, convert: Callable[[str], str]) -> Iterator[Broken]:
    """What of a text did not become what it promises. `convert` is the conversion that is put to the test."""
    lines = text.split("\n")
    promises: list[_Promise] = []
    labelled, fences = _labelled(lines, promises)
    came = OutcomeReader()
    came.feed(convert("\n".join(labelled)))
    came.close()
    for promise in promises:
        outcome = came.outcomes.get(promise.line)
        if outcome is not None:
            yield from _compared(promise, outcome, lines[promise.line])
            yield from _lost(promise, came.letters[promise.line], lines[promise.line])
    yield from _tables(lines, fences, came.outcomes)
    yield from _empty_items(lines, fences)
    yield from _shallow_items(lines, fences)
    yield from _empty_quotations(lines, fences)
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
    task = TASK_TOKEN.match(words)
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


def _compared(promise: _Promise, outcome: LineOutcome, line: str) -> Iterator[Broken]:
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
    elif _YEAR.fullmatch(promise.marker):
        message = f"'{promise.marker}' makes this an item of a list with this number"
        advice = f"put it on the line above, or write '{promise.marker[:-1]}\\{promise.marker[-1]}'"
        yield Broken(promise.line, start, "not-an-item", message, advice)
    elif promise.is_task and "task" not in tags[-2:]:
        yield Broken(promise.line, start, "bad-task", "this did not become a task", "write '- [ ] Ask ...'")
    if promise.is_heading and not any(tag.startswith("h") and tag[1:].isdigit() for tag in tags):
        yield Broken(promise.line, start, "bad-heading", "this line begins like a heading, but is none")
    if promise.is_meaning and "dd" not in tags:
        advice = "write the word on the line above, at the left margin; a colon that begins a line is written '\\:'"
        yield Broken(promise.line, start, "not-a-meaning", "this line begins like the meaning of a word", advice)
    if promise.is_row and not {"td", "th"} & set(tags):
        yield Broken(promise.line, promise.column - 1, "table-without-header", HEADLESS, TABLE_ADVICE)


def _lost(promise: _Promise, letters: str, line: str) -> Iterator[Broken]:
    """Letters of a line that came out nowhere. An address is not part of the words."""
    words = _LINK.sub("]", line[promise.column - 1 :])
    if len(letters_of(html.unescape(words))) > len(letters):
        message = "words of this line would not be printed"
        advice = "its signs of emphasis cross each other: close the inner one first, or write them with a backslash"
        yield Broken(promise.line, promise.column, "lost-words", message, advice)


def _tables(lines: list[str], fences: Fences, outcomes: dict[int, LineOutcome]) -> Iterator[Broken]:
    """Lines of dashes with bars that have no head of a table above them."""
    for number, line in enumerate(lines):
        opening = CONTAINERS.match(line)
        start = opening.end() if opening else 0
        if number in fences.inside or "|" not in line or not DASHES.fullmatch(line[start:]):
            continue
        head = outcomes.get(number - 1)
        if head is None or "thead" not in head.tags:
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


def _empty_quotations(lines: list[str], fences: Fences) -> Iterator[Broken]:
    """Signs of a quotation with no words on any of their lines."""
    quoted = [number not in fences.inside and line.lstrip().startswith(">") for number, line in enumerate(lines)]
    for is_quoted, numbers in groupby(range(len(lines)), key=quoted.__getitem__):
        first, *rest = numbers
        if is_quoted and not any(lines[number].strip(" >\t") for number in (first, *rest)):
            column = lines[first].index(">") + 1
            yield Broken(first, column, "empty-quotation", "this quotation says nothing", "write words, or remove it")


def _shallow_items(lines: list[str], fences: Fences) -> Iterator[Broken]:
    """Items that are indented as if they were under the one above, but begin left of its words."""
    above: list[tuple[int, int]] = []
    was_blank = False
    for number, line in enumerate(lines):
        item = None if number in fences.inside else _INDENTED_ITEM.match(line)
        if item is not None and not RULE.fullmatch(line):
            indent = item.end("indent")
            while above and above[-1][0] >= indent:
                above.pop()
            if above and above[-1][0] + 1 < indent < above[-1][1]:
                spaces = above[-1][1]
                message = "this item is not under the one above it: its sign begins left of that one's words"
                yield Broken(number, indent + 1, "not-nested", message, f"write {spaces} spaces before it, or none")
            above.append((indent, item.end()))
        elif was_blank and line[:1].strip():
            above.clear()
        was_blank = is_blank(line)


def _left_over(line: str, number: int, mark: str, after: str) -> Broken:
    """A sign that has no partner."""
    wanted = mark + PRIVATE.split(after, maxsplit=1)[0].split("\n", maxsplit=1)[0]
    at = line.find(wanted)
    column = (at if at >= 0 else max(line.find(mark), 0)) + 1
    escaped = "".join(f"\\{letter}" for letter in mark)
    if mark == EMPTY_LINK:
        return Broken(number, column, "bad-link", "this link has no words", "write [words](https://...)")
    if mark.endswith("]"):
        message = f"'{mark}' makes no task here and is printed"
        return Broken(number, column, "bad-task", message, "write '- [ ] Ask ...' on a line of its own")
    message, advice = f"'{mark}' has no partner and is printed", f"close it, or write '{escaped}'"
    return Broken(number, column, "left-over-sign", message, advice)
