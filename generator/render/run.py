"""Lists and tables with conditions in them: one list for each reader, whichever of its items that reader gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from generator import text
from generator.diagnostics import Span
from generator.model.condition import Condition
from generator.model.filled import FilledMark
from generator.model.module import Run, Text
from generator.model.selection import ShownArm, ShownAside, ShownNode, ShownRun
from generator.render.cited import joined_pieces
from generator.render.fragments import FragmentMaker, Hole, ItemHole, Piece, TableHole, TaskHole

_EMPTY_LIST = re.compile(r"<(ul|ol)[^>]*>\s*</\1>")
_FIRST_WORDS = re.compile(r"<li[^>]*>(?:<p>)?|<tr[^>]*>\s*<t[hd][^>]*>")


class HoleFiller(Protocol):
    """What a run needs of the filler of everything else."""

    @property
    def fragments(self) -> FragmentMaker: ...
    def hole(self, hole: Hole, marks: Mapping[int, FilledMark], lead: str | None = None) -> str: ...
    def cite(self, piece: Piece, marks: Mapping[int, FilledMark]) -> tuple[str, str] | None: ...
    def macro(self, name: str, *arguments: object) -> Markup: ...
    def open(self, *unsettled: Condition | None) -> str | None: ...
    def place(self, arm: ShownArm) -> str | None: ...
    def traced(self, arm: ShownArm, html: Markup) -> Markup: ...


def joined_leads(leads: tuple[str, ...]) -> str | None:
    """Leads inside each other as one: "If money is tight and if you camp"."""
    inner = [f"{lead[:1].lower()}{lead[1:]}" for lead in leads[1:]]
    return text.joined([leads[0], *inner]) if leads else None


def fill_run(filler: HoleFiller, shown: ShownRun, marks: Mapping[int, FilledMark]) -> Markup:
    """The HTML of a list or table. Each item under a lead begins with it, since it may be read alone."""
    arms = {arm.span: arm for arm in _arms_in(shown.body)}
    html = _RunFiller(filler, shown.run, arms, marks).pieces(filler.fragments.run(shown.run), (), None)
    return Markup(_EMPTY_LIST.sub("", html))  # noqa: S704 -- filled pieces


@dataclass(frozen=True, slots=True)
class _RunFiller:
    filler: HoleFiller
    run: Run
    arms: Mapping[Span, ShownArm]
    marks: Mapping[int, FilledMark]

    def pieces(self, pieces: Iterable[Piece], around: tuple[Span, ...], lead: str | None) -> str:
        """The HTML of pieces inside an item whose arms are given, and whose task, if it is one, has a lead."""
        return joined_pieces(
            pieces, lambda piece: self.filler.cite(piece, self.marks), lambda piece: self._piece(piece, around, lead)
        )

    def _piece(self, piece: Piece, around: tuple[Span, ...], lead: str | None) -> str:
        match piece:
            case str():
                return piece
            case ItemHole(line, body):
                return self._item(self.run.arms[line], body, around)
            case TableHole(body):
                return str(self.filler.macro("table", Markup(self.pieces(body, around, lead))))  # noqa: S704 -- filled
            case _:
                return self.filler.hole(piece, self.marks, lead)

    def _item(self, arms: tuple[Span, ...], body: tuple[Piece, ...], around: tuple[Span, ...]) -> str:
        if any(span not in self.arms for span in arms):
            return ""
        own = [self.arms[span] for span in arms[len(around) :]]
        lead = joined_leads(tuple(arm.lead.alone or arm.lead.words for arm in own if arm.lead is not None))
        html = self.pieces(body, arms, lead)
        if lead is not None and not any(isinstance(piece, TaskHole) for piece in body):
            start = _FIRST_WORDS.match(html)
            at = start.end() if start else 0
            html = f"{html[:at]}{self.filler.macro('inline_lead', lead)}{html[at:]}"
        condition = self.filler.open(*(arm.unsettled for arm in own))
        if condition is not None:
            html = f'{html[:3]} data-open="{escape(condition)}"{html[3:]}'
        places = [place for arm in own if (place := self.filler.place(arm)) is not None]
        if places:
            html = f'{html[:3]} data-arm="{" ".join(places)}"{html[3:]}'
        for arm in own:
            html = self.filler.traced(arm, Markup(html))  # noqa: S704 -- filled pieces
        return html


def _arms_in(body: tuple[ShownNode, ...]) -> Iterator[ShownArm]:
    for node in body:
        match node:
            case ShownArm():
                yield node
                yield from _arms_in(node.body)
            case ShownAside() | ShownRun():
                yield from _arms_in(node.body)
            case Text():
                pass
