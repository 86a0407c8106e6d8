"""Drafts: modules that only a preview shows. The outline may name them already."""

from __future__ import annotations

from collections.abc import Collection

from generator.diagnostics import Diagnostics
from generator.model.module import Module
from generator.model.outline import Chapter, Outline, SlotEntry


def without_drafts(
    modules: dict[str, Module], outline: Outline, diagnostics: Diagnostics
) -> tuple[dict[str, Module], Outline]:
    """The modules that are not drafts, and the outline without those that are; what is empty then is left out, too."""
    kept = {name: module for name, module in modules.items() if not module.front.draft}
    left = {*kept, *(module.front.slot for module in kept.values())}
    names = {name for module in modules.values() for name in (module.id, module.front.slot) if name} - left
    for name in names:
        diagnostics.lose("modules", name)
        diagnostics.lose("drafts", name)
    if not names:
        return kept, outline
    parts = []
    for part in outline.parts:
        chapters = [_without(chapter, names) for chapter in part.chapters]
        shown = tuple(
            one for one, before in zip(chapters, part.chapters, strict=True) if one.contents or not before.contents
        )
        if shown:
            parts.append(part.model_copy(update={"chapters": shown}))
    return kept, outline.model_copy(update={"parts": tuple(parts)})


def _without(chapter: Chapter, names: Collection[str]) -> Chapter:
    kept = [
        (number, entry)
        for number, entry in enumerate(chapter.contents)
        if (entry.slot if isinstance(entry, SlotEntry) else entry) not in names
    ]
    places = {f"contents.{now}": chapter.place("contents", before) for now, (before, _) in enumerate(kept)}
    return chapter.model_copy(
        update={"contents": tuple(entry for _, entry in kept), "spans": {**chapter.spans, **places}}
    )
