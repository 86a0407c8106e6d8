"""Holes: a slot, chapter or part that some reader should have and that has nothing for them."""

from __future__ import annotations

from generator.check.questions import Questions
from generator.diagnostics import Span
from generator.logic.combine import all_of, none_of
from generator.logic.presence import Presence
from generator.model.condition import Condition
from generator.model.outline import Chapter, Part, SlotEntry


def check_holes(presence: Presence, ask: Questions) -> None:
    """Report each hole at the innermost place that explains it."""
    for part in presence.project.outline.parts:
        for chapter in part.chapters:
            for number, entry in enumerate(chapter.contents):
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                if name in presence.slots:
                    place = entry.place("slot") if isinstance(entry, SlotEntry) else chapter.place("contents", number)
                    _slot(presence, name, place, ask)
            _chapter(presence, chapter, ask)
        _part(part, ask)


def _slot(presence: Presence, name: str, place: Span, ask: Questions) -> None:
    lacking = all_of(presence.slots[name].around, none_of(one.there for one in presence.rivals(name)))
    _report(lacking, f"some readers get nothing in slot '{name}'", place, "add an alternative without 'when'", ask)


def _chapter(presence: Presence, chapter: Chapter, ask: Questions) -> None:
    """Slots that hold explain an empty chapter themselves."""
    parts: list[Condition] = []
    for entry in chapter.contents:
        name = entry.slot if isinstance(entry, SlotEntry) else entry
        parts.append(presence.slots[name].around if name in presence.slots else presence.there(name))
    _report(
        all_of(presence.chapters[chapter.id], none_of(parts)),
        f"some readers get chapter '{chapter.id}' with nothing in it",
        chapter.place("id"),
        "give the chapter a 'when', or a module for these readers",
        ask,
    )


def _part(part: Part, ask: Questions) -> None:
    _report(
        all_of(part.when, none_of(chapter.when for chapter in part.chapters)),
        f"some readers get part '{part.id}' with nothing in it",
        part.place("id"),
        "give the part a 'when', or a chapter for these readers",
        ask,
    )


def _report(lacking: Condition, message: str, place: Span, suggestion: str, ask: Questions) -> None:
    with ask.about(place):
        witness = ask.witness(lacking)
        if witness is not None:
            ask.diagnostics.error("hole", message, place, suggestion, witness)
