"""The chapters in which modules may be shown, and names for what those of one guide say there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.app.guide_names import GuideNames
from generator.app.opened import Opened
from generator.logic.fingerprint import digest
from generator.model.module import Module


def chapters_of(opened: Opened) -> dict[str, set[str]]:
    """By id of each module the chapters in which it may be shown."""
    project = opened.project
    found: dict[str, set[str]] = {}
    for name, chapter, *_ in opened.presence.entries():
        for module in project.slots.get(name) or (project.modules[name],):
            found.setdefault(module.id, set()).add(chapter.id)
    return found


def chapter_words(
    names: GuideNames, modules: Iterable[Module], chapters: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """By id of each chapter a name for what these modules say there."""
    said: dict[str, list[str]] = {}
    for module in modules:
        for chapter in chapters[module.id]:
            said.setdefault(chapter, []).append(names.says(module.id))
    return {chapter: digest(*several)[:16] for chapter, several in said.items()}
