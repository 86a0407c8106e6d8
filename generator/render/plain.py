"""Tasks as plain words, for calendars and workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.model.guide import FilledFact, FilledMark, FilledTerm, FilledValue, Guide, ListedTask, Section
from generator.model.selection import texts_in
from generator.render.fragments import FragmentMaker, MarkHole, Piece, TaskHole


@dataclass(frozen=True, slots=True)
class PlainTask:
    """A task in words, with the words it is shown under and the chapter it is from."""

    listed: ListedTask
    words: str
    chapter: str

    @property
    def summary(self) -> str:
        """The task after its lead, as one line."""
        leads = self.listed.leads
        return f"{leads[-1]}: {self.words}" if leads else self.words


def plain_tasks(guide: Guide, fragments: FragmentMaker) -> Iterator[PlainTask]:
    """The tasks of the merged checklist, in its order."""
    chapters = {chapter.id: chapter for chapter in guide.chapters}
    for group in guide.tasks:
        for listed in group.tasks:
            chapter = chapters[listed.chapter]
            title = f"{chapter.number} {chapter.title}"
            yield PlainTask(listed, _words(fragments, listed.section, listed.mark), title)


def _words(fragments: FragmentMaker, section: Section, mark: int) -> str:
    for stretch in texts_in(section.decision.body):
        for piece in fragments.fragment(stretch):
            if isinstance(piece, TaskHole) and piece.mark == mark:
                return Markup("".join(_texts(piece.label, section.marks))).striptags()  # noqa: S704 -- tags are taken out
    raise KeyError(mark)


def _texts(pieces: tuple[Piece, ...], marks: Mapping[int, FilledMark]) -> Iterator[str]:
    """The literal HTML, and what marks stand for; numbers of sources stay out."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, MarkHole):
            match marks[piece.mark]:
                case FilledValue(words) | FilledTerm(_, words):
                    yield str(escape(words))
                case FilledFact(_, value, _):
                    yield str(escape(value or ""))
