"""HTML read back: where each line of a text came to be, and which signs of Markdown are left in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.model.module import TASK_CLOSE, TASK_OPEN

LABEL = re.compile("\ue010(\\d+)\ue011")
TASK_TOKEN = re.compile(f"{TASK_OPEN}\\d+{TASK_CLOSE}")
_LEFT_OVER = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|(?<!~)~~(?!~)|`+|\]\(|!\[|:::|\|-{3}")
_BOX = re.compile(r"(?:\A\s*|[-*+.)]\s+)(?P<box>\[[xX]\])(?=\s)|(?P<empty>\[ \])(?=\s)")
PRIVATE = re.compile("[\ue000-\uf8ff]")
TOKEN = re.compile("[\ue000-\ue01f]\\d+[\ue000-\ue01f]|[\ue000-\uf8ff]")
EMPTY_LINK = "[]("
_OPENINGS = ("p", "blockquote", "em", "strong", "del", "a", "table", "thead", "tr", "th", "dl", "dt")
"""Elements that may begin an item before its first word."""


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """Where the words of a line are: the elements around them, and whether they begin the innermost item."""

    tags: tuple[str, ...]
    is_first: bool


def letters_of(words: str) -> str:
    """The letters and digits of words that are to be read, without tokens."""
    return "".join(letter for letter in TOKEN.sub("", words) if letter.isalnum())


class OutcomeReader(HTMLParser):
    """Reads the HTML of a text whose lines are labelled with their numbers.

    `outcomes` are by line, `letters` what came of them; `left_over` has the line of a sign, the sign, and what comes
    behind it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outcomes: dict[int, LineOutcome] = {}
        self.letters: dict[int, str] = {}
        self.left_over: list[tuple[int, str, str]] = []
        self.blocks_of_code = 0
        self._open: list[str] = []
        self._is_first = True
        self._line = 0
        self._is_link_empty = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            return
        is_task = ("class", "task") in attrs
        self._open.append("task" if is_task else tag)
        self.blocks_of_code += tag == "pre"
        self._is_link_empty = tag == "a"
        self._is_first = tag in ("li", "dd") or (self._is_first and tag in _OPENINGS)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- their signature
        self._is_first = False
        if self._is_link_empty:
            self.left_over.append((self._line, EMPTY_LINK, ""))
        self._is_link_empty = False
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        self._is_link_empty = False
        end = 0
        for label in LABEL.finditer(data):
            self._words(data[end : label.start()])
            self._line = int(label.group(1))
            is_first = self._is_first and not PRIVATE.sub("", TASK_TOKEN.sub("", data[: label.start()])).strip()
            self.outcomes[self._line] = LineOutcome(tuple(self._open), is_first)
            end = label.end()
        self._words(data[end:])
        self._is_first = False

    def _words(self, data: str) -> None:
        self.letters[self._line] = self.letters.get(self._line, "") + letters_of(data)
        if "code" in self._open:
            return
        found = [(match.group(), match.end()) for match in _LEFT_OVER.finditer(data)]
        found += [(match["box"] or match["empty"], match.end()) for match in _BOX.finditer(data)]
        self.left_over += [(self._line, mark, data[end : end + 12]) for mark, end in found]
