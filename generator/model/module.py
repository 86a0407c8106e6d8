"""Modules and what is in them: stretches of Markdown, blocks, asides and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.diagnostics import Span
from generator.model.condition import Condition
from generator.model.dates import DateRule
from generator.model.located import Date, Entry, When, Whole

UnknownPolicy = Literal["show", "hide"]
AsideKind = Literal["tip", "confirm", "stop", "say"]


class FrontMatter(Entry):
    """The keys at the head of a module's file."""

    title: str
    when: When
    slot: str | None = None
    priority: Whole = 0
    lead: str | None = None
    unknown: UnknownPolicy = "show"
    points: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reviewed: Date
    review_by: Date | None = None
    review_every: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ValueMark:
    """`{{ plan.distance.because }}`: a value by its path."""

    path: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class FactMark:
    """`[[fact:ID]]` prints a fact's value and its source's number; `[[source:ID]]` only the number."""

    fact: str
    with_value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class TermMark:
    """`[[term:id|words]]`: a glossary word."""

    term: str
    words: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class LinkMark:
    """`(module:id)` or `(resource:id)` as the address of a link."""

    kind: Literal["module", "resource"]
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class TaskMark:
    """`- [ ] ... {due: ...}` or `{step: ...}`: an item of a checklist, `[x]` where it is done.

    `id` is stable while its words stay the same.
    """

    id: str
    due: DateRule | None
    span: Span
    is_done: bool = False
    step: str | None = None


@dataclass(frozen=True, slots=True)
class PictureMark:
    """`![words](media/route.png "caption")` on a line of its own; `words` say what is seen."""

    target: str
    words: str
    caption: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class FileMark:
    """`(media/form.pdf)` as the address of a link, with the words of the link."""

    target: str
    words: str
    span: Span


Mark = ValueMark | FactMark | TermMark | LinkMark | TaskMark | PictureMark | FileMark


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown without blocks, its marks as tokens (see below).

    `numbers` are the numbers of its lines in the file; where there are none they follow `span`.
    """

    markdown: str
    span: Span
    numbers: tuple[int, ...] = ()

    def place(self, line: int, column: int = 1) -> Span:
        """The place of a line of the text, counted from 0."""
        number = self.numbers[line] if line < len(self.numbers) else self.span.line + line
        return Span(self.span.path, number, column)


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a conditional block."""

    condition: Condition
    lead: str | None
    unknown: UnknownPolicy
    points: tuple[str, ...]
    body: Body
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A conditional stretch: if, else-if, else. An else arm has the condition ALWAYS."""

    arms: tuple[Arm, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch set apart: a tip, something to confirm, a danger, words to say."""

    kind: AsideKind
    body: Body
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """One list or table of which items or rows are under conditions.

    `body` has its stretches and blocks as they follow each other, `whole` all of it as one text. `arms` names for each
    line of the whole the arms it is in by their places, from the outside in.
    """

    body: Body
    whole: Text
    arms: tuple[tuple[Span, ...], ...]


Node = Text | Block | Aside | Run
Body = tuple[Node, ...]

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
"""Around the index of a mark, where it is in a text."""

NOTE_OPEN, NOTE_CLOSE, NOTE_BAR = "\ue007", "\ue008", "\ue009"
"""Around a note, at the place that refers to it; and what replaces a bar in it, so that it may be in a table."""

PICTURE_OPEN, PICTURE_CLOSE = "\ue00d", "\ue00e"
"""Around the index of a picture, alone in its paragraph."""

TASK_OPEN, TASK_CLOSE = "\ue002", "\ue003"
"""Around the index of a task, at the beginning of its words."""


@dataclass(frozen=True, slots=True)
class Module:
    """One piece of advice. `revision` names the state of its file: equal text, equal revision."""

    id: str
    path: str
    front: FrontMatter
    body: Body
    marks: tuple[Mark, ...]
    span: Span
    revision: str

    @property
    def title(self) -> str:
        return self.front.title

    @property
    def condition(self) -> Condition:
        return self.front.when

    def arms(self) -> Iterator[Arm]:
        """Every arm of every block, from the outside in."""
        return arms_of(self.body)


def arms_of(body: Body) -> Iterator[Arm]:
    """Every arm of every block of a body, from the outside in."""
    for node in body:
        match node:
            case Block():
                for arm in node.arms:
                    yield arm
                    yield from arms_of(arm.body)
            case Aside() | Run():
                yield from arms_of(node.body)
            case Text():
                pass


def texts_of(body: Body) -> Iterator[Text]:
    """Every text of a body, no matter who gets it, in order."""
    for node in body:
        match node:
            case Text():
                yield node
            case Block():
                for arm in node.arms:
                    yield from texts_of(arm.body)
            case Aside() | Run():
                yield from texts_of(node.body)


_TOKEN = re.compile(
    f"{MARK_OPEN}(\\d+){MARK_CLOSE}|{TASK_OPEN}(\\d+){TASK_CLOSE}|{PICTURE_OPEN}(\\d+){PICTURE_CLOSE}|\\(mark:(\\d+)"
)


@lru_cache(maxsize=4096)
def mark_numbers(markdown: str) -> tuple[int, ...]:
    """The indexes of the marks that are in a stretch of Markdown, in order."""
    return tuple(int(next(filter(None, match.groups()))) for match in _TOKEN.finditer(markdown))
