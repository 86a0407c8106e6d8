"""Filling fragments for one reader: values escaped once, marks worded by the theme's macros."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from generator import text
from generator.model.condition import AllOf, Condition
from generator.model.filled import (
    LATER,
    FilledFact,
    FilledFile,
    FilledLink,
    FilledMark,
    FilledPicture,
    FilledTask,
    FilledTerm,
    FilledValue,
)
from generator.model.module import NOTE_CLOSE, NOTE_OPEN, Text
from generator.model.selection import ShownArm, ShownAside, ShownNode, ShownRun
from generator.render import words as patterns
from generator.render.arm_places import Places
from generator.render.browser import condition_json
from generator.render.cited import joined_pieces
from generator.render.fragments import (
    CodeHole,
    FragmentMaker,
    Hole,
    ItemHole,
    LinkHole,
    MarkHole,
    NoteHole,
    PictureHole,
    Piece,
    TableHole,
    TaskHole,
)
from generator.render.media import Shelf
from generator.render.run import fill_run

_NO_LINK = re.compile(r'<a (data-file="[^"]*")>(.*?)</a>', re.DOTALL)
"""A file that has no address on paper is not a link."""

NUMBER_OPEN, NUMBER_CLOSE = "\ue015", "\ue016"
"""Around the fact whose number is set in later."""

_NOTE = re.compile(f"{NOTE_OPEN}(.*?){NOTE_CLOSE}", re.DOTALL)

Annotate = Callable[[ShownArm, Markup], Markup]
"""Wraps the HTML of an arm."""

ChapterHref = Callable[[str, str], str]
"""Gives the address of a section: chapter id and section id."""


SourceHref = Callable[[int, str], str]
"""Gives the address of a source: its number in the guide, and the id of its fact."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are in one kind of output."""

    section: ChapterHref
    source: SourceHref
    term: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Filler:
    """Turns shown text into HTML.

    `interactive` adds the open conditions and the `places` of arms, for readers who can still answer questions;
    `annotate`, for the preview, adds to each arm of a block where it comes from.
    """

    fragments: FragmentMaker
    macros: Any
    addresses: Addresses
    interactive: bool = False
    annotate: Annotate | None = None
    shelf: Shelf | None = None
    places: Places = field(default_factory=dict)
    _marks: dict[FilledMark, str] = field(default_factory=dict, compare=False)

    def body(self, nodes: tuple[ShownNode, ...], marks: Mapping[int, FilledMark], section: str = "") -> Markup:
        """The HTML of a shown body with its notes, whose ids begin with that of the section."""
        html = self._noted(self._body(nodes, marks), section)
        return Markup(_NO_LINK.sub(r"<span \1>\2</span>", str(html)))  # noqa: S704 -- filled pieces

    def _body(self, nodes: tuple[ShownNode, ...], marks: Mapping[int, FilledMark]) -> Markup:
        return Markup("\n").join(self._node(node, marks) for node in nodes)

    def _noted(self, html: Markup, section: str) -> Markup:
        """HTML with each note as the theme wants it: at its place, or in a list at the end.

        A note that is referred to again keeps its letter.
        """
        notes: dict[str, dict[str, Any]] = {}

        def called(match: re.Match[str]) -> str:
            words = match.group(1)
            if words not in notes:
                letter = text.letter(len(notes) + 1)
                body = Markup(words)  # noqa: S704 -- filled pieces
                notes[words] = {"letter": letter, "id": f"{section}-note-{letter}", "body": body, "calls": 0}
            notes[words]["calls"] += 1
            return str(self.macro("note", notes[words]))

        if NOTE_OPEN not in html:
            return html
        noted = Markup(_NOTE.sub(called, str(html)))  # noqa: S704 -- filled pieces
        return noted + self.macro("notes", list(notes.values()))

    def _node(self, node: ShownNode, marks: Mapping[int, FilledMark]) -> Markup:
        match node:
            case Text():
                return self.pieces(self.fragments.fragment(node), marks)
            case ShownAside(kind, body):
                return self.macro("aside", kind, patterns.ASIDES[kind], self._body(body, marks))
            case ShownRun():
                return fill_run(self, node, marks)
            case ShownArm():
                return self.traced(node, self._arm(node, self._body(node.body, marks)))

    def traced(self, arm: ShownArm, html: Markup) -> Markup:
        """The HTML of an arm with where it comes from, in the preview."""
        return html if self.annotate is None else self.annotate(arm, html)

    def _arm(self, arm: ShownArm, inner: Markup) -> Markup:
        opened, place = self.open(arm.unsettled), self.place(arm)
        if arm.lead is not None:
            return self.macro("lead", arm.lead.words, inner, opened, arm.lead.is_otherwise, place)
        return inner if arm.unsettled is None and place is None else self.macro("maybe", inner, opened, place)

    def place(self, arm: ShownArm) -> str | None:
        """The name by which the page's engine knows an arm, with those under its lead; None where nobody can answer."""
        if not self.interactive or arm.span not in self.places:
            return None
        return "+".join(self.places[span] for span in (arm.span, *arm.also))

    def open(self, *unsettled: Condition | None) -> str | None:
        """Open conditions as data for the page's script; None where there are none, or nobody can answer."""
        given = [one for one in unsettled if one is not None]
        if not self.interactive or not given:
            return None
        return condition_json(given[0] if len(given) == 1 else AllOf(tuple(given)))

    def task_label(self, stretch: Text, mark: int, marks: Mapping[int, FilledMark]) -> Markup:
        """The words of one task of a text, as HTML."""
        tasks = (piece for piece in self.fragments.fragment(stretch) if isinstance(piece, TaskHole))
        label = self.pieces(next(task.label for task in tasks if task.mark == mark), marks)
        return Markup(_NOTE.sub("", str(label)))  # noqa: S704 -- filled pieces

    def pieces(self, pieces: tuple[Piece, ...], marks: Mapping[int, FilledMark]) -> Markup:
        """The HTML of a fragment's pieces."""
        # Literal pieces were sanitized by FragmentMaker; holes come escaped from the theme's macros.
        html = joined_pieces(
            pieces,
            lambda piece: self.cite(piece, marks),
            lambda piece: piece if isinstance(piece, str) else self.hole(piece, marks),
        )
        return Markup(html)  # noqa: S704

    def cite(self, piece: Piece, marks: Mapping[int, FilledMark]) -> tuple[str, str] | None:
        """The value of a fact and the number of its source as HTML; None for a piece that is not a fact."""
        fact = marks[piece.mark] if isinstance(piece, MarkHole) else None
        if not isinstance(fact, FilledFact):
            return None
        return "" if fact.value is None else str(self.macros.fact(fact.value)), self.number(fact)

    def number(self, fact: FilledFact) -> str:
        """The number of a source as HTML; a place for it where it is set in later."""
        if fact.number == LATER:
            return f"{NUMBER_OPEN}{'!' if fact.confirm else ''}{fact.fact}{NUMBER_CLOSE}"
        return str(self.macros.source(fact.number, self.addresses.source(fact.number, fact.fact), fact.confirm))

    def macro(self, name: str, *arguments: object) -> Markup:
        """The HTML of one of the theme's macros."""
        result: Markup = getattr(self.macros, name)(*arguments)
        return result

    def hole(self, hole: Hole, marks: Mapping[int, FilledMark], lead: str | None = None) -> str:
        """The HTML of a hole; the words of a task begin with a lead."""
        match hole:
            case MarkHole(number):
                mark = marks[number]
                assert isinstance(mark, FilledValue | FilledTerm)
                if mark not in self._marks:
                    self._marks[mark] = self._mark(mark)
                return self._marks[mark]
            case PictureHole(number):
                return self._picture(marks[number])
            case LinkHole(number):
                link = marks[number]
                if isinstance(link, FilledFile):
                    given = self.shelf.attributes(link.path) if self.shelf is not None else {}
                    return " ".join(f'{name}="{escape(value)}"' for name, value in given.items())
                assert isinstance(link, FilledLink)
                address = link.url or self.addresses.section(link.chapter or "", link.anchor)
                return f'href="{escape(address)}"'
            case TaskHole(number, label):
                task = marks[number]
                assert isinstance(task, FilledTask)
                words = self.pieces(label, marks)
                if task.is_done:
                    return str(self.macros.done(task.id, words, lead, task.step))
                return str(self.macros.task(task.id, words, due_words(task), task.says_planned, lead, None, task.step))
            case TableHole(body):
                return str(self.macros.table(self.pieces(body, marks)))
            case CodeHole(body):
                return str(self.macros.code(self.pieces(body, marks)))
            case NoteHole(body):
                return f"{NOTE_OPEN}{self.pieces(body, marks)}{NOTE_CLOSE}"
            case ItemHole(_, body):
                return str(self.pieces(body, marks))

    def _picture(self, picture: FilledMark) -> str:
        assert isinstance(picture, FilledPicture)
        view = {} if self.shelf is None else self.shelf.picture(picture.path)
        return str(self.macro("picture", {**view, "words": picture.words, "caption": picture.caption}))

    def _mark(self, mark: FilledValue | FilledTerm) -> str:
        match mark:
            case FilledValue(words, name):
                return str(self.macros.value(words, name) if self.interactive and name else escape(words))
            case FilledTerm(term, words):
                return str(self.macros.term(words, self.addresses.term(term)))


def due_words(task: FilledTask) -> str | None:
    """When a task is due: its date, else its rule in words; of a step also the last day to begin it."""
    if task.due is None:
        return task.rule
    day = text.long_date(task.due)
    if task.missed is not None:
        return patterns.STEP_LATE.format(missed=text.long_date(task.missed), day=day)
    if task.is_last:
        return patterns.DUE_BY.format(day=day)
    if task.begin is None or task.planned or task.begin == task.due:
        return day
    return patterns.STEP_DAYS.format(begin=text.long_date(task.begin), day=day)
