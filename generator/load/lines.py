"""What single lines of a body must not be: Markdown that would turn into something else, or vanish."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

from generator import text
from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.dialects import foreign_signs
from generator.load.examples import Examples
from generator.prose.lines import ADDRESS, CODE, CONTAINERS, DASHES, TASK, cells_of

_NEARLY_TASK = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s*)?\[ ?[xX]? ?\](?![(\[:])")
_BRACED = re.compile(r"\{\s*([A-Za-z_]+)\s*(?::[^{}]*)?\}")
_HASHES = re.compile(r"(#+)(\s*)(.*)")
_UNDERLINE = re.compile(r"=+|-+")
_REFERENCE = re.compile(r" {0,3}\[(?!\[)[^\[\]]*\]:")
_MARK = re.compile(r"\{\{.*?\}\}|\[\[.*?\]\]")
_ENTITY = re.compile(r"(?<!\\)&(?P<name>[A-Za-z][A-Za-z0-9]*);")
_ITEM_OF_A_CELL = re.compile(r"[-*+][ \t]+\S.*")


class LineChecker:
    """Looks at the lines of text one after the other. `level` is that of the last heading."""

    def __init__(self, diagnostics: Diagnostics, examples: Examples) -> None:
        self.diagnostics, self.examples = diagnostics, examples
        self.level = 1
        self.previous = ""
        self.cells: int | None = None

    def restart(self) -> None:
        """Begin a new stretch of text."""
        self.previous, self.cells = "", None

    def signs(self, line: str, at: Callable[[int], Span]) -> str:
        """Report signs of other kinds of text, and names that no character has; gives the line with the signs hidden.

        `at` gives the place of an index of the line.
        """
        for foreign in foreign_signs(line):
            self._report("other-markdown", f"this is {foreign.what}", at(foreign.start), foreign.advice)
            line = f"{line[: foreign.start]}{'x' * (foreign.end - foreign.start)}{line[foreign.end :]}"
        for entity in _ENTITY.finditer(ADDRESS.sub(lambda match: "\x00" * len(match.group()), masked(line))):
            if f"{entity['name']};" not in html5:
                advice = nearest(entity.group(), [f"&{one}" for one in html5 if one.endswith(";")])
                message = f"no character is called '{entity.group()}'"
                self._report("unknown-entity", message, at(entity.start()), advice or "a plain '&' is written '&amp;'")
        return line

    def check(self, line: str, place: Span) -> None:
        """Report what is wrong with a line."""
        plain = masked(line)
        opening = CONTAINERS.match(plain)
        start = opening.end() if opening else 0
        if line.strip():
            task = TASK.fullmatch(line)
            self._heading(line, start if task is None else task.start("words"), place)
            self._reference(plain, place)
            self._task(line, plain, place)
        self._table(line, plain, start, place)
        self.previous = line[start:].strip()

    def _heading(self, line: str, start: int, place: Span) -> None:
        if self.previous and _UNDERLINE.fullmatch(line[start:].strip()) and not self.previous.startswith("#"):
            self._report(
                "bad-heading",
                "a line of dashes below a text makes it a heading",
                place,
                "leave a blank line between, or write '## ' before the heading",
            )
        match = _HASHES.fullmatch(line[start:])
        if match is None:
            return
        hashes, space, words = match.groups()
        level = len(hashes)
        if start:
            if space and words and level <= 6:
                message = "a heading begins at the left margin, in no quotation and in no item"
                self._report("bad-heading", message, _at(place, start))
        elif not words:
            self._report("bad-heading", "this heading has no words", place)
        elif not space or level > 6:
            advice = (
                f"write '{'#' * max(2, min(level, self.level + 1, 6))} ' before a heading, '\\#' for the sign itself"
            )
            self._report("bad-heading", f"'{hashes}' makes this line a heading", place, advice)
        elif level == 1:
            message = "the title in the front matter is the only heading of this level"
            self._report("bad-heading", message, place, "begin with '## '")
        else:
            if level > self.level + 1:
                message = f"this heading skips a level after level {self.level}"
                self._report("bad-heading", message, place, f"write {'#' * (self.level + 1)}")
            self.level = level

    def _reference(self, plain: str, place: Span) -> None:
        if _REFERENCE.match(plain):
            self._report(
                "bad-link",
                "a line that begins with '[...]:' is not printed",
                place,
                "put the address into the link itself: [words](https://...)",
            )

    def _task(self, line: str, plain: str, place: Span) -> None:
        task = TASK.fullmatch(line)
        if task is None and _NEARLY_TASK.match(plain):
            self._report(
                "bad-task",
                "this is nearly a task, but not quite",
                _at(place, plain.index("[")),
                "write '- [ ] Ask ...'",
            )
        if task is not None and not _BRACED.sub("", task["words"]).strip():
            self._report("bad-task", "this task says nothing", place, f"such as '{self.examples.task}'")
        for braced in _BRACED.finditer(plain):
            word = braced.group(1)
            if braced.group().startswith(("{due:", "{step:")):
                continue
            meant = word.casefold() in ("due", "step") or nearest(word.casefold(), ["due", "step"]) is not None
            if meant or (task is not None and plain.rstrip().endswith(braced.group())):
                self._report(
                    "bad-due",
                    f"'{braced.group()}' means nothing here",
                    _at(place, braced.start()),
                    f"such as '{self.examples.task}'",
                )

    def _table(self, line: str, whole: str, start: int, place: Span) -> None:
        """Cells beyond the head's are not printed, and a cell holds words alone."""
        plain = whole[start:]
        if "|" not in plain:
            self.cells = None
            return
        count = _cells(plain)
        if self.cells is not None:
            if count > self.cells:
                message = f"this row has {text.plural(count, 'cell', 'cells')}, the head of the table {self.cells}"
                self._report("bad-table", message, place, "'\\|' is a bar inside a cell")
            item = next((cell for cell in cells_of(line[start:]) if _ITEM_OF_A_CELL.fullmatch(cell)), None)
            if item is not None:
                advice = f"write words with commas, or a list below the table; the sign itself is '\\{item[0]}'"
                self._report("bad-table", "a cell holds no list", _at(place, max(line.find(item), 0)), advice)
        elif DASHES.fullmatch(plain) and "|" in self.previous:
            self.cells = _cells(masked(self.previous))
            if count != self.cells:
                here = text.plural(count, "cell", "cells")
                message = f"the line of dashes has {here}, the head of the table {self.cells}"
                self._report("bad-table", message, place)

    def _report(self, code: str, message: str, place: Span, advice: str | None = None) -> None:
        self.diagnostics.error(code, message, place, advice)


def masked(line: str) -> str:
    """The line with its code and marks made unreadable, every character in its place."""
    for hidden in (CODE, _MARK):
        line = hidden.sub(lambda match: "\x00" * len(match.group()), line)
    return line


def _cells(plain: str) -> int:
    row = plain.strip().replace("\\|", "\x00\x00")
    return row.removeprefix("|").removesuffix("|").count("|") + 1


def _at(place: Span, index: int) -> Span:
    return Span(place.path, place.line, index + 1)
